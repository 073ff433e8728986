import { expect, it } from 'vitest';
import { piled } from '#actions/records/change-piles.ts';

const taken = { field: 'email', rule: 'not_unique', value: 'a@x.test' } as const;
const done = (id: string) => ({ id, result: 'done' }) as const;

it('X-1 batch by batch: what was done is counted, what was left out is told by its reason, the first by their ids', () => {
  const wrong = (id: string) => ({ id, result: 'invalid_input', problems: [taken] }) as const;
  const first = piled([], [done('a'), wrong('b'), { id: 'c', result: 'record_not_yours' }]);
  const second = piled(first, [done('d'), wrong('e')]);
  expect(second).toEqual([
    { result: 'done', problems: [], count: 2, records: [] },
    { result: 'invalid_input', problems: [taken], count: 2, records: ['b', 'e'] },
    { result: 'record_not_yours', problems: [], count: 1, records: ['c'] },
  ]);
  const many = Array.from({ length: 150 }, (_, index) => wrong(`r${index}`));
  expect(piled([], many)).toMatchObject([{ count: 150, records: { length: 100 } }]);
});
