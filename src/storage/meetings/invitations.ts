// Invitations to meetings, and what participants answered. A meeting is a record of the module meetings.
import { sql } from 'kysely';
import { CANCELLED, type MeetingAnswer, type ToldMeeting } from '#core/message/invitation.ts';
import { fold } from '#core/records/fold.ts';
import type { Address } from '#core/message/channel.ts';
import type { Instant } from '#core/time/instant.ts';
import { instant, type Tx } from '#storage/db.ts';
import type { Catalogue } from '#storage/records/catalogue.ts';

export type Invitation = {
  /** Internal id of the meeting. */
  readonly record: string;
  readonly uid: string;
  readonly sequence: number;
  readonly state: 'sent' | 'cancelled';
  readonly told: ToldMeeting;
  readonly changedAt: Instant;
};

const columns = sql`record_id as record, uid, sequence, state, told, changed_at as "changedAt"`;

/** Null: nobody was ever invited. */
export async function findInvitation(tx: Tx, record: string): Promise<Invitation | null> {
  const [found = null] = await tx.query<Invitation>(
    sql`select ${columns} from meeting_invitation where record_id = ${record}::bigint`,
  );
  return found;
}

/** Locked until the end of the transaction. */
export async function lockInvitationOf(tx: Tx, uid: string): Promise<Invitation | null> {
  const [found = null] = await tx.query<Invitation>(
    sql`select ${columns} from meeting_invitation where uid = ${uid} for update`,
  );
  return found;
}

export async function saveInvitation(
  tx: Tx,
  { record, uid, sequence, state, told, changedAt }: Invitation,
): Promise<void> {
  await tx.query(sql`
    insert into meeting_invitation (record_id, uid, sequence, state, told, changed_at)
    values (${record}::bigint, ${uid}, ${sequence}, ${state}, ${JSON.stringify(told)}, ${instant(changedAt)})
    on conflict (record_id) do update set sequence = excluded.sequence, state = excluded.state, told = excluded.told,
      changed_at = excluded.changed_at`);
}

export type StoredParticipant = Address & {
  readonly answer: MeetingAnswer | null;
  readonly answeredAt: Instant | null;
  readonly answerStamp: Instant | null;
  readonly comment: string | null;
};

export async function listParticipants(tx: Tx, record: string): Promise<StoredParticipant[]> {
  return tx.query<StoredParticipant>(sql`
    select name, address, answer, answered_at as "answeredAt", answer_stamp as "answerStamp", comment
    from meeting_participant where record_id = ${record}::bigint order by id`);
}

/** These and no others; who was asked before keeps the answer, unless it is asked anew. */
export async function putParticipants(
  tx: Tx,
  {
    record,
    participants,
    anew,
  }: { readonly record: string; readonly participants: readonly Address[]; readonly anew: boolean },
): Promise<void> {
  const folded = participants.map(({ address }) => fold(address));
  await tx.query(sql`
    delete from meeting_participant where record_id = ${record}::bigint and address_folded <> all(${folded}::text[])`);
  if (anew) {
    await tx.query(sql`
      update meeting_participant set answer = null, answered_at = null, answer_stamp = null, comment = null
      where record_id = ${record}::bigint`);
  }
  await tx.query(sql`
    insert into meeting_participant (record_id, name, address, address_folded)
    select ${record}::bigint, name, address, folded
    from unnest(${participants.map(({ name }) => name)}::text[], ${participants.map(({ address }) => address)}::text[],
      ${folded}::text[]) as new (name, address, folded)
    on conflict (record_id, address_folded) do update set name = excluded.name`);
}

export type NewAnswer = {
  readonly record: string;
  readonly address: string;
  readonly answer: MeetingAnswer;
  readonly comment: string | null;
  readonly stamp: Instant | null;
  readonly at: Instant;
};

export async function saveAnswer(tx: Tx, { record, address, answer, comment, stamp, at }: NewAnswer): Promise<void> {
  await tx.query(sql`
    update meeting_participant set answer = ${answer}, answered_at = ${instant(at)}, comment = ${comment},
      answer_stamp = ${stamp === null ? null : instant(stamp)}
    where record_id = ${record}::bigint and address_folded = ${fold(address)}`);
}

/** Whose meeting was deleted, or called off, since participants were told of it. Locked. */
export async function listOrphaned(tx: Tx, meetings: Catalogue, limit: number): Promise<Invitation[]> {
  const status = meetings.columns.get('status');
  const stands = status === undefined ? sql`true` : sql`m.${sql.id(status.name)} is distinct from ${CANCELLED}`;
  return tx.query<Invitation>(sql`
    select ${columns} from meeting_invitation i
    where state = 'sent' and not exists (
      select from ${sql.table(meetings.table)} m where m.id = i.record_id and m.deleted_at is null and ${stands})
    limit ${limit} for update skip locked`);
}
