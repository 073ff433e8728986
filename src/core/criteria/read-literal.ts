// What a literal means as a value of a field: the same reading for the check and for both evaluators.
import { Decimal } from 'decimal.js';
import type { Literal } from '#core/criteria/operators.ts';
import type { Scalar, ScalarShape } from '#core/criteria/resolved.ts';
import type { ValueShape } from '#core/records/field.ts';
import { fold } from '#core/records/fold.ts';
import { readInstant } from '#core/time/read-instant.ts';

/** More digits than these a JavaScript number doesn't keep; longer ones are written as text. */
const DIGITS_OF_A_NUMBER = 15;
const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && uuidForm.test(value);
}

const decimalForm = /^-?\d{1,60}(\.\d{1,60})?$/;

/** The canonical text of a decimal, no float ever between: '2.50' and 2.5 are '2.5'. Null: not a decimal, or too long. */
export function readDecimal(literal: unknown): string | null {
  if (typeof literal === 'number') {
    if (!Number.isFinite(literal)) return null;
    const decimal = new Decimal(literal);
    return decimal.precision() > DIGITS_OF_A_NUMBER ? null : readDecimal(decimal.toFixed());
  }
  if (typeof literal !== 'string' || !decimalForm.test(literal)) return null;
  return canonicalDecimal(literal);
}

export function canonicalDecimal(text: string): string {
  return new Decimal(text).toFixed();
}

/** Less than 0, 0, more than 0. A day and an instant are not put in order: that takes a zone. */
export function compareLiterals(a: Literal, b: Literal, shape: ValueShape): number {
  if (shape === 'decimal') return new Decimal(String(a)).cmp(String(b));
  if (shape === 'instant') {
    const [first, second] = [readInstant(String(a)), readInstant(String(b))];
    if (first !== null && second !== null) return first - second;
    if (first !== null || second !== null) return 0;
  }
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The value to compare with, of a literal that was checked for a field of that shape. Not for days of an instant. */
export function readScalar(literal: Literal, shape: ScalarShape): Scalar {
  const value = scalarReaders[shape](literal);
  if (value === null) throw new Error(`not a value of a field of ${shape}: ${JSON.stringify(literal)}`);
  return value;
}

const scalarReaders: Readonly<Record<ScalarShape, (literal: Literal) => Scalar | null>> = {
  text: (literal) => (typeof literal === 'string' ? fold(literal) : null),
  integer: (literal) => (typeof literal === 'number' ? literal : null),
  decimal: readDecimal,
  date: (literal) => (typeof literal === 'string' ? literal : null),
  instant: (literal) => readInstant(String(literal)),
  boolean: (literal) => (typeof literal === 'boolean' ? literal : null),
  id: (literal) => (typeof literal === 'string' ? literal.toLowerCase() : null),
};
