// People who are away, by the hash of their address (K-40).
import { sql } from 'kysely';
import type { Instant } from '#core/time/instant.ts';
import { instant, type Tx } from '#storage/db.ts';

export type Away = { readonly hashes: readonly Uint8Array[]; readonly backAt: Instant; readonly now: Instant };

/** What they said last counts. Those who are back are forgotten. */
export async function noteAway(tx: Tx, { hashes, backAt, now }: Away): Promise<void> {
  await tx.query(sql`delete from away where back_at <= ${instant(now)}`);
  await tx.query(sql`
    insert into away (address_hash, back_at) select distinct hash, ${instant(backAt)}
    from unnest(${hashes}::bytea[]) as t (hash)
    on conflict (address_hash) do update set back_at = excluded.back_at`);
}

/** Whether any of them was away. */
export async function noteBack(tx: Tx, hashes: readonly Uint8Array[]): Promise<boolean> {
  const rows = await tx.query(sql`delete from away where address_hash = any(${hashes}::bytea[]) returning 1`);
  return rows.length > 0;
}

/** When they are back, by the hash in hexadecimal; nobody where mail doesn't wait for them. */
export async function findAway(tx: Tx, hashes: readonly Uint8Array[], now: Instant): Promise<Map<string, Instant>> {
  const rows = await tx.hot<{ hash: Buffer; backAt: Instant }>(sql`
    select address_hash as hash, back_at as "backAt" from away
    where address_hash = any(${hashes}::bytea[]) and back_at > ${instant(now)} and (select hold_while_away from setting)`);
  return new Map(rows.map(({ hash, backAt }) => [hash.toString('hex'), backAt]));
}
