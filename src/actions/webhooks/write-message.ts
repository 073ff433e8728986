// What a webhook is told, as its subscriber may see it (T8): with the fields, of the records, that whoever made the subscription
// may read now. Of what they may not see they are told nothing.
import { whyNotUse } from '#actions/access/open-module.ts';
import { recordName } from '#actions/records/record-name.ts';
import { writeValue } from '#actions/records/write-value.ts';
import { type CrmRecord, fieldOf, type Module } from '#core/records/field.ts';
import type { Instant } from '#core/time/instant.ts';
import { recordVerbOf, ROUNDS } from '#core/webhooks/event-types.ts';
import type { Tx } from '#storage/db.ts';
import type { Member } from '#storage/organizations/members.ts';
import { loadCatalogue } from '#storage/records/catalogue.ts';
import { loadWithDeleted } from '#storage/records/read-records.ts';
import type { RecordHappening, RoundHappening } from '#storage/webhooks/outbox.ts';

export type Message = { readonly type: string; readonly body: string };

export type RecordsToTell = {
  readonly module: string;
  readonly happenings: readonly RecordHappening[];
  /** By number. */
  readonly members: ReadonlyMap<number, Member>;
};

/** `tx` is on behalf of the subscriber. */
export async function messagesOfRecords(
  tx: Tx,
  wanted: ReadonlySet<string>,
  { module: key, happenings, members }: RecordsToTell,
): Promise<Message[]> {
  const subscribed = happenings.filter(({ changes }) => wanted.has(`${key}.${recordVerbOf(changes)}`));
  const catalogue = subscribed.length === 0 ? null : await loadCatalogue(tx, key);
  if (catalogue === null) return [];
  const ids = [...new Set(subscribed.map(({ record }) => record))];
  const records = await loadWithDeleted(tx, catalogue, ids);
  return subscribed.flatMap((happening) => {
    const record = records.get(happening.record);
    const changes = changesOf(catalogue.module, happening);
    const verb = recordVerbOf(happening.changes);
    if (record === undefined || (verb === 'updated' && Object.keys(changes).length === 0)) return [];
    const { at, actor, cause } = happening;
    const data = { module: key, record: nameOf(record), changes, cause, by: personOf(members, actor) };
    return [writeMessage(`${key}.${verb}`, at, data)];
  });
}

function changesOf(module: Module, { changes }: RecordHappening) {
  const told = Object.entries(changes).flatMap(([key, [before, after]]) => {
    const field = fieldOf(module, key);
    if (field === undefined) return [];
    return [[key, { before: writeValue(field, before), after: writeValue(field, after) }] as const];
  });
  return Object.fromEntries(told);
}

export type RoundsToTell = {
  readonly happenings: readonly RoundHappening[];
  readonly members: ReadonlyMap<number, Member>;
};

/** `tx` is on behalf of the subscriber. */
export async function messagesOfRounds(
  tx: Tx,
  wanted: ReadonlySet<string>,
  { happenings, members }: RoundsToTell,
): Promise<Message[]> {
  const subscribed = happenings.filter(({ verb }) => wanted.has(`${ROUNDS}.${verb}`));
  if (subscribed.length === 0 || (await whyNotUse(tx, 'cadences')) !== null) return [];
  const seen = new Map<string, CrmRecord>();
  for (const key of new Set(subscribed.map(({ module }) => module))) {
    const catalogue = await loadCatalogue(tx, key);
    const ids = subscribed.filter(({ module }) => module === key).map(({ record }) => record);
    const records = catalogue === null ? [] : await loadWithDeleted(tx, catalogue, [...new Set(ids)]);
    for (const [id, record] of records) seen.set(id, record);
  }
  return subscribed.flatMap(({ verb, at, module, cadence, enrollment, detail, actor, record: id }) => {
    const record = seen.get(id);
    if (record === undefined) return [];
    const data = { enrollment, cadence, module, record: nameOf(record), reason: reasonOf(detail) };
    return [writeMessage(`${ROUNDS}.${verb}`, at, { ...data, by: personOf(members, actor) })];
  });
}

/** Rules are kept by numbers that mean nothing outside. */
function reasonOf(detail: string | null): string | null {
  return detail?.startsWith('rule:') === true ? 'rule' : detail;
}

function nameOf(record: CrmRecord): { id: string; name: string } {
  return { id: record.publicId, name: recordName(record) };
}

function personOf(members: ReadonlyMap<number, Member>, actor: number | null): { id: string; name: string } | null {
  const member = actor === null ? undefined : members.get(actor);
  return member === undefined ? null : { id: member.publicId, name: member.name };
}

export function writeMessage(type: string, at: Instant, data: object): Message {
  return { type, body: JSON.stringify({ type, timestamp: new Date(at).toISOString(), data }) };
}
