import type { Caller } from '#actions/accounts/caller.ts';
import type { Refusal } from '#contract/errors.ts';
import type { AuditedAction } from '#core/accounts/audited.ts';
import type { Instant } from '#core/time/instant.ts';
import { revokeKeysOf } from '#storage/accounts/api-keys.ts';
import { deleteSessionsOf } from '#storage/accounts/sessions.ts';
import { deleteSignInLinksOf } from '#storage/accounts/sign-in-links.ts';
import { holdForChange, listUsers, saveActive, saveAdministrator, type User } from '#storage/accounts/users.ts';
import { writeAuditOf } from '#storage/audit/write-audit.ts';
import type { Database, Tx } from '#storage/db.ts';

export type UserChange = {
  /** Public id. */
  readonly user: string;
  readonly administrator: boolean | undefined;
  readonly active: boolean | undefined;
};

export type ChangedUser = { readonly kind: 'changed'; readonly user: User };

export async function readUsers(database: Database, { organization }: Pick<Caller, 'organization'>): Promise<User[]> {
  return database.control((tx) => listUsers(tx, organization.id));
}

/** Takes effect with the next request of the user. There is always an administrator who can come in. */
export async function changeUser(
  database: Database,
  { organization, member }: Pick<Caller, 'organization' | 'member'>,
  change: UserChange & { readonly now: Instant },
): Promise<ChangedUser | Refusal<'not_found' | 'last_administrator'>> {
  return database.control(async (tx) => {
    const held = await holdForChange(tx, organization.id, change.user);
    if (held === null) return { kind: 'refused', reason: 'not_found' };
    const { user, isLastAdministrator } = held;
    const { active = user.active, administrator = user.administrator, now } = change;
    if (isLastAdministrator && !(active && administrator)) return { kind: 'refused', reason: 'last_administrator' };
    const audit = (action: AuditedAction) =>
      writeAuditOf(tx, organization.seat, {
        ...{ action, actor: member.id, at: now },
        target: { kind: 'user', id: user.publicId },
      });
    if (administrator !== user.administrator) {
      await saveAdministrator(tx, user.id, administrator);
      await audit(administrator ? 'made_administrator' : 'made_member');
    }
    if (active !== user.active) {
      await saveActive(tx, organization.seat, user.id, active);
      if (!active) await shutOut(tx, user, now);
      await audit(active ? 'user_reactivated' : 'user_deactivated');
    }
    return { kind: 'changed', user: { ...user, active, administrator } };
  });
}

/** For good: whoever comes back signs in again and makes new keys. */
async function shutOut(tx: Tx, { id }: User, now: Instant): Promise<void> {
  await deleteSessionsOf(tx, id);
  await deleteSignInLinksOf(tx, id);
  await revokeKeysOf(tx, id, now);
}
