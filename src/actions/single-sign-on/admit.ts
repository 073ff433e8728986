// Who comes in by single sign-on: only a mail address that the provider has verified, of an allowed domain, leads to a user;
// and the same person from then on, whatever address they have (T12).
import { uuidv7 } from 'uuidv7';
import { type StartedSession, startSession } from '#actions/accounts/start-session.ts';
import type { Refusal } from '#contract/errors.ts';
import type { Identity } from '#core/net/identity-provider.ts';
import type { Instant } from '#core/time/instant.ts';
import { bindSubject, findUserOfSubject, type SingleSignOn } from '#storage/accounts/single-sign-on.ts';
import { findUser, findUserByEmail, foldEmail, holdUser, insertUser } from '#storage/accounts/users.ts';
import { writeAuditOfUser } from '#storage/audit/write-audit.ts';
import type { Database, Tx } from '#storage/db.ts';
import { findOrganization, type Organization } from '#storage/organizations/organizations.ts';

export type SingleSignOnRefusal = Refusal<
  | 'single_sign_on_failed'
  | 'single_sign_on_mail_not_verified'
  | 'single_sign_on_domain_not_allowed'
  | 'single_sign_on_user_unknown'
>;

export type Admission = { readonly settings: SingleSignOn; readonly identity: Identity; readonly now: Instant };

export async function admit(
  database: Database,
  { settings, identity, now }: Admission,
): Promise<StartedSession | SingleSignOnRefusal> {
  const { email, emailVerified } = identity;
  if (email === null || !emailVerified) return { kind: 'refused', reason: 'single_sign_on_mail_not_verified' };
  const domain = foldEmail(email).split('@').at(-1) ?? '';
  if (!settings.domains.includes(domain)) return { kind: 'refused', reason: 'single_sign_on_domain_not_allowed' };
  const organization = await findOrganization(database, settings.organizationId);
  if (organization === null) return { kind: 'refused', reason: 'single_sign_on_failed' };
  return database.control(async (tx) => {
    const userId = await userOf(tx, { settings, identity: { ...identity, email }, organization, now });
    if (userId === null) return { kind: 'refused', reason: 'single_sign_on_user_unknown' };
    const session = await startSession(tx, { userId, proof: 'single_sign_on' }, now);
    await writeAuditOfUser(tx, userId, { action: 'signed_in', at: now, by: 'user' });
    return session;
  });
}

type Person = Admission & {
  readonly organization: Organization;
  readonly identity: { readonly email: string };
};

/** Active ones of the organisation only. Null: nobody that this may be. */
async function userOf(tx: Tx, { settings, identity, organization, now }: Person): Promise<number | null> {
  const { email, name, subject } = identity;
  const known = { organizationId: organization.id, issuer: settings.issuer, subject };
  const bound = await findUserOfSubject(tx, known);
  if (bound !== null) return (await isStillIn(tx, bound)) ? bound : null;
  const found = await findUserByEmail(tx, email);
  if (found !== null) {
    const { id, organizationId } = found.user;
    if (organizationId !== organization.id || !(await isStillIn(tx, id))) return null;
    return (await bindSubject(tx, known, id)) ? id : null;
  }
  if (!settings.provision) return null;
  const wanted = { publicId: uuidv7(), name: name ?? email, email, passwordHash: null, administrator: false, now };
  const made = await insertUser(tx, organization.seat, wanted);
  if (made === null) return null;
  await bindSubject(tx, known, made.id);
  return made.id;
}

/** Holds the user, so that no session begins beside a deactivation. */
async function isStillIn(tx: Tx, userId: number): Promise<boolean> {
  const found = await findUser(tx, userId);
  return found !== null && holdUser(tx, userId, found.passwordHash);
}
