// Single sign-on in the control tables: an organisation's provider, and whom it means by whom.
import { sql } from 'kysely';
import type { Instant } from '#core/time/instant.ts';
import { instant, type Tx } from '#storage/db.ts';

export type SingleSignOn = {
  readonly organizationId: number;
  readonly publicId: string;
  readonly active: boolean;
  /** Of the button on the sign-in page. */
  readonly label: string;
  readonly issuer: string;
  readonly clientId: string;
  /** Sealed. */
  readonly clientSecret: Uint8Array;
  /** Of mail addresses, in lower case. */
  readonly domains: readonly string[];
  /** Whether somebody unknown becomes a user. */
  readonly provision: boolean;
};

const columns = sql`organization_id as "organizationId", public_id as "publicId", active, label, issuer,
  client_id as "clientId", client_secret as "clientSecret", domains, provision`;

export async function findSingleSignOn(tx: Tx, organizationId: number): Promise<SingleSignOn | null> {
  const [found = null] = await tx.query<SingleSignOn>(sql`
    select ${columns} from cadenza.single_sign_on where organization_id = ${organizationId}`);
  return found;
}

/** Null: there is none, or it is switched off. */
export async function findActiveSingleSignOn(tx: Tx, publicId: string): Promise<SingleSignOn | null> {
  const [found = null] = await tx.query<SingleSignOn>(sql`
    select ${columns} from cadenza.single_sign_on where public_id = ${publicId}::uuid and active`);
  return found;
}

export async function listActiveSingleSignOns(tx: Tx): Promise<{ publicId: string; label: string }[]> {
  return tx.query(sql`
    select public_id as "publicId", label from cadenza.single_sign_on where active order by label, organization_id`);
}

export async function saveSingleSignOn(tx: Tx, wanted: SingleSignOn, now: Instant): Promise<void> {
  await tx.query(sql`
    insert into cadenza.single_sign_on (organization_id, public_id, active, label, issuer, client_id, client_secret,
      domains, provision, created_at)
    values (${wanted.organizationId}, ${wanted.publicId}, ${wanted.active}, ${wanted.label}, ${wanted.issuer},
      ${wanted.clientId}, ${wanted.clientSecret}, ${[...wanted.domains]}::text[], ${wanted.provision}, ${instant(now)})
    on conflict (organization_id) do update set active = excluded.active, label = excluded.label,
      issuer = excluded.issuer, client_id = excluded.client_id, client_secret = excluded.client_secret,
      domains = excluded.domains, provision = excluded.provision`);
}

/** With whom it knew. False: there was none. */
export async function deleteSingleSignOn(tx: Tx, organizationId: number): Promise<boolean> {
  await tx.query(sql`delete from cadenza.single_sign_on_identity where organization_id = ${organizationId}`);
  const rows = await tx.query(
    sql`delete from cadenza.single_sign_on where organization_id = ${organizationId} returning 1`,
  );
  return rows.length === 1;
}

export type Known = { readonly organizationId: number; readonly issuer: string; readonly subject: string };

/** Null: nobody yet. */
export async function findUserOfSubject(tx: Tx, { organizationId, issuer, subject }: Known): Promise<number | null> {
  const [row] = await tx.query<{ id: number }>(sql`
    select user_id as id from cadenza.single_sign_on_identity
    where organization_id = ${organizationId} and issuer = ${issuer} and subject = ${subject}`);
  return row?.id ?? null;
}

/** False: the issuer means somebody else by that user. */
export async function bindSubject(
  tx: Tx,
  { organizationId, issuer, subject }: Known,
  userId: number,
): Promise<boolean> {
  const rows = await tx.query(sql`
    insert into cadenza.single_sign_on_identity (organization_id, issuer, subject, user_id)
    values (${organizationId}, ${issuer}, ${subject}, ${userId}) on conflict do nothing returning 1`);
  return rows.length === 1;
}
