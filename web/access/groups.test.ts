import { expect, it } from 'vitest';
import type { Group } from '#core/access/sharing.ts';
import { groupKey, readGroup } from '#web/access/groups.ts';

it('U-1: a group is the same after it was chosen by its key', () => {
  const id = '0190a0a0-0000-7000-8000-000000000001';
  const groups: Group[] = [{ kind: 'everyone' }, { kind: 'role_and_below', id }, { kind: 'user', id }];
  expect(groups.map((group) => readGroup(groupKey(group)))).toEqual(groups);
});
