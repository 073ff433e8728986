// How operations of formulas are made: by what they take, what they give, and what they do with it.
import { Decimal } from 'decimal.js';
import { FormulaFailure } from '#core/formulas/problem.ts';
import { Exact, type FormulaType, type Value } from '#core/formulas/value.ts';
import { fold } from '#core/records/fold.ts';
import { addToDate } from '#core/time/calendar.ts';

export type Operation = {
  readonly takes: readonly FormulaType[];
  /** More of the last kind may follow. */
  readonly more?: true;
  readonly gives: FormulaType;
  readonly compute: (parts: readonly Value[]) => Value;
};

type Compute<Part extends Value> = (parts: readonly Part[]) => Value;

/** `takes` says what the parts are; check-formula.ts has seen to it. */
export function operation<Part extends Value>(
  takes: readonly FormulaType[],
  gives: FormulaType,
  compute: Compute<Part>,
): Operation {
  return { takes, gives, compute: compute as Operation['compute'] };
}

export const numbers = (compute: (a: Decimal, b: Decimal) => Value, gives: FormulaType = 'number') =>
  operation<Decimal>(['number', 'number'], gives, ([a, b]) => compute(number(a), number(b)));
export const rounded = (compute: (a: Decimal) => Decimal) =>
  operation<Decimal>(['number'], 'number', ([a]) => compute(number(a)));
export const texts = (compute: (a: string, b: string) => Value, gives: FormulaType) =>
  operation<string>(['text', 'text'], gives, ([a = '', b = '']) => compute(a, b));
export const changed = (compute: (a: string) => string) =>
  operation<string>(['text'], 'text', ([a = '']) => compute(a));
export const partOfDate = (from: number, to: number) =>
  operation<string>(['date'], 'number', ([date = '']) => new Exact(date.slice(from, to)));
export const shifted = (unit: 'days' | 'months') =>
  operation<string | Decimal>(['date', 'number'], 'date', ([date, amount]) =>
    shift(String(date), number(amount), unit),
  );

const comparable = ['number', 'date', 'instant'] as const;
export const ordered = (compare: (order: number) => boolean) =>
  comparable.map((type) => operation([type, type], 'boolean', ([a, b]) => compare(orderOf(a, b))));
const equatable = ['text', 'boolean', ...comparable] as const;
export const equal = (isEqual: boolean) =>
  equatable.map((type) => operation([type, type], 'boolean', ([a, b]) => (orderOf(a, b) === 0) === isEqual));
export const extreme = (sign: 1 | -1) =>
  comparable.map((type): Operation => {
    const furthest = (a: Value, b: Value) => (sign * orderOf(b, a) > 0 ? b : a);
    return { takes: [type, type], more: true, gives: type, compute: (parts) => parts.reduce(furthest) };
  });

export function number(value: Value | undefined): Decimal {
  if (!(value instanceof Decimal)) throw new Error('a number was expected');
  return value;
}

export function divide(a: Decimal, b: Decimal): Decimal {
  if (b.isZero()) throw new FormulaFailure('division_by_zero');
  return a.div(b);
}

export function modulo(a: Decimal, b: Decimal): Decimal {
  if (b.isZero()) throw new FormulaFailure('division_by_zero');
  return a.mod(b);
}

const DIGITS_MAX = 10;

export function digitsOf(digits: Decimal): number {
  if (!digits.isInteger() || digits.isNegative() || digits.gt(DIGITS_MAX)) throw new FormulaFailure('out_of_range');
  return digits.toNumber();
}

/** Texts are the same whatever their case and width, as everywhere in the product. */
function orderOf(a: Value | undefined, b: Value | undefined): number {
  if (a instanceof Decimal && b instanceof Decimal) return a.cmp(b);
  const [left, right] = [a, b].map((value) => (typeof value === 'string' ? fold(value) : Number(value)));
  return left === right ? 0 : (left ?? 0) < (right ?? 0) ? -1 : 1;
}

export function isChosen(
  option: string | readonly string[] | undefined,
  chosen: string | readonly string[] | undefined,
): boolean {
  return Array.isArray(chosen) && chosen.includes(option);
}

const SHIFT_MAX = 100_000;

function shift(date: string, amount: Decimal, unit: 'days' | 'months'): string {
  const whole = amount.trunc();
  if (whole.abs().gt(SHIFT_MAX)) throw new FormulaFailure('out_of_range');
  try {
    return addToDate(date, { amount: whole.toNumber(), unit });
  } catch (error) {
    if (error instanceof RangeError) throw new FormulaFailure('out_of_range');
    throw error;
  }
}
