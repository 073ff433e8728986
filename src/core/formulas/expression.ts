// A formula once it has been read: plain data that is kept with its field, so that whoever saves a record needs no parser.
// Numbers are decimals, written as text, and never floats.

export type Expression = { readonly at: number } & (
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'number'; readonly value: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' }
  | { readonly kind: 'field'; readonly field: string }
  /** An operator or a function, by its name in operations.ts. */
  | { readonly kind: 'call'; readonly name: string; readonly parts: readonly Expression[] }
);

/** `text` is what a person wrote; an expression's `at` is a place in it, in UTF-16 units. */
export type Formula = { readonly text: string; readonly expression: Expression };

export const FORMULA_LENGTH_MAX = 2_000;
export const FORMULA_NODES_MAX = 200;
export const FORMULA_DEPTH_MAX = 30;

/** The fields that a formula names, each once. */
export function fieldsNamed(expression: Expression): ReadonlySet<string> {
  if (expression.kind === 'field') return new Set([expression.field]);
  if (expression.kind !== 'call') return new Set();
  return new Set(expression.parts.flatMap((part) => [...fieldsNamed(part)]));
}
