// What happened to a record, from every source that tells of it, the newest first. A new source is one more entry of
// `sources`, and one more kind.
import type { Acting } from '#actions/records/acting.ts';
import type { NoRecord } from '#actions/records/read-record.ts';
import { attachmentItems, type BelongingItem, noteItems } from '#actions/records/belonging-items.ts';
import { outlineNames } from '#actions/enrollments/outline-names.ts';
import type { Definitions } from '#actions/enrollments/definitions.ts';
import { type ToldEvent, tellHistory } from '#core/cadence/explain.ts';
import type { CrmRecord, Module } from '#core/records/field.ts';
import type { Instant } from '#core/time/instant.ts';
import { listMadeActivities, type MadeActivity } from '#storage/activities/activities.ts';
import { listCadences, loadDefinitionsUpTo } from '#storage/cadences/cadences.ts';
import type { Tx } from '#storage/db.ts';
import { listRounds, loadHistory } from '#storage/enrollments/enrollments.ts';
import {
  listMailEvents,
  listReceivedMail,
  listSentMail,
  type MailEvent,
  type MailPage,
  type ReceivedMail,
  type SentMail,
} from '#storage/mail/record-mail.ts';
import { listMembers, type Member } from '#storage/organizations/members.ts';
import { type Catalogue, loadCatalogue } from '#storage/records/catalogue.ts';
import { findRecord } from '#storage/records/read-records.ts';
import { loadEvents, type RecordEvent } from '#storage/records/record-events.ts';

export type InCadence = {
  readonly publicId: string;
  readonly name: string;
  readonly enrollment: string;
  readonly followUp: string;
};

export type TimelineItem = { readonly at: Instant } & (
  | { readonly kind: 'change'; readonly event: RecordEvent; readonly actor: Member | null }
  | {
      readonly kind: 'email_sent';
      readonly mail: SentMail;
      readonly events: readonly MailEvent[];
      readonly cadence: InCadence | null;
    }
  | { readonly kind: 'email_received'; readonly mail: ReceivedMail }
  | { readonly kind: 'activity'; readonly activity: MadeActivity; readonly actor: Member | null }
  | BelongingItem
  | {
      readonly kind: 'cadence';
      readonly event: ToldEvent;
      readonly cadence: Omit<InCadence, 'followUp'>;
      readonly actor: Member | null;
    }
);

export type TimelineTopic = keyof typeof sources;

export type Timeline = {
  readonly kind: 'told';
  readonly module: Module;
  readonly record: CrmRecord;
  readonly items: readonly TimelineItem[];
  /** Where the next page begins: before this instant. Null: there is no more. */
  readonly next: Instant | null;
};

export type TimelineRequest = {
  readonly module: string;
  /** The record's public id. */
  readonly record: string;
  /** Null: everything. */
  readonly only: TimelineTopic | null;
  readonly before: Instant | null;
  readonly limit: number;
};

type Reading = Pick<Acting, 'database' | 'organization'> & { readonly definitions: Definitions };

/** A page is never cut between things of one instant, so it may be a little longer. */
export async function recordTimeline(reading: Reading, request: TimelineRequest): Promise<Timeline | NoRecord> {
  const { database, organization } = reading;
  return database.organization(organization.seat, async (tx) => {
    const catalogue = await loadCatalogue(tx, request.module);
    if (catalogue === null) return { kind: 'refused', reason: 'unknown_module' };
    const record = await findRecord(tx, catalogue, request.record);
    if (record === null) return { kind: 'refused', reason: 'not_found' };
    const { module } = catalogue;
    const page = { catalogue, record: record.id, before: request.before, limit: request.limit + 1 };
    const all: TimelineItem[] = [];
    for (const source of sourcesOf(request.only)) all.push(...(await source(tx, page, reading)));
    all.sort((a, b) => b.at - a.at);
    const last = all[request.limit - 1]?.at ?? Number.NEGATIVE_INFINITY;
    const items = all.filter(({ at }) => at >= last);
    return { kind: 'told', module, record, items, next: items.length < all.length ? last : null };
  });
}

type Page = MailPage & { readonly catalogue: Catalogue };
type Source = (tx: Tx, page: Page, reading: Reading) => Promise<TimelineItem[]>;

/** Of things of one instant, those further up came later. */
const sources = {
  activities: [activities],
  notes: [noteItems, attachmentItems],
  mail: [receivedMail, sentMail],
  cadences: [rounds],
  changes: [changes],
} as const satisfies Readonly<Record<string, readonly Source[]>>;

function sourcesOf(only: TimelineTopic | null): readonly Source[] {
  return only === null ? Object.values(sources).flat() : sources[only];
}

/** Fields whose changes aren't told: nobody wants to hear of them, or whoever asks may not see them. */
function untold({ module, whole }: Catalogue): readonly string[] {
  const told = new Set(module.fields.filter(({ tracked }) => tracked !== false).map(({ key }) => key));
  return whole.module.fields.map(({ key }) => key).filter((key) => !told.has(key));
}

async function changes(tx: Tx, page: Page): Promise<TimelineItem[]> {
  const events = await loadEvents(tx, page.record, { ...page, without: untold(page.catalogue) });
  const members = new Map((await listMembers(tx)).map((member) => [member.id, member]));
  return events.map((event) => {
    const actor = event.actor === null ? null : (members.get(event.actor) ?? null);
    return { kind: 'change', at: event.at, event, actor };
  });
}

async function sentMail(tx: Tx, page: MailPage, { organization, definitions }: Reading): Promise<TimelineItem[]> {
  const mails = await listSentMail(tx, page);
  if (mails.length === 0) return [];
  const events = await listMailEvents(
    tx,
    mails.map(({ delivery }) => delivery),
  );
  const cadences = new Map((await listCadences(tx)).map((cadence) => [cadence.id, cadence]));
  const names = outlineNames(tx, organization.seat, definitions);
  const items: TimelineItem[] = [];
  for (const mail of mails) {
    const cadence = cadences.get(mail.cadence);
    const own = events.filter(({ delivery }) => delivery === mail.delivery);
    const followUp = await names.followUp(mail, mail.followUp);
    const inCadence =
      cadence === undefined
        ? null
        : { publicId: cadence.publicId, name: cadence.name, enrollment: mail.enrollment, followUp };
    items.push({ kind: 'email_sent', at: mail.at, mail, events: own, cadence: inCadence });
  }
  return items;
}

async function receivedMail(tx: Tx, page: MailPage): Promise<TimelineItem[]> {
  const mails = await listReceivedMail(tx, page);
  return mails.map((mail) => ({ kind: 'email_received', at: mail.at, mail }));
}

async function activities(tx: Tx, page: MailPage): Promise<TimelineItem[]> {
  const made = await listMadeActivities(tx, page);
  const members = new Map((await listMembers(tx)).map((member) => [member.id, member]));
  return made.map((activity) => {
    const actor = activity.createdBy === null ? null : (members.get(activity.createdBy) ?? null);
    return { kind: 'activity', at: activity.createdAt, activity, actor };
  });
}

/** What a round tells on the record's page; the rest is in its own story, or comes as mail, task or call. */
const toldOfRounds: ReadonlySet<ToldEvent['kind']> = new Set([
  'enrolled',
  'continued',
  'completed',
  'expired',
  'unenrolled',
  'stopped',
  'failed',
  'follow_up_suppressed',
  'follow_up_failed',
  'follow_up_needs_review',
]);

async function rounds(tx: Tx, { record, before, limit }: MailPage): Promise<TimelineItem[]> {
  const found = await listRounds(tx, record);
  if (found.length === 0) return [];
  const cadences = new Map((await listCadences(tx)).map((cadence) => [cadence.id, cadence]));
  const members = new Map((await listMembers(tx)).map((member) => [member.id, member]));
  const items: TimelineItem[] = [];
  for (const { enrollment } of found) {
    const cadence = cadences.get(enrollment.cadence);
    if (cadence === undefined) continue;
    const definitions = await loadDefinitionsUpTo(tx, enrollment.cadence, enrollment.version);
    const events = tellHistory(await loadHistory(tx, enrollment.id), definitions);
    const round = { publicId: cadence.publicId, name: cadence.name, enrollment: enrollment.id };
    for (const event of events.toReversed()) {
      if (!toldOfRounds.has(event.kind) || event.at >= (before ?? Number.POSITIVE_INFINITY)) continue;
      const actor = event.actor === null ? null : (members.get(event.actor) ?? null);
      items.push({ kind: 'cadence', at: event.at, event, cadence: round, actor });
    }
  }
  return items.toSorted((a, b) => b.at - a.at).slice(0, limit);
}
