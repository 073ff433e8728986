// The operators of the criteria language: which fields each one fits, and what stands after it. A later operator starts
// with a line here; the compiler then names every place that has to know it.
import { type Period, periodNames } from '#core/criteria/periods.ts';
import { type FieldType, type People, shapeOf, type ValueShape } from '#core/records/field.ts';
import type { CalendarUnit } from '#core/time/calendar.ts';

/**
 * As JSON writes it: text and id a string; integer a number; decimal a number of at most 15 digits or a string; date
 * 'YYYY-MM-DD'; instant '2026-03-01T09:30:00+08:00', or a date, which means the whole day in the organisation's zone.
 */
export type Literal = string | number | boolean;

/** { days: 30 }: exactly one unit, an amount of at least 1. */
export type Span = { readonly [Unit in CalendarUnit]?: number | undefined };

/** { team: '0198…' }: exactly one of them, by public id. A role means its holders and those of the roles below it. */
export type PeopleNamed = { readonly [Kind in People['kind']]?: string | undefined };

export const peopleKinds = ['role', 'team'] as const satisfies readonly People['kind'][];

export const spanUnits = ['minutes', 'hours', 'days', 'weeks', 'months'] as const satisfies readonly CalendarUnit[];

type Operands = {
  readonly one: Literal;
  readonly list: readonly Literal[];
  readonly pair: readonly [Literal, Literal];
  readonly span: Span;
  readonly people: PeopleNamed;
  /** Nothing to say: `is_empty: true`. */
  readonly none: true;
};

/** `types`: only fields of these among those of the shapes. */
type OperatorRule = {
  readonly operand: keyof Operands;
  readonly shapes: readonly ValueShape[];
  readonly types?: readonly FieldType[];
};

const single = ['text', 'integer', 'decimal', 'date', 'instant', 'boolean', 'id'] as const;
const listed = ['text', 'integer', 'decimal', 'date', 'instant', 'id'] as const;
const ordered = ['integer', 'decimal', 'date', 'instant'] as const;
const dated = ['date', 'instant'] as const;
const every = [...single, 'texts'] as const;
const period = { operand: 'none', shapes: dated } as const;
const periodRules = Object.fromEntries(periodNames.map((name) => [name, period])) as {
  readonly [Name in Period]: typeof period;
};

export const operators = {
  is: { operand: 'one', shapes: single },
  is_not: { operand: 'one', shapes: single },
  in: { operand: 'list', shapes: listed },
  not_in: { operand: 'list', shapes: listed },
  is_empty: { operand: 'none', shapes: every },
  is_not_empty: { operand: 'none', shapes: every },
  /** A part of a text; one of the chosen options of a multi-select. */
  contains: { operand: 'one', shapes: ['text', 'texts'] },
  not_contains: { operand: 'one', shapes: ['text', 'texts'] },
  contains_any: { operand: 'list', shapes: ['texts'] },
  contains_all: { operand: 'list', shapes: ['texts'] },
  /** Lacks at least one of them: the opposite of contains_all. */
  excludes_any: { operand: 'list', shapes: ['texts'] },
  /** Has none of them: the opposite of contains_any. */
  excludes_all: { operand: 'list', shapes: ['texts'] },
  starts_with: { operand: 'one', shapes: ['text'] },
  ends_with: { operand: 'one', shapes: ['text'] },
  /** The person who is looking. */
  is_me: { operand: 'none', shapes: ['id'], types: ['user'] },
  /** One of the people of a role or team. */
  belongs_to: { operand: 'people', shapes: ['id'], types: ['user'] },
  /** Of dates and instants: before. */
  less_than: { operand: 'one', shapes: ordered },
  at_most: { operand: 'one', shapes: ordered },
  /** Of dates and instants: after. */
  greater_than: { operand: 'one', shapes: ordered },
  at_least: { operand: 'one', shapes: ordered },
  /** Both ends belong to it. */
  between: { operand: 'pair', shapes: ordered },
  in_last: { operand: 'span', shapes: dated },
  in_next: { operand: 'span', shapes: dated },
  more_than_ago: { operand: 'span', shapes: dated },
  more_than_ahead: { operand: 'span', shapes: dated },
  ...periodRules,
} as const satisfies Readonly<Record<string, OperatorRule>>;

export type Operator = keyof typeof operators;
export type OperandOf<O extends Operator> = Operands[(typeof operators)[O]['operand']];

/** An operator with its operand: what a condition says of its field. */
export type Statement = { [O in Operator]: { readonly operator: O; readonly operand: OperandOf<O> } }[Operator];

/** Followed by a part of a text, or of an option's: anything may stand there. */
export const partOperators: readonly Operator[] = ['contains', 'not_contains', 'starts_with', 'ends_with'];

export const operatorNames = Object.keys(operators) as Operator[];

export function isOperator(name: string): name is Operator {
  return Object.hasOwn(operators, name);
}

export function operatorRule(operator: Operator): OperatorRule {
  return operators[operator];
}

/** What may be asked of a field, in the order in which to offer it. */
export function operatorsFor(type: FieldType): Operator[] {
  return operatorNames.filter((operator) => isOperatorFor(operator, type));
}

export function isOperatorFor(operator: Operator, type: FieldType): boolean {
  const { shapes, types } = operatorRule(operator);
  return shapes.includes(shapeOf[type]) && (types?.includes(type) ?? true);
}

export function statementOf(condition: { readonly field: string }): Statement {
  for (const [operator, operand] of Object.entries(condition)) {
    // The type of conditions has it: an operator's key holds that operator's operand.
    if (isOperator(operator)) return { operator, operand } as Statement;
  }
  throw new Error(`a condition without an operator: ${JSON.stringify(condition)}`);
}

/** What stands after the operator, by its kind. */
export type Operand = {
  [Kind in keyof Operands]: { readonly kind: Kind; readonly value: Operands[Kind] };
}[keyof Operands];

export function operandOf({ operator, operand }: Statement): Operand {
  // A statement holds the kind of operand that its operator's rule names.
  return { kind: operatorRule(operator).operand, value: operand } as Operand;
}
