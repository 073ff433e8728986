// The DKIM keys of an organisation's sending domains, sealed.
import { sql } from 'kysely';
import type { KeyNamed } from '#core/message/letter.ts';
import type { Instant } from '#core/time/instant.ts';
import { instant, type Tx } from '#storage/db.ts';

export type DkimKey = KeyNamed & {
  readonly publicKey: string;
  readonly createdAt: Instant;
  /** Null: not found in DNS yet. */
  readonly activeSince: Instant | null;
};

/** The newest first. */
export async function listDkimKeys(tx: Tx): Promise<DkimKey[]> {
  return tx.query<DkimKey>(sql`
    select domain, selector, public_key as "publicKey", created_at as "createdAt", active_since as "activeSince"
    from dkim_key order by created_at desc, selector desc`);
}

/** Those that mail is signed with. */
export async function listActiveKeys(tx: Tx): Promise<KeyNamed[]> {
  return tx.hot<KeyNamed>(sql`
    select distinct on (domain) domain, selector from dkim_key
    where active_since is not null order by domain, active_since desc`);
}

export async function findPrivateKey(tx: Tx, { domain, selector }: KeyNamed): Promise<Uint8Array | null> {
  const [row] = await tx.query<{ key: Buffer }>(sql`
    select private_key as key from dkim_key where domain = ${domain} and selector = ${selector}`);
  return row?.key ?? null;
}

export type NewDkimKey = KeyNamed & {
  readonly privateKey: Uint8Array;
  readonly publicKey: string;
  readonly now: Instant;
};

/** In the place of one that never got into DNS; the one in use stays until this one is there. */
export async function insertDkimKey(
  tx: Tx,
  { domain, selector, privateKey, publicKey, now }: NewDkimKey,
): Promise<void> {
  await tx.query(sql`delete from dkim_key where domain = ${domain} and active_since is null`);
  await tx.query(sql`
    insert into dkim_key (domain, selector, private_key, public_key, created_at)
    values (${domain}, ${selector}, ${privateKey}, ${publicKey}, ${instant(now)})`);
}

/** Signing goes over to it; the ones before are of no use any more. */
export async function activateKey(tx: Tx, { domain, selector }: KeyNamed, now: Instant): Promise<void> {
  await tx.query(sql`
    update dkim_key set active_since = coalesce(active_since, ${instant(now)})
    where domain = ${domain} and selector = ${selector}`);
  await tx.query(
    sql`delete from dkim_key where domain = ${domain} and selector <> ${selector} and active_since is not null`,
  );
}

/** False: there was none. */
export async function deleteDkimKeys(tx: Tx, domain: string): Promise<boolean> {
  return (await tx.query(sql`delete from dkim_key where domain = ${domain} returning 1`)).length > 0;
}
