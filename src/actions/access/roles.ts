// Making, changing and deleting roles (U-1). They form a tree: no role stands above itself.
import type { Acting } from '#actions/records/acting.ts';
import type { Refusal } from '#contract/errors.ts';
import {
  deleteRole as remove,
  insertRole,
  listRoles,
  lockRoles,
  type RoleContent,
  saveRole,
  type StoredRole,
} from '#storage/access/roles.ts';
import { criteriaNaming, notePeopleChanged } from '#storage/access/people.ts';
import { rulesNaming } from '#storage/access/sharing-rules.ts';
import { writeAudit } from '#storage/audit/write-audit.ts';

type Reading = Pick<Acting, 'database' | 'organization'>;

export function readRoles({ database, organization }: Reading): Promise<StoredRole[]> {
  return database.organization(organization.seat, listRoles);
}

export type SavedRole = { readonly kind: 'saved'; readonly role: StoredRole };
export type RoleRefusal = Refusal<'not_found' | 'name_taken' | 'role_above_itself'>;

/** `id` is the public id of one that there is; null makes one. */
export async function putRole(
  { database, organization, actor, now }: Acting,
  { id, content }: { readonly id: string | null; readonly content: RoleContent },
): Promise<SavedRole | RoleRefusal> {
  return database.organization(organization.seat, async (tx) => {
    const roles = await lockRoles(tx);
    const role = roles.find(({ publicId }) => publicId === id) ?? null;
    const refusal = whyNotLikeThis(roles, { id, content });
    if (refusal !== null) return refusal;
    const publicId = role === null ? await insertRole(tx, content) : role.publicId;
    if (role !== null) await saveRole(tx, role.id, content);
    await notePeopleChanged(tx, now);
    const target = { kind: 'role', id: publicId, name: content.name } as const;
    const action = role === null ? 'role_created' : 'role_changed';
    await writeAudit(tx, { action, actor: actor.id, at: now, target });
    const saved = (await listRoles(tx)).find((one) => one.publicId === publicId);
    if (saved === undefined) throw new Error('a role that was saved can be read');
    return { kind: 'saved', role: saved };
  });
}

function whyNotLikeThis(
  roles: readonly StoredRole[],
  { id, content }: { readonly id: string | null; readonly content: RoleContent },
): RoleRefusal | null {
  const byId = new Map(roles.map((role) => [role.publicId, role]));
  const isThere = (one: string | null): boolean => one === null || byId.has(one);
  if (!isThere(id) || !isThere(content.parent)) return { kind: 'refused', reason: 'not_found' };
  const isTaken = roles.some(({ name, publicId }) => name === content.name && publicId !== id);
  if (isTaken) return { kind: 'refused', reason: 'name_taken' };
  for (let above = content.parent; above !== null; above = byId.get(above)?.parent ?? null) {
    if (above === id) return { kind: 'refused', reason: 'role_above_itself' };
  }
  return null;
}

export async function deleteRole(
  { database, organization, actor, now }: Acting,
  id: string,
): Promise<null | Refusal<'not_found' | 'role_in_use'>> {
  return database.organization(organization.seat, async (tx) => {
    const roles = await lockRoles(tx);
    const role = roles.find(({ publicId }) => publicId === id);
    if (role === undefined) return { kind: 'refused', reason: 'not_found' };
    const below = roles.filter(({ parent }) => parent === id).map(({ name }) => name);
    const users = [...below, ...(await rulesNaming(tx, id)), ...(await criteriaNaming(tx, id))];
    if (role.holders > 0 || users.length > 0) {
      return {
        kind: 'refused',
        reason: 'role_in_use',
        params: { holders: role.holders, users: users.join(', ') || '–' },
      };
    }
    await remove(tx, role.id);
    const target = { kind: 'role', id, name: role.name } as const;
    await writeAudit(tx, { action: 'role_deleted', actor: actor.id, at: now, target });
    return null;
  });
}
