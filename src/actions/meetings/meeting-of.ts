// A meeting's record as its participants are told of it, and whom it may be about.
import type { Address } from '#core/message/channel.ts';
import { isAddress } from '#core/message/address.ts';
import type { ToldMeeting } from '#core/message/invitation.ts';
import { recordName } from '#actions/records/record-name.ts';
import { openModule } from '#actions/access/open-module.ts';
import type { OpenedRecord } from '#actions/records/open-record.ts';
import { type CrmRecord, valueOf } from '#core/records/field.ts';
import { fold } from '#core/records/fold.ts';
import type { Tx } from '#storage/db.ts';
import { listMembers, type Member } from '#storage/organizations/members.ts';
import type { Organization } from '#storage/organizations/organizations.ts';
import { lockRecord, mayChange } from '#storage/records/lock-records.ts';
import { loadCatalogue } from '#storage/records/catalogue.ts';
import { findRecord } from '#storage/records/read-records.ts';

export const MEETINGS = 'meetings';

/** For somebody who may change it; nobody else does until the end of the transaction. */
export async function lockMeeting(tx: Tx, { seat }: Organization, publicId: string): Promise<OpenedRecord> {
  const opened = await openModule(tx, MEETINGS, 'update');
  if (opened.kind === 'refused') return opened;
  const { catalogue } = opened;
  const record = await lockRecord(tx, seat, { catalogue, publicId });
  if (record === null) return { kind: 'refused', reason: 'not_found' };
  return (await mayChange(tx, catalogue, record))
    ? { kind: 'open', record }
    : { kind: 'refused', reason: 'record_not_yours' };
}

/** Null: it has no times. */
export function toldOf(meeting: CrmRecord): ToldMeeting | null {
  const [startsAt, endsAt] = [valueOf(meeting, 'starts_at'), valueOf(meeting, 'ends_at')];
  if (typeof startsAt !== 'number' || typeof endsAt !== 'number') return null;
  return {
    subject: textOf(meeting, 'name'),
    startsAt,
    endsAt,
    allDay: valueOf(meeting, 'all_day') === true,
    location: textOf(meeting, 'location'),
    link: textOf(meeting, 'link'),
    description: textOf(meeting, 'description'),
  };
}

export function textOf(record: CrmRecord, key: string): string {
  const value = valueOf(record, key);
  return typeof value === 'string' ? value : '';
}

export async function ownerOf(tx: Tx, meeting: CrmRecord): Promise<Member | null> {
  const owner = valueOf(meeting, 'owner');
  return (await listMembers(tx)).find(({ publicId, active }) => active && publicId === owner) ?? null;
}

/** The people that the meeting is with, as far as whoever asks may see them, and its owner. */
export async function proposedFor(tx: Tx, meeting: CrmRecord): Promise<Address[]> {
  const proposed: Address[] = [];
  for (const [key, module] of [
    ['lead', 'leads'],
    ['contact', 'contacts'],
  ] as const) {
    const id = valueOf(meeting, key);
    const catalogue = typeof id === 'string' ? await loadCatalogue(tx, module) : null;
    const person = catalogue === null ? null : await findRecord(tx, catalogue, String(id));
    if (person !== null) proposed.push({ name: recordName(person), address: textOf(person, 'email') });
  }
  const owner = await ownerOf(tx, meeting);
  if (owner !== null) proposed.push({ name: owner.name, address: owner.email });
  return once(proposed.filter(({ address }) => isAddress(address)));
}

/** Each address once, by whatever letters it is written. */
export function once(people: readonly Address[]): Address[] {
  return [...new Map(people.toReversed().map((one) => [fold(one.address), one])).values()].toReversed();
}
