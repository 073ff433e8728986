// The values of a module's formula fields for one record, each after those that it is worked out from. A formula that names
// a field which was retired is left out: what the record holds in it stays.
import { Decimal } from 'decimal.js';
import { evaluateFormula } from '#core/formulas/evaluate-formula.ts';
import { type FailureCode, FormulaFailure } from '#core/formulas/problem.ts';
import { Exact, formulaTypeOf, type Value, valueFrom } from '#core/formulas/value.ts';
import {
  type Field,
  type FieldValue,
  type FieldValues,
  fieldOf,
  type Module,
  shapeOf,
  valueOf,
} from '#core/records/field.ts';
import type { ProblemRule } from '#core/records/field-problem.ts';
import { checkGiven, WHOLE_DIGITS_MAX } from '#core/records/validate.ts';

/** `failures`: why a field has no value though nothing is missing. */
export type FormulaValues = {
  readonly values: FieldValues;
  readonly failures: Readonly<Record<string, FailureCode>>;
};

const NOTHING: FormulaValues = { values: {}, failures: {} };

export function formulaValues(module: Module, record: FieldValues): FormulaValues {
  const formulas = module.fields.filter(({ calculation = null }) => calculation !== null);
  if (formulas.length === 0) return NOTHING;
  const working: Working = { module, record, values: {}, failures: {}, open: new Set() };
  for (const field of formulas) work(field, working);
  return working;
}

type Working = {
  readonly module: Module;
  readonly record: FieldValues;
  readonly values: Record<string, FieldValue>;
  readonly failures: Record<string, FailureCode>;
  /** Those whose parts are being worked out. */
  readonly open: Set<string>;
};

class Unknown extends Error {}

function work(field: Field, working: Working): void {
  const { calculation = null } = field;
  if (calculation === null || Object.hasOwn(working.values, field.key)) return;
  if (working.open.has(field.key)) throw new Unknown();
  working.open.add(field.key);
  try {
    const value = evaluateFormula(calculation.expression, (key) => read(key, working));
    working.values[field.key] = value === null ? null : storedFrom(field, value);
  } catch (error) {
    if (error instanceof FormulaFailure) {
      working.values[field.key] = null;
      working.failures[field.key] = error.code;
    } else if (!(error instanceof Unknown)) throw error;
  } finally {
    working.open.delete(field.key);
  }
}

function read(key: string, working: Working): Value | null {
  const { module, record, values } = working;
  const field = fieldOf(module, key);
  const type = field === undefined ? null : formulaTypeOf(shapeOf[field.type]);
  if (field === undefined || type === null) throw new Unknown();
  work(field, working);
  const isWorkedOut = Object.hasOwn(values, key);
  if ((field.calculation ?? null) !== null && !isWorkedOut) throw new Unknown();
  return valueFrom(field, isWorkedOut ? (values[key] ?? null) : valueOf({ values: record }, key), type);
}

const MONEY_DIGITS = 2;
const DIGITS_MAX = 10;

const failureOf: Readonly<Partial<Record<ProblemRule, FailureCode>>> = {
  too_long: 'value_too_long',
  out_of_range: 'out_of_range',
};

/** As a field of its type keeps it: a number with as many decimals as it takes. */
function storedFrom(field: Field, value: Value): FieldValue {
  const given = value instanceof Decimal ? numberFor(field, value) : value;
  const checked = checkGiven(field, given);
  if ('value' in checked) return checked.value;
  throw new FormulaFailure(failureOf[checked.rule] ?? 'value_not_fit');
}

function numberFor({ type, fractionDigits = null }: Field, value: Decimal): number | string {
  if (type === 'integer') return value.round().toNumber();
  const digits = fractionDigits ?? (type === 'currency' ? MONEY_DIGITS : DIGITS_MAX);
  const rounded = value.toDecimalPlaces(digits, Exact.rounding);
  if (rounded.e >= WHOLE_DIGITS_MAX) throw new FormulaFailure('out_of_range');
  return rounded.toFixed();
}
