// Answers kept under idempotency keys, in the transaction of what they tell.
import { sql } from 'kysely';
import { DAY, type Instant } from '#core/time/instant.ts';
import { instant, type Tx } from '#storage/db.ts';

const KEPT_FOR = DAY;

export type RequestId = {
  /** The member's number. */
  readonly member: number;
  readonly keyHash: Uint8Array;
};

export type StoredAnswer = {
  /** Of the request that it answers. */
  readonly requestHash: Uint8Array;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
};

/** Null: there is none, or it was too long ago. */
export async function findAnswer(tx: Tx, { member, keyHash }: RequestId, now: Instant): Promise<StoredAnswer | null> {
  const [found = null] = await tx.query<StoredAnswer>(sql`
    select request_hash as "requestHash", status, headers, body from answered_request
    where member = ${member} and key_hash = ${keyHash} and at > ${instant(now - KEPT_FOR)}`);
  return found;
}

export async function keepAnswer(
  tx: Tx,
  id: RequestId,
  answer: StoredAnswer & { readonly at: Instant },
): Promise<void> {
  await tx.query(sql`
    insert into answered_request (member, key_hash, request_hash, status, headers, body, at)
    values (${id.member}, ${id.keyHash}, ${answer.requestHash}, ${answer.status},
      ${JSON.stringify(answer.headers)}::jsonb, ${answer.body}, ${instant(answer.at)})
    on conflict (member, key_hash) do update set request_hash = excluded.request_hash, status = excluded.status,
      headers = excluded.headers, body = excluded.body, at = excluded.at`);
}

/** Those that are never asked for again. Gives how many there were. */
export async function forgetAnswers(tx: Tx, now: Instant): Promise<number> {
  const rows = await tx.query(sql`
    delete from answered_request where at <= ${instant(now - KEPT_FOR)} returning 1`);
  return rows.length;
}
