// What can be wrong with a value on its way in. The sentences for people live where people are.

export type ProblemRule =
  | 'unknown_field'
  | 'read_only'
  | 'required'
  | 'wrong_type'
  | 'too_long'
  | 'bad_characters'
  | 'not_an_email'
  | 'not_a_phone'
  | 'not_a_url'
  | 'not_whole'
  | 'not_a_decimal'
  | 'out_of_range'
  | 'too_precise'
  | 'too_many_decimals'
  | 'not_a_date'
  | 'not_a_date_time'
  | 'not_an_option'
  | 'not_an_id'
  | 'not_a_member'
  /** No living record of the module that the lookup leads to. */
  | 'not_a_record'
  | 'not_unique'
  /** The record that has this key may be seen, but not changed. */
  | 'not_yours'
  /** A cell that isn't text in the file's encoding. */
  | 'bad_encoding'
  /** A row that isn't CSV, or has more cells than the heading. */
  | 'broken_row';

/** `field` is the field's key; `value` is what came in, untouched. */
export type FieldProblem = { readonly field: string; readonly rule: ProblemRule; readonly value: unknown };
