// Roles as the tree that they are.
import type { Answer } from '#web/api/call.ts';

export type Role = Answer<'listRoles'>['items'][number];
export type Branch = { readonly role: Role; readonly below: readonly Branch[] };

export function roleTree(roles: readonly Role[], parent: string | null = null): readonly Branch[] {
  return roles.filter((role) => role.parent === parent).map((role) => ({ role, below: roleTree(roles, role.id) }));
}

/** Where a role may stand: anywhere but under itself. Null: a new one. With how deep each lies, as a list shows it. */
export function placesFor(roles: readonly Role[], role: Role | null): readonly { role: Role; depth: number }[] {
  const places = (branches: readonly Branch[], depth: number): { role: Role; depth: number }[] =>
    branches
      .filter((branch) => branch.role.id !== role?.id)
      .flatMap((branch) => [{ role: branch.role, depth }, ...places(branch.below, depth + 1)]);
  return places(roleTree(roles), 0);
}
