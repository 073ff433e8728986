// Fields that are edited as text: what stands in the input for a value, and the value of what somebody wrote there.
import type { Field } from '#web/features/records/module.ts';
import { inputOfInstant, instantOfInput } from '#web/ui/local-time.ts';

export type FieldValue = string | number | boolean | readonly string[] | null;

export function textOfValue({ type }: Pick<Field, 'type'>, value: FieldValue): string {
  if (value === null) return '';
  return type === 'date_time' ? inputOfInstant(String(value)) : String(value);
}

/** Whether it is a good one the server says. Null: nothing was written. */
export function valueOfText({ type }: Pick<Field, 'type'>, text: string): FieldValue {
  const written = text.trim();
  if (written === '') return null;
  if (type === 'date_time') return instantOfInput(written) ?? written;
  return type === 'integer' && /^-?\d+$/.test(written) ? Number(written) : written;
}

/** Whether two values are the same for whoever reads them. */
export function isSameValue(one: FieldValue, other: FieldValue): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
