// What can be wrong with criteria, by code; the sentences for people are made from it elsewhere.
import type { Module } from '#core/records/field.ts';

export const problemCodes = [
  'not_criteria',
  'key_unknown',
  'not_a_list',
  'group_empty',
  'too_deep',
  'too_many_parts',
  'field_missing',
  'field_unknown',
  'operator_missing',
  'operator_unknown',
  'operators_several',
  'operator_not_of_field',
  'operand_wrong',
  'text_empty',
  'text_too_long',
  'text_not_storable',
  'option_unknown',
  'list_empty',
  'list_too_long',
  'ends_reversed',
  'unit_wrong',
  'amount_out_of_range',
  'people_wrong',
  'people_unknown',
] as const;
export type ProblemCode = (typeof problemCodes)[number];

export type Problem = {
  readonly code: ProblemCode;
  /** 'all/0/any/1/is': where in the criteria; '' is the whole. */
  readonly path: string;
  /** What the sentence names: a key, a field, a limit, the kind of value expected. */
  readonly params: Readonly<Record<string, string | number>>;
};

/** More are not told: a broken file needn't be answered line by line. */
export const PROBLEMS_MAX = 100;

/** What the parts of the check hand on. `report` answers null, which stands for "couldn't be read". */
export type Reading = {
  readonly module: Module;
  readonly report: (code: ProblemCode, path: string, params?: Problem['params']) => null;
};

export function at(path: string, step: string | number): string {
  return path === '' ? String(step) : `${path}/${step}`;
}

/** A hostile text, short and whole enough to stand in a message. */
export function shown(text: string): string {
  return text.slice(0, 80).replace(/\p{Surrogate}/gu, '\ufffd');
}

/** Objects as JSON and YAML make them; no arrays, no instances, nothing with a prototype of its own. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
