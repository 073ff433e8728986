// The operators of the criteria language: which fields each one fits, and what stands after it. A later operator starts
// with a line here; the compiler then names every place that has to know it.
import type { ValueShape } from '#core/records/field.ts';
import type { CalendarUnit } from '#core/time/calendar.ts';

/**
 * As JSON writes it: text and id a string; integer a number; decimal a number of at most 15 digits or a string; date
 * 'YYYY-MM-DD'; instant '2026-03-01T09:30:00+08:00', or a date, which means the whole day in the organisation's zone.
 */
export type Literal = string | number | boolean;

/** { days: 30 }: exactly one unit, an amount of at least 1. */
export type Span = { readonly [Unit in CalendarUnit]?: number | undefined };

export const spanUnits = ['minutes', 'hours', 'days', 'weeks', 'months'] as const satisfies readonly CalendarUnit[];

type Operands = {
  readonly one: Literal;
  readonly list: readonly Literal[];
  readonly pair: readonly [Literal, Literal];
  readonly span: Span;
  /** Nothing to say: `is_empty: true`. */
  readonly none: true;
};

type OperatorRule = { readonly operand: keyof Operands; readonly shapes: readonly ValueShape[] };

const single = ['text', 'integer', 'decimal', 'date', 'instant', 'boolean', 'id'] as const;
const listed = ['text', 'integer', 'decimal', 'date', 'instant', 'id'] as const;
const ordered = ['integer', 'decimal', 'date', 'instant'] as const;
const dated = ['date', 'instant'] as const;
const every = [...single, 'texts'] as const;

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
  starts_with: { operand: 'one', shapes: ['text'] },
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
  today: { operand: 'none', shapes: dated },
  /** From Monday. */
  this_week: { operand: 'none', shapes: dated },
  this_month: { operand: 'none', shapes: dated },
} as const satisfies Readonly<Record<string, OperatorRule>>;

export type Operator = keyof typeof operators;
export type OperandOf<O extends Operator> = Operands[(typeof operators)[O]['operand']];

/** An operator with its operand: what a condition says of its field. */
export type Statement = { [O in Operator]: { readonly operator: O; readonly operand: OperandOf<O> } }[Operator];

export const operatorNames = Object.keys(operators) as Operator[];

export function isOperator(name: string): name is Operator {
  return Object.hasOwn(operators, name);
}

export function operatorRule(operator: Operator): OperatorRule {
  return operators[operator];
}

/** What may be asked of a field, in the order in which to offer it. */
export function operatorsFor(shape: ValueShape): Operator[] {
  return operatorNames.filter((operator) => operatorRule(operator).shapes.includes(shape));
}

export function statementOf(condition: { readonly field: string }): Statement {
  for (const [operator, operand] of Object.entries(condition)) {
    // The type of conditions has it: an operator's key holds that operator's operand.
    if (isOperator(operator)) return { operator, operand } as Statement;
  }
  throw new Error(`a condition without an operator: ${JSON.stringify(condition)}`);
}
