// Inviting people by mail: a link that works once, within a week. Sent again, the link before it stops working.
import { uuidv7 } from 'uuidv7';
import { writeNotice } from '#actions/accounts/notices.ts';
import { newToken } from '#actions/accounts/token.ts';
import type { Member } from '#actions/accounts/caller.ts';
import type { Refusal } from '#contract/errors.ts';
import type { SendNotice } from '#core/message/notice.ts';
import { DAY, type Instant } from '#core/time/instant.ts';
import {
  deleteInvitation,
  type Invitation,
  insertInvitation,
  listInvitations,
  renewInvitation,
  whyNotInvited,
} from '#storage/accounts/invitations.ts';
import { writeAuditOf } from '#storage/audit/write-audit.ts';
import type { Database } from '#storage/db.ts';
import type { Organization } from '#storage/organizations/organizations.ts';

export type Inviting = {
  readonly database: Database;
  readonly organization: Organization;
  readonly member: Member;
  readonly publicUrl: URL;
  readonly sendNotice: SendNotice;
  readonly now: Instant;
};

export type Invited = {
  readonly kind: 'invited';
  readonly invitation: Invitation;
  /** Whether the mail server took the mail. */
  readonly isSent: boolean;
};

const VALID_DAYS = 7;

export async function readInvitations({
  database,
  organization,
}: Pick<Inviting, 'database' | 'organization'>): Promise<Invitation[]> {
  return database.control((tx) => listInvitations(tx, organization.id));
}

export async function inviteUser(
  inviting: Inviting,
  wanted: { readonly email: string; readonly administrator: boolean },
): Promise<Invited | Refusal<'email_not_valid' | 'email_taken' | 'invited_already'>> {
  const { database, organization, member, now } = inviting;
  if (!/^[^\s@]+@[^\s@]+$/.test(wanted.email.trim())) return { kind: 'refused', reason: 'email_not_valid' };
  const token = newToken();
  const publicId = uuidv7();
  const expiresAt = now + VALID_DAYS * DAY;
  const refused = await database.control(async (tx) => {
    const reason = await whyNotInvited(tx, organization.id, wanted.email);
    if (reason !== null) return reason;
    const row = { ...wanted, publicId, organizationId: organization.id, invitedBy: member.id, expiresAt, now };
    if (!(await insertInvitation(tx, { ...row, tokenHash: token.hash }))) return 'invited_already';
    const target = { kind: 'invitation', id: publicId } as const;
    await writeAuditOf(tx, organization.seat, { action: 'user_invited', actor: member.id, at: now, target });
    return null;
  });
  if (refused !== null) return { kind: 'refused', reason: refused };
  const invitedBy = { publicId: member.publicId, name: member.name };
  const email = wanted.email.trim();
  const { administrator } = wanted;
  const ids = { publicId, organizationId: organization.id };
  return send(inviting, { ...ids, email, administrator, invitedBy, createdAt: now, expiresAt }, token.text);
}

export async function sendInvitationAgain(
  inviting: Inviting,
  publicId: string,
): Promise<Invited | Refusal<'not_found'>> {
  const { database, organization, member, now } = inviting;
  const token = newToken();
  const renewed = await database.control(async (tx) => {
    const named = { organizationId: organization.id, publicId };
    const found = await renewInvitation(tx, named, { tokenHash: token.hash, expiresAt: now + VALID_DAYS * DAY });
    if (found === null) return null;
    const target = { kind: 'invitation', id: publicId } as const;
    await writeAuditOf(tx, organization.seat, { action: 'invitation_sent_again', actor: member.id, at: now, target });
    return found;
  });
  return renewed === null ? { kind: 'refused', reason: 'not_found' } : send(inviting, renewed, token.text);
}

export async function revokeInvitation(
  { database, organization, member, now }: Inviting,
  publicId: string,
): Promise<null | Refusal<'not_found'>> {
  const isGone = await database.control(async (tx) => {
    if (!(await deleteInvitation(tx, { organizationId: organization.id, publicId }))) return false;
    const target = { kind: 'invitation', id: publicId } as const;
    await writeAuditOf(tx, organization.seat, { action: 'invitation_revoked', actor: member.id, at: now, target });
    return true;
  });
  return isGone ? null : { kind: 'refused', reason: 'not_found' };
}

/** After the invitation is kept: a mail server that is away takes nothing back, it can be sent again. */
async function send(inviting: Inviting, invitation: Invitation, token: string): Promise<Invited> {
  const { database, organization, member, publicUrl, sendNotice, now } = inviting;
  const notice = await writeNotice(database, organization, {
    kind: 'invitation',
    language: organization.language,
    to: { name: '', address: invitation.email },
    by: member.name,
    url: new URL(`/invitation?token=${token}`, publicUrl).href,
    now,
  });
  return { kind: 'invited', invitation, isSent: await sendNotice(notice) };
}
