import { expect, it } from 'vitest';
import { moments, trial, trialPeople } from '#test/criteria-generators.ts';
import { needsOf } from './needs.ts';

it('V-5 what is asked of a related record needs an index of its own module, who belongs somewhere one of the owner', () => {
  const related = { ...trial, key: 'accounts' };
  const module = { ...trial, beyond: { related: { account: related }, people: trial.beyond?.people ?? new Map() } };
  const criteria = {
    all: [
      { field: 'account.name', contains: 'x' },
      { not: { field: 'account.visits', at_least: 3 } },
      { field: 'owner', belongs_to: { role: trialPeople.role } },
    ],
  };
  const [moment = { now: 0, zone: 'UTC' }] = moments;
  expect(needsOf({ module }, { criteria, sort: { field: 'name', descending: false } }, moment)).toEqual([
    { module: 'accounts', field: 'name', kind: 'contains' },
    { module: 'accounts', field: 'visits', kind: 'order' },
    { module: 'trial', field: 'owner', kind: 'order' },
    { module: 'trial', field: 'name', kind: 'order' },
  ]);
});
