import { expect, it } from 'vitest';
import type { Organization } from '#storage/organizations/organizations.ts';
import { promised } from '#test/promised.ts';
import { SideBySide } from '#worker/side-by-side.ts';

const organization = (id: number) => ({ id }) as Organization; // no more of it is looked at

it('T29 whoever takes long holds up nobody; who is asked for meanwhile is visited once more after it', async () => {
  const hanging = promised();
  const visited: number[] = [];
  const turns = new SideBySide({
    turnMs: 1,
    visit: async ({ id }) => {
      visited.push(id);
      if (visited.length === 1) await hanging.promise;
    },
  });
  for (const id of [1, 2, 1, 2, 1]) await turns.visit(organization(id));
  expect(visited).toEqual([1, 2, 2]);

  let hasEnded = false;
  const ended = turns.ended().then(() => {
    hasEnded = true;
  });
  await turns.visit(organization(2));
  expect(hasEnded).toBe(false);
  hanging.resolve();
  await ended;
  expect(visited).toEqual([1, 2, 2, 2, 1]);

  await turns.visit(organization(1));
  expect(visited).toEqual([1, 2, 2, 2, 1, 1]);
});
