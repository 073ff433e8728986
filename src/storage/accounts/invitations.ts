// Invitations that wait for their answer. One that is accepted or revoked is gone; the audit log remembers it.
import { sql } from 'kysely';
import type { Instant } from '#core/time/instant.ts';
import { foldEmail } from '#storage/accounts/users.ts';
import { instant, type Tx } from '#storage/db.ts';

export type Invitation = {
  readonly publicId: string;
  readonly organizationId: number;
  readonly email: string;
  readonly administrator: boolean;
  readonly invitedBy: { readonly publicId: string; readonly name: string };
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
};

export type NewInvitation = {
  readonly publicId: string;
  readonly organizationId: number;
  readonly email: string;
  readonly administrator: boolean;
  readonly invitedBy: number;
  readonly tokenHash: Uint8Array;
  readonly now: Instant;
  readonly expiresAt: Instant;
};

type Row = {
  public_id: string;
  organization_id: number;
  email: string;
  administrator: boolean;
  by_id: string;
  by_name: string;
  created_at: Instant;
  expires_at: Instant;
};

const columns = sql`i.public_id, i.organization_id, i.email, i.administrator, u.public_id as by_id, u.name as by_name,
  i.created_at, i.expires_at`;

function fromRow(row: Row): Invitation {
  return {
    publicId: row.public_id,
    organizationId: row.organization_id,
    email: row.email,
    administrator: row.administrator,
    invitedBy: { publicId: row.by_id, name: row.by_name },
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  };
}

/** Why nobody is invited at this address; null: it is free. */
export async function whyNotInvited(
  tx: Tx,
  organizationId: number,
  email: string,
): Promise<'email_taken' | 'invited_already' | null> {
  const folded = foldEmail(email);
  const users = await tx.query(sql`select 1 from cadenza.app_user where email_folded = ${folded}`);
  if (users.length > 0) return 'email_taken';
  const waiting = await tx.query(sql`
    select 1 from cadenza.invitation where organization_id = ${organizationId} and email_folded = ${folded}`);
  return waiting.length > 0 ? 'invited_already' : null;
}

/** False: somebody else invited the address at the same moment. */
export async function insertInvitation(tx: Tx, one: NewInvitation): Promise<boolean> {
  const rows = await tx.query(sql`
    insert into cadenza.invitation
      (public_id, organization_id, email, email_folded, administrator, invited_by, token_hash, created_at, expires_at)
    values (${one.publicId}, ${one.organizationId}, ${one.email.trim()}, ${foldEmail(one.email)}, ${one.administrator},
      ${one.invitedBy}, ${one.tokenHash}, ${instant(one.now)}, ${instant(one.expiresAt)})
    on conflict (organization_id, email_folded) do nothing returning 1`);
  return rows.length === 1;
}

/** Newest first, expired ones too: they can be sent again. */
export async function listInvitations(tx: Tx, organizationId: number): Promise<Invitation[]> {
  const rows = await tx.query<Row>(sql`
    select ${columns} from cadenza.invitation i join cadenza.app_user u on u.id = i.invited_by
    where i.organization_id = ${organizationId} order by i.created_at desc, i.public_id desc`);
  return rows.map(fromRow);
}

type Named = { readonly organizationId: number; readonly publicId: string };

/** The link that was sent before stops working. Null: there is no such invitation. */
export async function renewInvitation(
  tx: Tx,
  { organizationId, publicId }: Named,
  { tokenHash, expiresAt }: { readonly tokenHash: Uint8Array; readonly expiresAt: Instant },
): Promise<Invitation | null> {
  const [row] = await tx.query<Row>(sql`
    update cadenza.invitation i set token_hash = ${tokenHash}, expires_at = ${instant(expiresAt)}
    from cadenza.app_user u
    where u.id = i.invited_by and i.organization_id = ${organizationId} and i.public_id = ${publicId}
    returning ${columns}`);
  return row === undefined ? null : fromRow(row);
}

/** False: there is no such invitation. */
export async function deleteInvitation(tx: Tx, { organizationId, publicId }: Named): Promise<boolean> {
  const rows = await tx.query(sql`
    delete from cadenza.invitation where organization_id = ${organizationId} and public_id = ${publicId} returning 1`);
  return rows.length === 1;
}

/** Null: none has this token, or it has expired. */
export async function findInvitation(tx: Tx, tokenHash: Uint8Array, now: Instant): Promise<Invitation | null> {
  const [row] = await tx.query<Row>(sql`
    select ${columns} from cadenza.invitation i join cadenza.app_user u on u.id = i.invited_by
    where i.token_hash = ${tokenHash} and i.expires_at > ${instant(now)}`);
  return row === undefined ? null : fromRow(row);
}

/** Takes it away: of several at once, one gets it. */
export async function takeInvitation(tx: Tx, tokenHash: Uint8Array, now: Instant): Promise<Invitation | null> {
  const [row] = await tx.query<Row>(sql`
    delete from cadenza.invitation i using cadenza.app_user u
    where u.id = i.invited_by and i.token_hash = ${tokenHash} and i.expires_at > ${instant(now)}
    returning ${columns}`);
  return row === undefined ? null : fromRow(row);
}
