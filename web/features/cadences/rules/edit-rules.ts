// Edits of a draft's unenrolment rules. Each takes a file and gives another one.
import type { CadenceFile, FileRule } from '#core/cadence/file.ts';
import { type Channel, channels } from '#core/cadence/response.ts';
import type { Criteria } from '#core/criteria/criteria.ts';

export const ruleKinds = ['response', 'result', 'record', 'leftView', 'date', 'dateField'] as const;
export type RuleKind = (typeof ruleKinds)[number];

export function rulesOf(file: CadenceFile): readonly FileRule[] {
  return file.unenroll ?? [];
}

export function withRules(file: CadenceFile, rules: readonly FileRule[]): CadenceFile {
  const { unenroll: _, ...rest } = file;
  return rules.length === 0 ? rest : { ...rest, unenroll: rules };
}

/** What a rule is called as long as nobody gives it a name. */
export type SayRule = (rule: FileRule) => string;

export function addRules(file: CadenceFile, rules: readonly FileRule[], say: SayRule): CadenceFile {
  return rules.reduce((now, rule) => {
    const others = rulesOf(now);
    return withRules(now, [...others, { ...rule, id: freeName(others, say(rule)) }]);
  }, file);
}

/** One that is called by what it says goes on to be. */
export function replaceRule(file: CadenceFile, index: number, rule: FileRule, say: SayRule): CadenceFile {
  const rules = rulesOf(file);
  const before = rules[index];
  if (before === undefined) return file;
  const others = rules.toSpliced(index, 1);
  const isNamedSo = before.id === rule.id && before.id === freeName(others, say(before));
  const id = isNamedSo ? freeName(others, say(rule)) : rule.id;
  return withRules(file, rules.with(index, { ...rule, id }));
}

export function removeRule(file: CadenceFile, index: number): CadenceFile {
  return withRules(file, rulesOf(file).toSpliced(index, 1));
}

export function moveRule(file: CadenceFile, index: number, by: -1 | 1): CadenceFile {
  const rules = rulesOf(file);
  const [moved, other] = [rules[index], rules[index + by]];
  if (moved === undefined || other === undefined) return file;
  return withRules(file, rules.with(index, other).with(index + by, moved));
}

/** The name itself, or with the first number that makes it one. */
function freeName(others: readonly FileRule[], name: string): string {
  const taken = new Set(others.map(({ id }) => id));
  let free = name.slice(0, NAME_LENGTH_MAX);
  for (let number = 2; taken.has(free); number++) free = `${name.slice(0, NAME_LENGTH_MAX - 4)} ${number}`;
  return free;
}

/** Of the file. */
export const NAME_LENGTH_MAX = 60;

export function channelOfRule(rule: FileRule): Channel | null {
  return channels.find((channel) => rule[channel] !== undefined) ?? null;
}

export function kindOf(rule: FileRule): RuleKind {
  if (channelOfRule(rule) !== null) return 'response';
  if (rule.results !== undefined) return 'result';
  if (rule.on !== undefined) return 'date';
  if (rule.dateField !== undefined) return 'dateField';
  return rule.record === undefined ? 'leftView' : 'record';
}

/** What a rule of each kind begins with. */
export type NewRuleFrom = {
  /** 'YYYY-MM-DD'. */
  readonly date: string;
  readonly dateField: string;
  readonly criteria: Criteria;
};

export function newRule(kind: RuleKind, { date, dateField, criteria }: NewRuleFrom): FileRule {
  const id = ''; // named by what it says
  switch (kind) {
    case 'response':
      return { id, email: ['replied'] };
    case 'result':
      return { id, results: ['invalid_number'] };
    case 'record':
      return { id, record: criteria };
    case 'leftView':
      return { id, leftView: true };
    case 'date':
      return { id, on: date };
    case 'dateField':
      return { id, dateField: { field: dateField } };
  }
}

/** The same rule about another channel, whose responses are others. */
export function withChannel({ id, goal }: FileRule, channel: Channel): FileRule {
  const first = { email: 'replied', whatsapp: 'replied', task: 'completed', call: 'completed' } as const;
  return { id, ...(goal === undefined ? {} : { goal }), [channel]: [first[channel]] };
}
