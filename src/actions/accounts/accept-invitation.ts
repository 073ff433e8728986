import { uuidv7 } from 'uuidv7';
import { hashPassword, PASSWORD_LENGTH_MIN } from '#actions/accounts/password.ts';
import { type StartedSession, startSession } from '#actions/accounts/start-session.ts';
import { hashToken } from '#actions/accounts/token.ts';
import type { Refusal } from '#contract/errors.ts';
import type { Instant } from '#core/time/instant.ts';
import { findInvitation, takeInvitation } from '#storage/accounts/invitations.ts';
import { insertUser } from '#storage/accounts/users.ts';
import { writeAuditOf } from '#storage/audit/write-audit.ts';
import type { Database } from '#storage/db.ts';
import { findOrganization, type Organization } from '#storage/organizations/organizations.ts';

const notValid = { kind: 'refused', reason: 'invitation_not_valid' } as const;

export type OpenInvitation = { readonly kind: 'open'; readonly email: string; readonly organization: Organization };

/** What somebody who holds the link may know before accepting. */
export async function readInvitation(
  database: Database,
  token: string,
  now: Instant,
): Promise<OpenInvitation | Refusal<'invitation_not_valid'>> {
  const found = await database.control((tx) => findInvitation(tx, hashToken(token), now));
  const organization = found === null ? null : await findOrganization(database, found.organizationId);
  return found === null || organization === null ? notValid : { kind: 'open', email: found.email, organization };
}

export type Acceptance = { readonly token: string; readonly name: string; readonly password: string };

/** Uses the invitation up, makes the user and signs them in: all or nothing. */
export async function acceptInvitation(
  database: Database,
  { token, name, password }: Acceptance,
  now: Instant,
): Promise<StartedSession | Refusal<'invitation_not_valid' | 'email_taken' | 'password_too_short'>> {
  if (password.length < PASSWORD_LENGTH_MIN) {
    return { kind: 'refused', reason: 'password_too_short', params: { min: PASSWORD_LENGTH_MIN } };
  }
  // Asked before the password is hashed: that work is not for whoever makes up tokens.
  const open = await readInvitation(database, token, now);
  if (open.kind === 'refused') return open;
  const { seat } = open.organization;
  const passwordHash = await hashPassword(password);
  return database.control(async (tx) => {
    const taken = await takeInvitation(tx, hashToken(token), now);
    if (taken === null) return notValid;
    const { email, administrator } = taken;
    const user = await insertUser(tx, seat, { publicId: uuidv7(), name, email, administrator, passwordHash, now });
    if (user === null) return { kind: 'refused', reason: 'email_taken' };
    const session = await startSession(tx, { userId: user.id, proof: 'one_factor' }, now);
    const target = { kind: 'invitation', id: taken.publicId } as const;
    await writeAuditOf(tx, seat, { action: 'invitation_accepted', actor: user.id, at: now, target });
    return session;
  });
}
