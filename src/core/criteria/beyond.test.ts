import { expect, it } from 'vitest';
import { trialPeople } from '#test/criteria-generators.ts';
import { askedBeyond, asksBeyond } from './beyond.ts';
import { NODES_MAX } from './criteria.ts';

const asked = (...criteria: unknown[]) => {
  const { lookups, people } = askedBeyond(criteria);
  return { lookups: [...lookups].sort(), people: [...people] };
};

it('V-4 finds what criteria ask beyond the record, however deep, before they are checked', () => {
  const { team } = trialPeople;
  const deep = {
    any: [
      {
        not: {
          all: [
            { field: 'account.name', is: 'x' },
            { field: 'contact.', is: 1 },
          ],
        },
      },
    ],
  };
  const people = { field: 'owner', belongs_to: { team: team.toUpperCase() } };
  expect(asked(deep, { all: [people] })).toEqual({ lookups: ['account', 'contact'], people: [team] });
  expect(asked({ field: 'account', is_empty: true }, null, 'x', [], undefined)).toEqual({ lookups: [], people: [] });
  expect(asksBeyond({ not: { field: 'account.name', is: 'x' } })).toBe(true);
  expect(asksBeyond({ all: [{ field: 'owner', is_me: true }] })).toBe(false);
});

it('T2 reads no more of hostile criteria than their limits allow', () => {
  let reads = 0;
  const endless: object = { not: {} };
  Object.defineProperty(endless, 'not', { get: () => ((reads += 1), endless), enumerable: true });
  expect(asked(endless)).toEqual({ lookups: [], people: [] });
  expect(reads).toBeLessThanOrEqual(NODES_MAX);
});
