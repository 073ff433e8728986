// A task or call that somebody writes down. No cadence made it, so nothing that becomes of it is a response.
import { notifyOwners } from '#actions/notifications/notify.ts';
import { type NotPermitted, whyNotIn } from '#actions/access/open-module.ts';
import { checkTexts, type GivenTexts } from '#actions/activities/check-texts.ts';
import { findRecordId } from '#actions/activities/list-activities.ts';
import type { Acting } from '#actions/records/acting.ts';
import type { ActivityStatus } from '#core/cadence/response.ts';
import { assert } from '#core/assert.ts';
import type { FieldProblem } from '#core/records/field-problem.ts';
import type { Instant } from '#core/time/instant.ts';
import { activityModules } from '#storage/access/activity-reach.ts';
import { insertActivities } from '#storage/activities/activities.ts';

export type WantedActivity = {
  readonly kind: 'task' | 'call';
  /** Public id of the record it is about; null: of none. */
  readonly record: string | null;
  /** Subject, description, purpose, agenda, owner (left out: whoever makes it), as they came in. */
  readonly texts: GivenTexts;
  readonly status: ActivityStatus;
  readonly result: string | null;
  readonly priority: string | null;
  readonly dueAt: Instant | null;
  /** When its owner is told of it. */
  readonly reminderAt: Instant | null;
  readonly time: { readonly startsAt: Instant; readonly endsAt: Instant } | null;
};

export type CreatedActivity =
  | { readonly kind: 'created'; readonly activity: string }
  | NotPermitted
  | { readonly kind: 'refused'; readonly reason: 'not_found' | 'time_not_valid' }
  | { readonly kind: 'refused'; readonly reason: 'invalid_input'; readonly problems: readonly FieldProblem[] };

export async function createActivity(acting: Acting, wanted: WantedActivity): Promise<CreatedActivity> {
  const { database, organization, actor, now } = acting;
  const { record: publicId, texts, time, ...stated } = wanted;
  if (time !== null && time.endsAt <= time.startsAt) return { kind: 'refused', reason: 'time_not_valid' };
  return database.organization(organization.seat, async (tx) => {
    const refusal = await whyNotIn(tx, activityModules[wanted.kind], 'create');
    if (refusal !== null) return refusal;
    const record = publicId === null ? null : await findRecordId(tx, publicId);
    if (publicId !== null && record === null) return { kind: 'refused', reason: 'not_found' };
    const checked = await checkTexts(tx, { owner: actor.publicId, ...texts }, { mode: 'create', before: null });
    if (!checked.ok) return { kind: 'refused', reason: 'invalid_input', problems: checked.problems };
    const { subject = '', description = null, purpose = null, agenda = null, owner } = checked.texts;
    const [made] = await insertActivities(
      tx,
      [
        {
          ...stated,
          record,
          carries: null,
          createdBy: actor.id,
          subject,
          description,
          purpose,
          agenda,
          owner: owner ?? actor.publicId,
          startsAt: time?.startsAt ?? null,
          endsAt: time?.endsAt ?? null,
        },
      ],
      now,
    );
    assert(made !== undefined, 'an activity was inserted');
    if (owner !== actor.publicId) await notifyOwners(tx, { organization, now }, [made]);
    return { kind: 'created', activity: made };
  });
}
