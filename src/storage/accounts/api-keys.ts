import { sql } from 'kysely';
import type { Instant } from '#core/time/instant.ts';
import { instant, only, type Tx } from '#storage/db.ts';

export type ApiKey = {
  readonly publicId: string;
  readonly user: { readonly publicId: string; readonly name: string };
  readonly name: string;
  readonly prefix: string;
  readonly scopes: readonly string[];
  readonly createdAt: Instant;
  readonly expiresAt: Instant | null;
  readonly revokedAt: Instant | null;
  readonly lastUsedAt: Instant | null;
};

export type NewApiKey = {
  readonly publicId: string;
  readonly organizationId: number;
  readonly userId: number;
  readonly name: string;
  readonly prefix: string;
  readonly secretHash: Uint8Array;
  readonly scopes: readonly string[];
  readonly now: Instant;
  readonly expiresAt: Instant | null;
};

/** Whose keys are meant: one user's, or everybody's in the organisation. */
export type KeyOwners = { readonly kind: 'user'; readonly userId: number } | { readonly kind: 'everybody' };

type Row = {
  public_id: string;
  user_public_id: string;
  user_name: string;
  name: string;
  prefix: string;
  scopes: string[];
  created_at: Instant;
  expires_at: Instant | null;
  revoked_at: Instant | null;
  last_used_at: Instant | null;
};

const columns = sql`k.public_id, u.public_id as user_public_id, u.name as user_name, k.name, k.prefix, k.scopes,
  k.created_at, k.expires_at, k.revoked_at, k.last_used_at`;

function fromRow(row: Row): ApiKey {
  return {
    publicId: row.public_id,
    user: { publicId: row.user_public_id, name: row.user_name },
    name: row.name,
    prefix: row.prefix,
    scopes: row.scopes,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
    lastUsedAt: row.last_used_at,
  };
}

export async function insertApiKey(tx: Tx, key: NewApiKey): Promise<ApiKey> {
  const expiresAt = key.expiresAt === null ? sql`null` : instant(key.expiresAt);
  const rows = await tx.query<Row>(sql`
    with k as (
      insert into cadenza.api_key
        (public_id, organization_id, user_id, name, prefix, secret_hash, scopes, created_at, expires_at)
      values (${key.publicId}, ${key.organizationId}, ${key.userId}, ${key.name}, ${key.prefix}, ${key.secretHash},
        ${[...key.scopes]}::text[], ${instant(key.now)}, ${expiresAt})
      returning *)
    select ${columns} from k join cadenza.app_user u on u.id = k.user_id`);
  return fromRow(only(rows));
}

/** Newest first, revoked ones too. */
export async function selectApiKeys(tx: Tx, organizationId: number, owners: KeyOwners): Promise<ApiKey[]> {
  const rows = await tx.query<Row>(sql`
    select ${columns} from cadenza.api_key k join cadenza.app_user u on u.id = k.user_id
    where k.organization_id = ${organizationId} and ${ownedBy(owners)}
    order by k.id desc`);
  return rows.map(fromRow);
}

export type RevokedApiKey = {
  readonly organizationId: number;
  readonly publicId: string;
  readonly owners: KeyOwners;
  readonly now: Instant;
};

/** False: there is no such key, or it was revoked before. */
export async function markRevoked(tx: Tx, key: RevokedApiKey): Promise<boolean> {
  const rows = await tx.query(sql`
    update cadenza.api_key k set revoked_at = ${instant(key.now)}
    where k.organization_id = ${key.organizationId} and k.public_id = ${key.publicId} and k.revoked_at is null
      and ${ownedBy(key.owners)}
    returning 1`);
  return rows.length === 1;
}

function ownedBy(owners: KeyOwners) {
  return owners.kind === 'everybody' ? sql`true` : sql`k.user_id = ${owners.userId}`;
}

/** All that the user has. */
export async function revokeKeysOf(tx: Tx, userId: number, now: Instant): Promise<void> {
  await tx.query(
    sql`update cadenza.api_key set revoked_at = ${instant(now)} where user_id = ${userId} and revoked_at is null`,
  );
}
