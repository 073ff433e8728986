// Criteria as they are edited: every part has its "not" beside it, and the outermost is a group. A condition may be
// incomplete meanwhile, with an empty text or list; core/criteria/check.ts says what it still lacks.
import { checkCriteria } from '#core/criteria/check.ts';
import type { Condition, Criteria } from '#core/criteria/criteria.ts';
import {
  type Literal,
  type Operator,
  operatorRule,
  operatorsFor,
  spanUnits,
  type Statement,
  statementOf,
} from '#core/criteria/operators.ts';
import { type Field, type Module, shapeOf, type ValueShape } from '#core/records/field.ts';

export type Match = 'all' | 'any';
export type Group = {
  readonly kind: 'group';
  readonly isNegated: boolean;
  readonly match: Match;
  readonly parts: readonly Part[];
};
export type Leaf = { readonly kind: 'condition'; readonly isNegated: boolean; readonly condition: Condition };
export type Part = Group | Leaf;

/** Met by every record. */
export const everyRecord: Criteria = { all: [] };

export function readCriteria(criteria: Criteria): Group {
  const part = readPart(criteria);
  return part.kind === 'group' ? part : groupOf([part]);
}

function readPart(criteria: Criteria): Part {
  if ('field' in criteria) return { kind: 'condition', isNegated: false, condition: criteria };
  if ('not' in criteria) return negate(readPart(criteria.not));
  const match: Match = 'all' in criteria ? 'all' : 'any';
  const parts = 'all' in criteria ? criteria.all : criteria.any;
  return { kind: 'group', isNegated: false, match, parts: parts.map(readPart) };
}

export function writeCriteria(part: Part): Criteria {
  const plain = writePlain(part);
  return part.isNegated ? { not: plain } : plain;
}

function writePlain(part: Part): Criteria {
  if (part.kind === 'condition') return part.condition;
  const parts = part.parts.map(writeCriteria);
  return part.match === 'all' ? { all: parts } : { any: parts };
}

/** Where the check finds a part that is written at the path. */
export function pathInside(part: Part, path: string): string {
  const plain = part.isNegated ? step(path, 'not') : path;
  return part.kind === 'group' ? step(plain, part.match) : plain;
}

function step(path: string, key: string): string {
  return path === '' ? key : `${path}/${key}`;
}

export function negate<Kind extends Part>(part: Kind): Kind {
  return { ...part, isNegated: !part.isNegated };
}

export function groupOf(parts: readonly Part[], match: Match = 'all'): Group {
  return { kind: 'group', isNegated: false, match, parts };
}

export function addPart(group: Group, part: Part): Group {
  return { ...group, parts: [...group.parts, part] };
}

/** Null: it goes away. So does a group whose last part went; without conditions, any record would meet it, or none. */
export function replacePart(group: Group, index: number, part: Part | null): Group {
  const isGone = part === null || (part.kind === 'group' && part.parts.length === 0);
  return { ...group, parts: group.parts.flatMap((other, at) => (at !== index ? [other] : isGone ? [] : [part])) };
}

/** Without the conditions that somebody has only begun: what a list can be filtered by meanwhile. */
export function completePart(group: Group, module: Module): Group {
  const parts = group.parts.flatMap((part): Part[] => {
    if (part.kind === 'condition') return checkCriteria(part.condition, module).ok ? [part] : [];
    const inner = completePart(part, module);
    return inner.parts.length === 0 ? [] : [inner];
  });
  return { ...group, parts };
}

export function newCondition(field: Field): Leaf {
  const operator = field.type === 'pick_list' ? 'in' : firstOperator[shapeOf[field.type]];
  return { kind: 'condition', isNegated: false, condition: conditionOn(field, initialStatement(operator, field)) };
}

/** What is asked of fields most often. */
const firstOperator: Readonly<Record<ValueShape, Operator>> = {
  text: 'contains',
  texts: 'contains',
  integer: 'at_least',
  decimal: 'at_least',
  date: 'in_last',
  instant: 'in_last',
  boolean: 'is',
  id: 'is',
};

/** The operator stays where it fits the other field, the value where both are written alike. */
export function withField(condition: Condition, from: Field | undefined, to: Field): Condition {
  const statement = statementOf(condition);
  if (!operatorsFor(to.type).includes(statement.operator)) return newCondition(to).condition;
  const isAlike = from !== undefined && from.type === to.type && from.options.length === 0 && to.options.length === 0;
  return conditionOn(to, isAlike ? statement : initialStatement(statement.operator, to));
}

/** What was entered stays as far as the other operator can take it. */
export function withOperator(condition: Condition, operator: Operator, field: Field): Condition {
  const before = statementOf(condition);
  const fresh = initialStatement(operator, field);
  const [first, second] = literalsOf(before);
  const { operand: kind } = operatorRule(operator);
  if (kind === operatorRule(before.operator).operand) return withOperand(condition, operator, before.operand);
  if (kind === 'one' && first !== undefined) return withOperand(condition, operator, first);
  if (kind === 'list' && first !== undefined && first !== '') return withOperand(condition, operator, [first]);
  if (kind === 'pair') return withOperand(condition, operator, [first ?? '', second ?? '']);
  return conditionOn(field, fresh);
}

export function withOperand(condition: Condition, operator: Operator, operand: Statement['operand']): Condition {
  return conditionOn({ key: condition.field }, { operator, operand } as Statement); // who calls keeps them alike
}

function conditionOn(field: Pick<Field, 'key'>, { operator, operand }: Statement): Condition {
  return { field: field.key, [operator]: operand } as Condition; // a statement is an operator with its operand
}

export function literalsOf({ operand }: Statement): readonly Literal[] {
  if (Array.isArray(operand)) return operand as readonly Literal[]; // spans are no arrays
  return typeof operand === 'object' || operand === true ? [] : [operand];
}

const DAYS_AT_FIRST = 7;

function initialStatement(operator: Operator, field: Field): Statement {
  const nothing: Literal = field.type === 'boolean' ? true : '';
  const initial = {
    one: nothing,
    list: [],
    pair: ['', ''],
    span: { days: DAYS_AT_FIRST },
    people: {},
    none: true,
  } as const;
  return { operator, operand: initial[operatorRule(operator).operand] } as Statement; // by the operator's own rule
}

/** Dates know no hours. */
export function unitsFor(field: Field): readonly (typeof spanUnits)[number][] {
  return field.type === 'date' ? spanUnits.filter((unit) => unit !== 'minutes' && unit !== 'hours') : spanUnits;
}
