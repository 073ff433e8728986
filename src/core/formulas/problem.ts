// What can be wrong with a formula, and what can go wrong with a value of it, by code; the sentences are contract's.

export const formulaProblemCodes = [
  'syntax',
  'too_long',
  'too_large',
  'not_supported',
  'field_unknown',
  'field_itself',
  'field_not_usable',
  'formulas_in_circle',
  'function_unknown',
  'parts_wrong',
  'result_wrong',
] as const;
export type FormulaProblemCode = (typeof formulaProblemCodes)[number];

export type FormulaProblem = {
  readonly code: FormulaProblemCode;
  /** Where in the text, in UTF-16 units. */
  readonly at: number;
  /** What the sentence names. */
  readonly params: Readonly<Record<string, string | number>>;
};

export const failureCodes = ['division_by_zero', 'out_of_range', 'value_too_long', 'value_not_fit'] as const;
/** Why a record has no value in a formula field though nothing is missing. */
export type FailureCode = (typeof failureCodes)[number];

export class FormulaFailure extends Error {
  readonly code: FailureCode;

  constructor(code: FailureCode) {
    super(code);
    this.code = code;
  }
}
