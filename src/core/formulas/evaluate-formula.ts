// The value of a formula for one record. What is missing stays missing: an operation without one of its parts has no value,
// but for the special forms. It must be checked before (check-formula.ts).
import type { Expression } from '#core/formulas/expression.ts';
import { findWay } from '#core/formulas/operations.ts';
import { isSpecial, type SpecialForm } from '#core/formulas/special.ts';
import { Exact, type FormulaType, type Value } from '#core/formulas/value.ts';
import { Decimal } from 'decimal.js';

/** A field's value, null where the record has none. */
export type ReadField = (field: string) => Value | null;

/** Throws FormulaFailure where it can't be calculated, like a division by zero. */
export function evaluateFormula(expression: Expression, read: ReadField): Value | null {
  switch (expression.kind) {
    case 'text':
    case 'boolean':
      return expression.value;
    case 'number':
      return new Exact(expression.value);
    case 'null':
      return null;
    case 'field':
      return read(expression.field);
    case 'call':
      return valueOfCall(expression, read);
  }
}

type Call = Extract<Expression, { kind: 'call' }>;

function valueOfCall({ name, parts }: Call, read: ReadField): Value | null {
  if (isSpecial(name)) return special[name](parts, read);
  if (name === '==' || name === '!=') {
    const named = parts.find(({ kind }) => kind !== 'null');
    const isAboutNothing = parts.some(({ kind }) => kind === 'null');
    if (isAboutNothing) return isEmpty(named === undefined ? null : evaluateFormula(named, read)) === (name === '==');
  }
  const values: Value[] = [];
  for (const part of parts) {
    const value = evaluateFormula(part, read);
    if (value === null) return null;
    values.push(value);
  }
  const way = findWay(name, values.length, (type, index) => isOf(values[index] ?? '', type));
  if (way === undefined) throw new Error(`a formula that was not checked: ${name}`);
  return way.compute(values);
}

function isEmpty(value: Value | null): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

const special: Readonly<Record<SpecialForm, (parts: readonly Expression[], read: ReadField) => Value | null>> = {
  '&&': (parts, read) => joined(parts, read, false),
  '||': (parts, read) => joined(parts, read, true),
  '?:': ([test, yes, no], read) => {
    const met = test === undefined ? null : evaluateFormula(test, read);
    const chosen = met === true ? yes : no;
    return met === null || chosen === undefined ? null : evaluateFormula(chosen, read);
  },
  coalesce: (parts, read) => {
    for (const part of parts) {
      const value = evaluateFormula(part, read);
      if (!isEmpty(value)) return value;
    }
    return null;
  },
  isEmpty: ([part], read) => part === undefined || isEmpty(evaluateFormula(part, read)),
};

/** One part that decides is enough, whatever the others lack. */
function joined(parts: readonly Expression[], read: ReadField, decisive: boolean): boolean | null {
  let isMissing = false;
  for (const part of parts) {
    const value = evaluateFormula(part, read);
    if (value === decisive) return decisive;
    if (value === null) isMissing = true;
  }
  return isMissing ? null : !decisive;
}

/** A date and a text are both strings: the check has told them apart, and no operation takes both in one way. */
function isOf(value: Value, type: FormulaType): boolean {
  switch (type) {
    case 'number':
      return value instanceof Decimal;
    case 'text':
    case 'date':
      return typeof value === 'string';
    case 'instant':
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    case 'options':
      return Array.isArray(value);
  }
}
