import { expect, it } from 'vitest';
import { placesFor, type Role, roleTree } from '#web/features/settings/permissions/role-tree.ts';

const role = (id: string, parent: string | null): Role => ({ id, name: id, parent, peers: false, holders: 0 });
const roles = [role('chief', null), role('seller', 'head'), role('head', 'chief'), role('office', 'chief')];

it('U-1: roles stand below the one that they name', () => {
  const [chief] = roleTree(roles);
  expect(chief?.below.map((branch) => [branch.role.id, branch.below.map(({ role }) => role.id)])).toEqual([
    ['head', ['seller']],
    ['office', []],
  ]);
});

it('U-1: a role is not offered a place under itself', () => {
  const names = (of: Role | null) => placesFor(roles, of).map(({ role, depth }) => `${depth} ${role.id}`);
  expect(names(null)).toEqual(['0 chief', '1 head', '2 seller', '1 office']);
  expect(names(role('head', 'chief'))).toEqual(['0 chief', '1 office']);
});
