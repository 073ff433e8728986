// The operators and functions of formulas: what each takes, gives and does. All of them are pure, and none knows the time.
// Without one of its parts an operation has no value; those that can do without are in special.ts.
import type { Decimal } from 'decimal.js';
import {
  changed,
  digitsOf,
  divide,
  equal,
  extreme,
  isChosen,
  modulo,
  number,
  numbers,
  type Operation,
  operation,
  ordered,
  partOfDate,
  rounded,
  shifted,
  texts,
} from '#core/formulas/operation.ts';
import { Exact, type FormulaType } from '#core/formulas/value.ts';
import { fold } from '#core/records/fold.ts';
import { startOfDay } from '#core/time/calendar.ts';
import { DAY, HOUR } from '#core/time/instant.ts';

/** By name, each in as many ways as it can be used. */
export const operations: Readonly<Record<string, readonly Operation[] | undefined>> = {
  __proto__: null as never,
  '+': [numbers((a, b) => a.plus(b)), texts((a, b) => a + b, 'text')],
  '-': [numbers((a, b) => a.minus(b)), rounded((a) => a.negated())],
  '*': [numbers((a, b) => a.times(b))],
  '/': [numbers(divide)],
  '%': [numbers(modulo)],
  '!': [operation<boolean>(['boolean'], 'boolean', ([a]) => a !== true)],
  '==': equal(true),
  '!=': equal(false),
  '<': ordered((order) => order < 0),
  '<=': ordered((order) => order <= 0),
  '>': ordered((order) => order > 0),
  '>=': ordered((order) => order >= 0),
  in: [
    operation<string | readonly string[]>(['text', 'options'], 'boolean', ([option, chosen]) =>
      isChosen(option, chosen),
    ),
  ],
  abs: [rounded((a) => a.abs())],
  floor: [rounded((a) => a.floor())],
  ceil: [rounded((a) => a.ceil())],
  round: [rounded((a) => a.round()), numbers((a, digits) => a.toDecimalPlaces(digitsOf(digits)))],
  min: extreme(-1),
  max: extreme(1),
  upper: [changed((a) => a.toUpperCase())],
  lower: [changed((a) => a.toLowerCase())],
  trim: [changed((a) => a.trim())],
  size: [
    operation<string>(['text'], 'number', ([a = '']) => new Exact([...a].length)),
    operation<readonly string[]>(['options'], 'number', ([chosen = []]) => new Exact(chosen.length)),
  ],
  contains: [texts((a, b) => fold(a).includes(fold(b)), 'boolean')],
  startsWith: [texts((a, b) => fold(a).startsWith(fold(b)), 'boolean')],
  endsWith: [texts((a, b) => fold(a).endsWith(fold(b)), 'boolean')],
  string: [
    operation<Decimal>(['number'], 'text', ([a]) => number(a).toFixed()),
    operation<string>(['date'], 'text', ([a = '']) => a),
  ],
  year: [partOfDate(0, 4)],
  month: [partOfDate(5, 7)],
  day: [partOfDate(8, 10)],
  addDays: [shifted('days')],
  addMonths: [shifted('months')],
  daysBetween: [
    operation<string>(['date', 'date'], 'number', ([a = '', b = '']) =>
      new Exact(startOfDay(b, 'UTC') - startOfDay(a, 'UTC')).div(DAY),
    ),
  ],
  hoursBetween: [operation<number>(['instant', 'instant'], 'number', ([a = 0, b = 0]) => new Exact(b - a).div(HOUR))],
};

/** The way of the operation that takes that many parts of these types. */
export function findWay(
  name: string,
  count: number,
  fits: (type: FormulaType, index: number) => boolean,
): Operation | undefined {
  return operations[name]?.find(({ takes, more }) => {
    const takesAll = more === true ? count >= takes.length : count === takes.length;
    const last = takes.at(-1);
    return (
      takesAll &&
      Array.from({ length: count }, (_, index) => takes[index] ?? last).every((type, index) => {
        return type !== undefined && fits(type, index);
      })
    );
  });
}
