import { expect, it } from 'vitest';
import { differencesBetween } from '#core/cadence/differences.ts';
import type { CadenceFile } from '#core/cadence/file.ts';

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

it('C-55: nothing differs where only the order of keys does', () => {
  const { followUps, name, ...rest } = welcome;
  expect(differencesBetween(welcome, { ...rest, name, followUps })).toEqual([]);
});

it('C-55: follow-ups that are new, changed and gone are told apart', () => {
  const draft: CadenceFile = {
    ...welcome,
    followUps: [
      { id: 'hello', delay: { days: 1 }, email: { to: 'email', template: 'Hello' } },
      { id: 'look', task: { subject: 'Look at the page' } },
    ],
  };
  expect(differencesBetween(welcome, draft)).toEqual([
    { kind: 'follow_up_edited', followUp: 'hello', aspects: ['delay'] },
    { kind: 'follow_up_added', followUp: 'look', channel: 'task', title: 'Look at the page' },
    { kind: 'follow_up_removed', followUp: 'ring', channel: 'call', title: 'Ring' },
  ]);
});

it('C-55: rules, audience, name and window are told too', () => {
  const left = { id: 'Left', leftView: true } as const;
  const draft: CadenceFile = {
    ...welcome,
    name: 'Good day',
    audience: { view: 'New leads' },
    responseWindowDays: 20,
    unenroll: [{ id: 'Replied', email: ['replied', 'opened'] }, left],
  };
  expect(differencesBetween(welcome, draft)).toEqual([
    ...['name', 'audience', 'responseWindowDays'].map((head) => ({ kind: 'head', head })),
    { kind: 'rule_edited', rule: 'Replied' },
    { kind: 'rule_added', rule: 'Left' },
  ]);
  expect(differencesBetween(welcome, { ...welcome, unenroll: [] })).toEqual([
    { kind: 'rule_removed', rule: 'Replied' },
  ]);
});
