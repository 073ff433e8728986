// the one validator of every way in (UI, API, import, automation). It turns what came in into the field's one
// typed, canonical value, or names field, rule and value of everything that is wrong, all at once. It must never round,
// cut or guess: a value is kept exactly (an instant to its millisecond) or refused.
import { Decimal } from 'decimal.js';
import { checkText, isPlainText, isTextType } from '#core/records/check-text.ts';
import { type Field, type FieldValue, type FieldValues, fieldOf, type Module } from '#core/records/field.ts';
import type { FieldProblem, ProblemRule } from '#core/records/field-problem.ts';
import { fold } from '#core/records/fold.ts';
import { isDate } from '#core/time/calendar.ts';
import { readInstant } from '#core/time/read-instant.ts';

export type Checked =
  | { readonly ok: true; readonly values: FieldValues }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] };

type CheckedValue = { readonly value: FieldValue } | { readonly rule: ProblemRule };

/** Digits that a decimal may have before and after its point. */
export const WHOLE_DIGITS_MAX = 20;
const FRACTION_DIGITS_MAX = 10;
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,2})?$/i;
/** A JSON number is a float: with more digits it need not be what was written. */
const FLOAT_DIGITS_MAX = 15;
/** From the year 1000: before, the dates that PostgreSQL writes are not read back surely. */
const INSTANT_MIN = Date.UTC(1000, 0, 1);
const INSTANT_MAX = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * Input as JSON gives it: text, numbers, true and false, lists of options, date-times in ISO 8601 with an offset. Null
 * and '' mean "no value". On 'update' only the given fields are looked at; on 'create' the others get their defaults.
 */
export function checkValues(
  module: Module,
  input: Readonly<Record<string, unknown>>,
  mode: 'create' | 'update',
): Checked {
  const values: Record<string, FieldValue> = {};
  const problems: FieldProblem[] = [];
  for (const [key, given] of Object.entries(input)) {
    if (given === undefined) continue;
    const field = fieldOf(module, key);
    const checked = checkOne(field, given);
    if ('rule' in checked) problems.push({ field: key, rule: checked.rule, value: given });
    else values[key] = checked.value;
  }
  if (mode === 'create') {
    for (const field of module.fields) {
      if (Object.hasOwn(input, field.key) && input[field.key] !== undefined) continue;
      const initial = defaultOf(field);
      if (initial !== null) values[field.key] = initial;
      else if (field.required) problems.push({ field: field.key, rule: 'required', value: null });
    }
  }
  return problems.length === 0 ? { ok: true, values } : { ok: false, problems };
}

/** What new records hold in these fields when nothing is said of them. */
export function initialValues(fields: readonly Field[]): FieldValues {
  const values = fields.map((field) => [field.key, defaultOf(field)] as const);
  return Object.fromEntries(values.filter(([, value]) => value !== null));
}

/** Null: the field starts empty, as it does where its default no longer fits it. */
function defaultOf(field: Field): FieldValue {
  if ((field.default ?? null) === null) return null;
  const checked = checkOne(field, field.default);
  return 'rule' in checked ? null : checked.value;
}

/** Whether a field could start with it. */
export function fitsField(field: Field, value: unknown): boolean {
  return !('rule' in checkOne(field, value));
}

function checkOne(field: Field | undefined, given: unknown): CheckedValue {
  if (field === undefined) return { rule: 'unknown_field' };
  if (field.readOnly) return { rule: 'read_only' };
  const checked = given === null ? { value: null } : checkGiven(field, given);
  if ('rule' in checked || checked.value !== null) return checked;
  // A box is ticked or not: there is no third state.
  if (field.type === 'boolean') return { value: false };
  return field.required ? { rule: 'required' } : checked;
}

/** As a field of its type keeps it, whoever works it out. */
export function checkGiven(field: Field, given: unknown): CheckedValue {
  const { type } = field;
  if (given === '') return { value: null };
  if (type === 'multi_select') return checkOptions(field, given);
  if (type === 'boolean') return typeof given === 'boolean' ? { value: given } : { rule: 'wrong_type' };
  if (type === 'integer') return checkInteger(given);
  if (type === 'decimal' || type === 'currency' || type === 'percent') return checkFraction(field, checkDecimal(given));
  if (typeof given !== 'string') return { rule: 'wrong_type' };
  if (isTextType(type)) return checkLength(field, checkText(type, given));
  const text = given.trim();
  if (text === '') return { value: null };
  if (type === 'pick_list') return checkOption(field, text);
  if (type === 'date') return isDate(text) ? { value: text } : { rule: 'not_a_date' };
  if (type === 'date_time') return checkInstant(text);
  return UUID.test(text.toLowerCase()) ? { value: text.toLowerCase() } : { rule: 'not_an_id' };
}

function checkLength({ lengthMax = null }: Field, checked: CheckedValue): CheckedValue {
  const isLong = lengthMax !== null && 'value' in checked && String(checked.value ?? '').length > lengthMax;
  return isLong ? { rule: 'too_long' } : checked;
}

function checkFraction({ fractionDigits = null }: Field, checked: CheckedValue): CheckedValue {
  if (fractionDigits === null || 'rule' in checked || checked.value === null) return checked;
  const places = new Decimal(String(checked.value)).decimalPlaces();
  return places > fractionDigits ? { rule: 'too_many_decimals' } : checked;
}

function checkInteger(given: unknown): CheckedValue {
  if (typeof given !== 'number') return { rule: 'wrong_type' };
  if (!Number.isInteger(given)) return { rule: 'not_whole' };
  // The sum turns -0, which no database keeps, into 0.
  return Number.isSafeInteger(given) ? { value: given + 0 } : { rule: 'out_of_range' };
}

function checkDecimal(given: unknown): CheckedValue {
  if (typeof given === 'number') {
    const exact = Number.isFinite(given) && new Decimal(given).precision() <= FLOAT_DIGITS_MAX;
    return exact ? checkDecimal(String(given)) : { rule: 'too_precise' };
  }
  if (typeof given !== 'string') return { rule: 'wrong_type' };
  const text = given.trim();
  if (text === '') return { value: null };
  if (text.length > 100 || !DECIMAL.test(text)) return { rule: 'not_a_decimal' };
  // The constructor is exact whatever the precision of calculations is.
  const decimal = new Decimal(text);
  if (decimal.decimalPlaces() > FRACTION_DIGITS_MAX) return { rule: 'too_precise' };
  if (decimal.e >= WHOLE_DIGITS_MAX) return { rule: 'out_of_range' };
  return { value: decimal.isZero() ? '0' : decimal.toFixed() };
}

/** Digits beyond the millisecond, as some programs write them, are left out. */
function checkInstant(text: string): CheckedValue {
  const at = readInstant(text.replace(/(\.\d{3})\d{1,6}(?=Z|[+-])/, '$1'));
  if (at === null) return { rule: 'not_a_date_time' };
  return at >= INSTANT_MIN && at <= INSTANT_MAX ? { value: at } : { rule: 'out_of_range' };
}

/** The option as the field spells it: case and width of what was given don't matter. */
function checkOption(field: Field, text: string): CheckedValue {
  if (!isPlainText(text)) return { rule: 'bad_characters' };
  const folded = fold(text);
  const option = field.options.find((each) => each === text) ?? field.options.find((each) => fold(each) === folded);
  return option === undefined ? { rule: 'not_an_option' } : { value: option };
}

/** The chosen options in the field's order, each once. */
function checkOptions(field: Field, given: unknown): CheckedValue {
  if (!Array.isArray(given)) return { rule: 'wrong_type' };
  const chosen = new Set<string>();
  for (const each of given as readonly unknown[]) {
    if (typeof each !== 'string') return { rule: 'wrong_type' };
    const checked = checkOption(field, each.trim());
    if ('rule' in checked) return checked;
    chosen.add(checked.value as string); // an option, since it has no rule against it
  }
  return { value: chosen.size === 0 ? null : field.options.filter((option) => chosen.has(option)) };
}
