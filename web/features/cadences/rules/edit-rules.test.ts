import { expect, it } from 'vitest';
import type { CadenceFile, FileRule } from '#core/cadence/file.ts';
import {
  addRules,
  kindOf,
  moveRule,
  newRule,
  removeRule,
  replaceRule,
  ruleKinds,
  rulesOf,
  withRules,
} from '#web/features/cadences/rules/edit-rules.ts';

const file: CadenceFile = { name: 'Welcome', module: 'leads', audience: 'manual', followUps: [] };
const names = (given: CadenceFile) => rulesOf(given).map(({ id }) => id);
const say = (rule: FileRule) => (rule.email === undefined ? 'Rule' : `Email: ${rule.email.join(', ')}`);
const replied = { id: '', email: ['replied'] } as const;

it('C-50: a new rule is of the kind that was asked for, and each has a name of its own', () => {
  for (const kind of ruleKinds) {
    const rule = newRule(kind, { date: '2026-03-02', dateField: 'created_at', criteria: { all: [] } });
    expect(rulesOf(addRules(file, [rule], say)).map(kindOf)).toEqual([kind]);
  }
  expect(names(addRules(file, [replied, replied, replied], say))).toEqual([
    'Email: replied',
    'Email: replied 2',
    'Email: replied 3',
  ]);
});

it('a rule is called by what it says until somebody names it', () => {
  const one = addRules(file, [replied], say);
  const opened = replaceRule(one, 0, { ...one.unenroll?.[0], id: 'Email: replied', email: ['opened'] }, say);
  expect(names(opened)).toEqual(['Email: opened']);
  const named = replaceRule(opened, 0, { id: 'Answer', email: ['opened'] }, say);
  expect(names(replaceRule(named, 0, { id: 'Answer', email: ['replied'] }, say))).toEqual(['Answer']);
});

it('rules change places, and the last one leaves no empty list behind', () => {
  const both = withRules(file, [
    { id: 'a', leftView: true },
    { id: 'b', leftView: true },
  ]);
  expect(names(moveRule(both, 0, 1))).toEqual(['b', 'a']);
  expect(moveRule(both, 0, -1)).toBe(both);
  expect(removeRule(removeRule(both, 1), 0)).toEqual(file);
});
