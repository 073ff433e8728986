// The second factor as administrators see it: who has it, whether everybody needs it, and taking it from somebody who lost
// their device.
import type { Caller } from '#actions/accounts/caller.ts';
import type { Refusal } from '#contract/errors.ts';
import type { Instant } from '#core/time/instant.ts';
import { deleteSessionsOf } from '#storage/accounts/sessions.ts';
import { deleteSignInLinksOf } from '#storage/accounts/sign-in-links.ts';
import {
  deleteTwoFactor,
  isTwoFactorRequired,
  listUsersWithTwoFactor,
  saveTwoFactorRequired,
} from '#storage/accounts/two-factor.ts';
import { holdForChange } from '#storage/accounts/users.ts';
import { writeAuditOf } from '#storage/audit/write-audit.ts';
import type { Database } from '#storage/db.ts';

export type Administering = {
  readonly database: Database;
  readonly caller: Pick<Caller, 'organization' | 'member' | 'via'>;
  readonly now: Instant;
};

export type Requirement = {
  readonly required: boolean;
  /** Public ids of those who have it. */
  readonly users: string[];
};

export async function readRequirement({
  database,
  caller,
}: Pick<Administering, 'database' | 'caller'>): Promise<Requirement> {
  const { id } = caller.organization;
  return database.control(async (tx) => ({
    required: await isTwoFactorRequired(tx, id),
    users: await listUsersWithTwoFactor(tx, id),
  }));
}

/** Whoever signed in with a password alone can only set it up from then on. So the one who asks must have it. */
export async function requireTwoFactor(
  administering: Administering,
  required: boolean,
): Promise<({ readonly kind: 'saved' } & Requirement) | Refusal<'two_factor_yourself_first'>> {
  const { database, caller, now } = administering;
  const { organization, member, via } = caller;
  if (required && (via.kind !== 'session' || via.proof === 'one_factor')) {
    return { kind: 'refused', reason: 'two_factor_yourself_first' };
  }
  await database.control(async (tx) => {
    await saveTwoFactorRequired(tx, organization.id, required);
    const details = { required: required ? 'yes' : 'no' };
    await writeAuditOf(tx, organization.seat, {
      ...{ action: 'two_factor_requirement_changed', actor: member.id, at: now, details },
    });
  });
  return { kind: 'saved', ...(await readRequirement(administering)) };
}

/** Ends the user's sessions too: whoever holds one may not be them. */
export async function resetTwoFactor(
  { database, caller, now }: Administering,
  user: string,
): Promise<null | Refusal<'not_found' | 'two_factor_not_on'>> {
  const { organization, member } = caller;
  return database.control(async (tx) => {
    const held = await holdForChange(tx, organization.id, user);
    if (held === null) return { kind: 'refused', reason: 'not_found' };
    if (!(await deleteTwoFactor(tx, held.user.id))) return { kind: 'refused', reason: 'two_factor_not_on' };
    await deleteSessionsOf(tx, held.user.id);
    await deleteSignInLinksOf(tx, held.user.id);
    const target = { kind: 'user', id: user } as const;
    await writeAuditOf(tx, organization.seat, { action: 'two_factor_reset', actor: member.id, at: now, target });
    return null;
  });
}
