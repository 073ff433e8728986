// Whether a person may let a round go on or begin again, and why not (C-70, C-74): what the buttons ask is what the
// action asks too.
import { loadSurroundings, worldOf } from '#actions/enrollments/surroundings.ts';
import type { Showing, ShownRound } from '#actions/enrollments/shown-rounds.ts';
import type { SkipReason } from '#contract/enroll-words.ts';
import { mayRestart, whyNotContinue } from '#core/cadence/round.ts';
import { ruleMetAtEnrolment } from '#core/cadence/rules.ts';
import type { Instant } from '#core/time/instant.ts';
import type { Tx } from '#storage/db.ts';
import { deletedActivities } from '#storage/enrollments/enrollments.ts';

/** Null: it may. */
export type Choices = { readonly continue: SkipReason | null; readonly restart: SkipReason | null };

/** `round` is the latest of its record in its cadence. */
export async function choicesFor(
  tx: Tx,
  showing: Showing & { readonly now: Instant },
  round: ShownRound,
): Promise<Choices> {
  const common = await whyNeither(tx, showing, round);
  const { enrollment, cadence } = round;
  const restart = mayRestart(enrollment) ? common : 'already_active';
  if (cadence.version === null) return { continue: common, restart };
  const published = { cadence: cadence.id, version: cadence.version };
  const outline = await showing.definitions.outline(tx, showing.organization.seat, published);
  const refusal = whyNotContinue(enrollment, outline, await deletedActivities(tx, enrollment.id));
  return { continue: refusal ?? common, restart };
}

/** What keeps a record out whichever way it would enter. */
async function whyNeither(
  tx: Tx,
  { organization, definitions, now }: Showing & { readonly now: Instant },
  { cadence, record }: ShownRound,
): Promise<SkipReason | null> {
  if (record === null) return 'record_gone';
  if (cadence.status !== 'active' || cadence.version === null) return 'cadence_not_active';
  const needed = { cadence: cadence.id, version: cadence.version, record: record.id };
  const surroundings = await loadSurroundings(tx, { organization, definitions, needed: [needed] });
  if (!surroundings.cadences.has(cadence.id)) return 'cadence_not_active';
  const world = worldOf(surroundings, { ...needed, now, zone: organization.timeZone });
  const outline = surroundings.outlines.get(cadence.id, cadence.version);
  return ruleMetAtEnrolment(outline, world) === null ? null : 'unenrolment_rule_met';
}
