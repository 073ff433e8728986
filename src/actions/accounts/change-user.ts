import type { Caller } from '#actions/accounts/caller.ts';
import type { Refusal } from '#contract/errors.ts';
import type { AuditedAction } from '#core/accounts/audited.ts';
import type { Instant } from '#core/time/instant.ts';
import { revokeKeysOf } from '#storage/accounts/api-keys.ts';
import { deleteSessionsOf } from '#storage/accounts/sessions.ts';
import { deleteSignInLinksOf } from '#storage/accounts/sign-in-links.ts';
import { notePeopleChanged } from '#storage/access/people.ts';
import { listMemberAccess, type MemberAccess, saveMemberAccess } from '#storage/access/member-access.ts';
import { holdForChange, listUsers, saveStanding, type User } from '#storage/accounts/users.ts';
import { writeAuditOf } from '#storage/audit/write-audit.ts';
import type { Database, Tx } from '#storage/db.ts';
import { asOrganization } from '#storage/organizations/as-organization.ts';

export type UserChange = {
  /** Public id. */
  readonly user: string;
  readonly administrator: boolean | undefined;
  readonly active: boolean | undefined;
  /** Public ids; a role of null takes it away. */
  readonly profile: string | undefined;
  readonly role: string | null | undefined;
};

export type UserWithAccess = User & Pick<MemberAccess, 'profile' | 'role'>;
export type ChangedUser = { readonly kind: 'changed'; readonly user: UserWithAccess };

export async function readUsers(
  database: Database,
  { organization }: Pick<Caller, 'organization'>,
): Promise<UserWithAccess[]> {
  const users = await database.control((tx) => listUsers(tx, organization.id));
  const access = await database.organization(organization.seat, listMemberAccess);
  const byMember = new Map(access.map((one) => [one.member, one]));
  return users.flatMap((user) => {
    const own = byMember.get(user.publicId);
    return own === undefined ? [] : [{ ...user, profile: own.profile, role: own.role }];
  });
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
      await saveStanding(tx, organization.seat, { id: user.id, administrator });
      await audit(administrator ? 'made_administrator' : 'made_member');
    }
    if (active !== user.active) {
      await saveStanding(tx, organization.seat, { id: user.id, active });
      if (!active) await shutOut(tx, user, now);
      await audit(active ? 'user_reactivated' : 'user_deactivated');
    }
    const { profile, role } = change;
    const isAccess = profile !== undefined || role !== undefined;
    const access = await asOrganization(tx, organization.seat, async () => {
      if (isAccess) await saveMemberAccess(tx, user.publicId, { profile, role });
      if (role !== undefined) await notePeopleChanged(tx, now);
      return (await listMemberAccess(tx)).find((one) => one.member === user.publicId);
    });
    if (access === undefined) throw new Error('every user is a member');
    if (isAccess) await audit('user_access_changed');
    return { kind: 'changed', user: { ...user, active, administrator, profile: access.profile, role: access.role } };
  });
}

/** For good: whoever comes back signs in again and makes new keys. */
async function shutOut(tx: Tx, { id }: User, now: Instant): Promise<void> {
  await deleteSessionsOf(tx, id);
  await deleteSignInLinksOf(tx, id);
  await revokeKeysOf(tx, id, now);
}
