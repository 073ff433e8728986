// What formulas calculate with.
import { Decimal } from 'decimal.js';
import { type Field, type FieldValue, type ValueShape } from '#core/records/field.ts';

/** `options`: what is chosen in a multi-select. */
export type FormulaType = 'text' | 'number' | 'boolean' | 'date' | 'instant' | 'options';

/** By type: string, Exact, boolean, 'YYYY-MM-DD', epoch milliseconds, the chosen options. */
export type Value = string | number | boolean | Decimal | readonly string[];

/** Enough for the product of two of the largest numbers that fields hold; halves go up. */
export const Exact = Decimal.clone({ precision: 80, rounding: Decimal.ROUND_HALF_UP });

const typeOfShape: Readonly<Record<ValueShape, FormulaType | null>> = {
  text: 'text',
  integer: 'number',
  decimal: 'number',
  boolean: 'boolean',
  date: 'date',
  instant: 'instant',
  texts: 'options',
  id: null,
};

/** Null: a formula can do nothing with it. */
export function formulaTypeOf(shape: ValueShape): FormulaType | null {
  return typeOfShape[shape];
}

/** A field's value as formulas know it. A box that nobody ticked is not ticked. */
export function valueFrom({ calculation = null }: Field, stored: FieldValue, type: FormulaType): Value | null {
  if (stored === null) return type === 'boolean' && calculation === null ? false : null;
  return type === 'number' ? new Exact(String(stored)) : stored;
}
