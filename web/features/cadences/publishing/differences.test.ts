import { expect, it } from 'vitest';
import type { CadenceFile } from '#core/cadence/file.ts';
import type { Cadence } from '#web/features/cadences/builder/use-saving.ts';
import { differencesOf } from '#web/features/cadences/publishing/differences.ts';

const welcome: CadenceFile = {
  name: 'Welcome',
  module: 'leads',
  audience: 'manual',
  followUps: [
    {
      id: 'hello',
      email: { to: 'email', template: 'Hello' },
      // oxlint-disable-next-line unicorn/no-thenable
      then: [{ id: 'ring', when: ['clicked'], call: { subject: 'Ring', startsAfter: { days: 1 } } }],
    },
  ],
  unenroll: [{ id: 'Replied', goal: true, email: ['replied'] }],
};
const running = { published: welcome, followUpNumbers: { hello: 1, ring: 2 } } as unknown as Cadence;
const kinds = (draft: CadenceFile) => differencesOf(draft, running).map(({ kind }) => kind);

it('C-55: nothing differs where only the order of keys does', () => {
  const { followUps, name, ...rest } = welcome;
  expect(kinds({ ...rest, name, followUps })).toEqual([]);
});

it('C-55: follow-ups that are new, changed and gone are told apart', () => {
  const draft: CadenceFile = {
    ...welcome,
    followUps: [
      { id: 'hello', delay: { days: 1 }, email: { to: 'email', template: 'Hello' } },
      { id: 'look', task: { subject: 'Look at the page' } },
    ],
  };
  expect(differencesOf(draft, running)).toEqual([
    { kind: 'edited', id: 'hello' },
    { kind: 'added', id: 'look' },
    { kind: 'removed', id: 'ring' },
  ]);
});

it('rules, audience, name and window are told too', () => {
  const left = { id: 'Left', leftView: true } as const;
  const draft: CadenceFile = {
    ...welcome,
    name: 'Good day',
    audience: { view: 'New leads' },
    responseWindowDays: 20,
    unenroll: [{ id: 'Replied', email: ['replied', 'opened'] }, left],
  };
  expect(kinds(draft)).toEqual(['name', 'audience', 'window', 'ruleChanged', 'ruleAdded']);
  expect(kinds({ ...welcome, unenroll: [] })).toEqual(['ruleRemoved']);
});

it('before the first publication there is nothing to differ from', () => {
  expect(differencesOf(welcome, { ...running, published: null })).toEqual([]);
});
