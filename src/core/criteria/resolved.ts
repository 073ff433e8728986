// Criteria with nothing relative left in them: what both evaluators, memory and SQL, carry out. A test is false for a
// field without a value, except `empty`; only `not` turns a false into a true.
import type { ValueShape } from '#core/records/field.ts';

export type Resolved =
  | { readonly kind: 'all'; readonly parts: readonly Resolved[] }
  | { readonly kind: 'any'; readonly parts: readonly Resolved[] }
  | { readonly kind: 'not'; readonly part: Resolved }
  | { readonly kind: 'test'; readonly field: string; readonly test: Test };

/** Folded text, canonical decimal, lower-case id, epoch milliseconds …: as the evaluators compare them. */
export type Scalar = string | number | boolean;
export type ScalarShape = Exclude<ValueShape, 'texts'>;
export type OrderedShape = 'integer' | 'decimal' | 'date' | 'instant';

export type End = { readonly value: string | number; readonly inclusive: boolean };

export type Range = {
  readonly kind: 'range';
  readonly shape: OrderedShape;
  /** Null: open. Never both. */
  readonly from: End | null;
  readonly to: End | null;
};

export type Test =
  | { readonly kind: 'empty'; readonly shape: ValueShape }
  | { readonly kind: 'one_of'; readonly shape: ScalarShape; readonly values: readonly Scalar[] }
  | { readonly kind: 'contains'; readonly text: string }
  | { readonly kind: 'starts_with'; readonly text: string }
  | { readonly kind: 'ends_with'; readonly text: string }
  /** Among the chosen options of a multi-select, which are names of choices: compared as they are, not folded. */
  | { readonly kind: 'chosen'; readonly match: 'any' | 'all'; readonly options: readonly string[] }
  | Range;
