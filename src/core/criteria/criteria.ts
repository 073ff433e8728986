// The criteria language (V-1): what views, unenrolment rules, automation and reports say about a record. This is its one
// form, in memory, in JSON, in YAML and in the database:
//
//   all:
//     - { field: lead_status, is: Contacted }
//     - { field: country, in: [India, China] }
//     - any:
//         - { field: last_activity_at, more_than_ago: { days: 30 } }
//         - not: { field: annual_revenue, between: [1000, '2500.50'] }
//         - { field: email, is_empty: true }
//     - { field: account.industry, is: Software }
//     - { field: owner, belongs_to: { team: 0198f0a0-… } }
//
// A condition names a field, of the record or of one that a lookup of it leads to, and exactly one operator. What a stored text means depends on the field's type, so
// check.ts reads it with the module before it is kept, and resolve.ts before it is judged.
import type { OperandOf, Operator } from '#core/criteria/operators.ts';

export type Criteria =
  /** Met when every part is; no parts: by every record. */
  | { readonly all: readonly Criteria[] }
  /** Met when at least one part is. */
  | { readonly any: readonly Criteria[] }
  | { readonly not: Criteria }
  | Condition;

export type Condition = {
  [O in Operator]: { readonly field: string } & { readonly [Key in O]: OperandOf<O> };
}[Operator];

/** Nested deeper, or made of more groups and conditions, criteria are refused (T2). */
export const DEPTH_MAX = 8;
export const NODES_MAX = 200;
/** Values that `in`, `contains_any` and their like may list. */
export const LIST_MAX = 200;
export const TEXT_LENGTH_MAX = 1_000;
/** The largest amount of units that `in_last`, `more_than_ago` and their like may count. */
export const SPAN_MAX = 9_999;

/** Every condition, in the order of writing. */
export function* conditionsOf(criteria: Criteria): Generator<Condition> {
  if ('field' in criteria) yield criteria;
  else if ('not' in criteria) yield* conditionsOf(criteria.not);
  else for (const part of 'all' in criteria ? criteria.all : criteria.any) yield* conditionsOf(part);
}

/** The keys of the fields that the criteria need; without one of them they have no answer (K-110). */
export function fieldsOf(criteria: Criteria): ReadonlySet<string> {
  return new Set(Array.from(conditionsOf(criteria), (condition) => condition.field));
}
