// Recipients who are not written to any more, by the hash of their address. Writers hold the address's exclusive lock, so
// that a message at the gate either went before or stays.
import { sql } from 'kysely';
import type { SuppressionReason } from '#core/cadence/input.ts';
import type { Instant } from '#core/time/instant.ts';
import { instant, type Tx } from '#storage/db.ts';

export type NewSuppressions = {
  readonly hashes: readonly Uint8Array[];
  readonly reason: Extract<SuppressionReason, 'unsubscribed' | 'hard_bounced' | 'complained'>;
  readonly source: string;
  readonly at: Instant;
};

/** The first reason stays. */
export async function suppress(tx: Tx, { hashes, reason, source, at }: NewSuppressions): Promise<void> {
  if (hashes.length === 0) return;
  await tx.query(sql`
    insert into suppression (address_hash, reason, source, at)
    select distinct hash, ${reason}, ${source}, ${instant(at)} from unnest(${hashes}::bytea[]) as t (hash)
    on conflict do nothing`);
}

/** The person wants to be written to again. */
export async function liftSuppression(tx: Tx, hashes: readonly Uint8Array[]): Promise<void> {
  await tx.query(sql`
    delete from suppression where address_hash = any(${hashes}::bytea[]) and reason = 'unsubscribed'`);
}

/** By the hash in hexadecimal. */
export async function findSuppressions(tx: Tx, hashes: readonly Uint8Array[]): Promise<Map<string, SuppressionReason>> {
  const rows = await tx.hot<{ hash: Buffer; reason: SuppressionReason }>(sql`
    select address_hash as hash, reason from suppression where address_hash = any(${hashes}::bytea[])`);
  return new Map(rows.map(({ hash, reason }) => [hash.toString('hex'), reason]));
}
