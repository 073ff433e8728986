// Who stands behind a session or an API key: user and organisation in one query, because every request asks.
import { sql } from 'kysely';
import type { Proof } from '#storage/accounts/sessions.ts';
import { type Instant, MINUTE } from '#core/time/instant.ts';
import type { Preferences, User } from '#storage/accounts/users.ts';
import { instant, type Statement, type Tx } from '#storage/db.ts';
import type { Organization } from '#storage/organizations/organizations.ts';

export type FoundSession = FoundCaller & {
  readonly proof: Proof;
  /** Whether the organisation wants more proof. */
  readonly needsTwoFactor: boolean;
};

export type FoundCaller = { readonly user: User; readonly organization: Organization };

type Row = {
  user_id: number;
  user_public_id: string;
  user_name: string;
  email: string;
  active: boolean;
  administrator: boolean;
  user_language: Preferences['language'];
  theme: Preferences['theme'];
  id: number;
  public_id: string;
  name: string;
  time_zone: string;
  language: 'en' | 'zh';
  created_at: Instant;
  schema_name: string;
  role_name: string;
};

const columns = sql`u.id as user_id, u.public_id as user_public_id, u.name as user_name, u.email, u.active, u.administrator,
  u.language as user_language, u.theme,
  o.id, o.public_id, o.name, o.time_zone, o.language, o.created_at, o.schema_name, o.role_name`;

function fromRow(row: Row): FoundCaller {
  return {
    user: {
      id: row.user_id,
      publicId: row.user_public_id,
      organizationId: row.id,
      name: row.user_name,
      email: row.email,
      active: row.active,
      administrator: row.administrator,
      preferences: { language: row.user_language, theme: row.theme },
    },
    organization: {
      id: row.id,
      publicId: row.public_id,
      name: row.name,
      timeZone: row.time_zone,
      language: row.language,
      createdAt: row.created_at,
      seat: { id: row.id, schema: row.schema_name, role: row.role_name },
    },
  };
}

type SessionRow = Row & { proof: Proof; needs: boolean };

/** Null: no such session, expired, or the user is inactive. */
export async function findCallerBySession(tx: Tx, tokenHash: Uint8Array, now: Instant): Promise<FoundSession | null> {
  const [row] = await tx.query<SessionRow>(sql`
    select ${columns}, s.proof, o.two_factor_required and s.proof = 'one_factor' as needs from cadenza.session s
    join cadenza.app_user u on u.id = s.user_id
    join cadenza.organization o on o.id = u.organization_id
    where s.token_hash = ${tokenHash} and s.expires_at > ${instant(now)} and u.active`);
  return row === undefined ? null : { ...fromRow(row), proof: row.proof, needsTwoFactor: row.needs };
}

export type FoundKey = FoundCaller & { readonly keyPublicId: string; readonly scopes: readonly string[] };
type KeyRow = Row & { key_id: number; key_public_id: string; scopes: string[]; last_used_at: Instant | null };

/** Null: no such key, expired, revoked, or its user is inactive. Notes the use, to the minute. */
export async function findCallerByApiKey(tx: Tx, secretHash: Uint8Array, now: Instant): Promise<FoundKey | null> {
  const [row] = await tx.query<KeyRow>(sql`
    select ${columns}, k.id as key_id, k.public_id as key_public_id, k.scopes, k.last_used_at
    from cadenza.api_key k
    join cadenza.app_user u on u.id = k.user_id
    join cadenza.organization o on o.id = k.organization_id
    where k.secret_hash = ${secretHash} and k.revoked_at is null
      and (k.expires_at is null or k.expires_at > ${instant(now)}) and u.active`);
  if (row === undefined) return null;
  if (row.last_used_at === null || row.last_used_at <= now - MINUTE) await tx.query(noteUse(row.key_id, now));
  return { ...fromRow(row), keyPublicId: row.key_public_id, scopes: row.scopes };
}

/** Whoever is at it already notes the same: requests in parallel must not wait for each other. */
function noteUse(keyId: number, now: Instant): Statement<unknown> {
  return sql`update cadenza.api_key set last_used_at = ${instant(now)}
    where id = (select id from cadenza.api_key where id = ${keyId} for update skip locked)`;
}
