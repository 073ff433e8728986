// A value as it leaves the product: instants as ISO strings, everything else as it is kept.
import type { Field, FieldValue } from '#core/records/field.ts';

export type WrittenValue = string | number | boolean | string[] | null;

export function writeValue(field: Pick<Field, 'type'> | undefined, value: FieldValue): WrittenValue {
  if (field?.type === 'date_time' && typeof value === 'number') return new Date(value).toISOString();
  return typeof value === 'object' && value !== null ? [...value] : value;
}
