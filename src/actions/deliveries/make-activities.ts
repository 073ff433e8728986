// Carries task and call follow-ups out: the activity is made in our own database, in the transaction that passes the
// gate and reports it, so it happens exactly once.
import { notifyOwners } from '#actions/notifications/notify.ts';
import { filledIn, namesWithin } from '#core/cadence/activity-texts.ts';
import type { ActivityOwner, ActivitySettings, ChannelSettings } from '#core/cadence/definition.ts';
import { fold } from '#core/records/fold.ts';
import { type RecordValues, valueOf } from '#core/records/field.ts';
import { addDuration, type Duration } from '#core/time/calendar.ts';
import { type Instant, MINUTE } from '#core/time/instant.ts';
import { claimOutgoing } from '#actions/deliveries/claim-outgoing.ts';
import type { EmailSender } from '#actions/deliveries/email-sender.ts';
import { mergeDataOf } from '#actions/deliveries/merge-data.ts';
import { openGateInTransaction } from '#actions/deliveries/open-gate.ts';
import { type Report, settleReports } from '#actions/deliveries/report-outcomes.ts';
import type { Definitions } from '#actions/enrollments/definitions.ts';
import { namesOfLookups } from '#actions/records/show-records.ts';
import { loadSurroundings, recordOf, type Surroundings } from '#actions/enrollments/surroundings.ts';
import { insertActivities, type NewActivity } from '#storage/activities/activities.ts';
import type { Database, Tx } from '#storage/db.ts';
import type { ClaimedDelivery } from '#storage/deliveries/claim-deliveries.ts';
import { addInputs } from '#storage/enrollments/inputs.ts';
import { listMembers, type Member } from '#storage/organizations/members.ts';
import type { Organization } from '#storage/organizations/organizations.ts';

export type MakeRequest = {
  readonly database: Database;
  readonly organization: Organization;
  readonly definitions: Definitions;
  readonly sender: Pick<EmailSender, 'fill'>;
  readonly now: Instant;
  readonly limit: number;
};

/** How many were claimed; 0: nothing is due. */
export async function makeActivities(request: MakeRequest): Promise<number> {
  const { database, organization } = request;
  const deliveries = await database.organization(organization.seat, (tx) =>
    claimOutgoing(tx, { channel: 'call', beside: ['task'] }, request),
  );
  if (deliveries.length > 0) {
    await database.organization(organization.seat, (tx) => make(tx, request, deliveries));
  }
  return deliveries.length;
}

async function make(tx: Tx, request: MakeRequest, deliveries: readonly ClaimedDelivery[]): Promise<void> {
  const { organization, now } = request;
  const knocking = deliveries.map((delivery) => ({ delivery, addressHash: null }));
  const passed = await openGateInTransaction(tx, { organization, knocking, now });
  const going = deliveries.filter(({ id }) => passed.has(id));
  if (going.length === 0) return;
  const fields = ['owner', 'do_not_call', ...(await fieldsWritten(tx, request, going))];
  const surroundings = await loadSurroundings(tx, { ...request, needed: going, fields });
  const members = (await listMembers(tx)).filter(({ active }) => active);
  const reports: Report[] = [];
  const activities: NewActivity[] = [];
  for (const delivery of going) {
    const result = await planActivity(tx, request, { delivery, surroundings, members }).catch(notPlanned);
    reports.push({ delivery, outcome: result.outcome });
    if (result.activity !== null) activities.push(result.activity);
  }
  await notifyOwners(tx, { organization, now }, await insertActivities(tx, activities, now));
  await settleReports(tx, { organization, reports, now });
  // The first status, at creation, is a response too (C-11).
  const first = activities.flatMap(({ carries, status }) => {
    if (carries === null) return [];
    const input = { kind: 'status', followUp: carries.followUp, status, result: null, at: now, actor: null } as const;
    return [{ enrollment: carries.enrollment, input }];
  });
  await addInputs(tx, organization.seat, first);
}

/** What the texts of these activities name of their records. */
async function fieldsWritten(
  tx: Tx,
  { organization, definitions }: MakeRequest,
  deliveries: readonly ClaimedDelivery[],
): Promise<string[]> {
  const fields: string[] = [];
  for (const delivery of deliveries) {
    const outline = await definitions.outline(tx, organization.seat, delivery);
    const settings = outline.byNumber.get(delivery.followUp)?.followUp.settings;
    if (isActivity(settings)) fields.push(...namesWithin(settings));
  }
  return fields;
}

function isActivity(settings: ChannelSettings | undefined): settings is ActivitySettings {
  return settings?.channel === 'task' || settings?.channel === 'call';
}

type Planning = {
  readonly delivery: ClaimedDelivery;
  readonly surroundings: Surroundings;
  readonly members: readonly Member[];
};
type PlannedActivity = { readonly outcome: Report['outcome']; readonly activity: NewActivity | null };

/** P8: what can't be made of one record is that one's failure. */
function notPlanned(error: unknown): PlannedActivity {
  const text = error instanceof Error ? error.message : String(error);
  return { outcome: { kind: 'failed', reason: 'engine_error', text }, activity: null };
}

async function planActivity(tx: Tx, request: MakeRequest, planning: Planning): Promise<PlannedActivity> {
  const { delivery, surroundings, members } = planning;
  const outline = await request.definitions.outline(tx, request.organization.seat, delivery);
  const settings = outline.byNumber.get(delivery.followUp)?.followUp.settings;
  const record = recordOf(surroundings, delivery.cadence, delivery.record);
  if (!isActivity(settings) || record === undefined) {
    return {
      outcome: { kind: 'failed', reason: 'engine_error', text: 'the record or follow-up is gone' },
      activity: null,
    };
  }
  if (settings.channel === 'call' && valueOf(record, 'do_not_call') === true) {
    return { outcome: { kind: 'suppressed', reason: 'do_not_call' }, activity: null };
  }
  const owner = ownerOf(settings.owner, record, members);
  if (owner === null) {
    return { outcome: { kind: 'failed', reason: 'owner_missing', text: 'no active user can own it' }, activity: null };
  }
  const filled = await fillIn(tx, settings, request, { module: outline.definition.module, record, planning });
  const activity = activityOf(filled, { delivery, owner, now: request.now, zone: request.organization.timeZone });
  return { outcome: { kind: 'sent', at: request.now, response: '' }, activity };
}

type Filling = { readonly module: string; readonly record: RecordValues; readonly planning: Planning };

async function fillIn(
  tx: Tx,
  settings: ActivitySettings,
  { sender, organization }: MakeRequest,
  { module: key, record, planning }: Filling,
): Promise<ActivitySettings> {
  const module = planning.surroundings.catalogues.get(key)?.module;
  if (module === undefined || namesWithin(settings).length === 0) return settings;
  const owner = planning.members.find(({ publicId }) => publicId === valueOf(record, 'owner')) ?? null;
  const names = await namesOfLookups(tx, module, [record]);
  const data = mergeDataOf({ organization, module, record, owner, names, unsubscribeUrl: '' });
  return filledIn(settings, (text) => sender.fill(text, data));
}

/** K-104, K-105: decided now; an owner who left is replaced by the first active member. */
function ownerOf(wanted: ActivityOwner, record: RecordValues, members: readonly Member[]): string | null {
  const found =
    wanted.kind === 'record_owner'
      ? members.find(({ publicId }) => publicId === valueOf(record, 'owner'))
      : members.find(({ email }) => fold(email) === fold(wanted.email));
  return (found ?? members[0])?.publicId ?? null;
}

type Made = {
  readonly delivery: ClaimedDelivery;
  readonly owner: string;
  readonly now: Instant;
  readonly zone: string;
};

function activityOf(settings: ActivitySettings, { delivery, owner, now, zone }: Made): NewActivity {
  const base = {
    record: delivery.record,
    carries: { delivery: delivery.id, enrollment: delivery.enrollment, followUp: delivery.followUp },
    createdBy: null,
    result: null,
    subject: settings.subject,
    owner,
  };
  const before = (at: Instant | null, reminder: Duration | null): Instant | null =>
    at === null || reminder === null ? null : addDuration(at, { ...reminder, amount: -reminder.amount }, zone);
  if (settings.channel === 'task') {
    const { description, priority, status } = settings;
    const dueAt = settings.due === null ? null : addDuration(now, settings.due, zone);
    const rest = { purpose: null, agenda: null, startsAt: null, endsAt: null };
    return {
      ...base,
      ...rest,
      kind: 'task',
      description,
      priority,
      status,
      dueAt,
      reminderAt: before(dueAt, settings.reminder),
    };
  }
  const startsAt = addDuration(now, settings.startsAfter, zone);
  const endsAt = startsAt + settings.durationMinutes * MINUTE;
  const { purpose, agenda } = settings;
  const rest = { description: null, priority: null, dueAt: null, status: 'scheduled' as const };
  return {
    ...base,
    ...rest,
    kind: 'call',
    purpose,
    agenda,
    startsAt,
    endsAt,
    reminderAt: before(startsAt, settings.reminder),
  };
}
