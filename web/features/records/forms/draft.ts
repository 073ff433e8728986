// A record while it is written in a form: text as it stands in the inputs, what was chosen, where a lookup leads.
import { type FieldValue, isSameValue, textOfValue, valueOfText } from '#web/features/records/fields/field-text.ts';
import type { Field, Module, Named, ShownRecord } from '#web/features/records/module.ts';

export type Written = string | boolean | readonly string[] | Named | null;
export type Draft = Readonly<Record<string, Written>>;
type Values = Record<string, FieldValue>;

/** Of a new record: what its fields say, and what is given beyond. */
export function newDraft({ fields }: Module, given: Draft): Draft {
  const defaults = fields
    .filter((field) => field.default !== null && !field.readOnly)
    .map((field) => [field.key, writtenOf(field, field.default, null)] as const);
  return { ...Object.fromEntries(defaults), ...given };
}

export function draftOf({ fields }: Module, record: ShownRecord): Draft {
  return Object.fromEntries(
    fields.map((field) => {
      const value = record.values[field.key] ?? null;
      return [field.key, writtenOf(field, value, record.lookups[field.key] ?? null)] as const;
    }),
  );
}

export function writtenOf(field: Pick<Field, 'type'>, value: FieldValue, leadsTo: Named | null): Written {
  if (field.type === 'boolean') return value === true;
  if (field.type === 'lookup') return leadsTo;
  return isList(value) ? value : textOfValue(field, value);
}

/** What the API takes of it. What is empty is left out, unless it would be filled then. */
export function valuesOf(fields: readonly Field[], draft: Draft): Values {
  const values: Values = {};
  for (const field of fields) {
    const value = valueOf(field, draft[field.key] ?? null);
    const isFilled = field.default !== null && !field.readOnly;
    if (value !== null || isFilled) values[field.key] = value;
  }
  return values;
}

/** Only what differs from the record as it was. */
export function changedValues(fields: readonly Field[], draft: Draft, { values: before }: ShownRecord): Values {
  const changed: Values = {};
  for (const field of fields) {
    const value = valueOf(field, draft[field.key] ?? null);
    if (!isSameValue(value, before[field.key] ?? null)) changed[field.key] = value;
  }
  return changed;
}

export function valueOf(field: Pick<Field, 'type'>, written: Written): FieldValue {
  if (typeof written === 'string') return valueOfText(field, written);
  if (written === null || typeof written === 'boolean') return written;
  if ('id' in written) return written.id;
  return written.length === 0 ? null : written;
}

/** Array.isArray() doesn't know lists that nobody may change. */
function isList(value: FieldValue): value is readonly string[] {
  return Array.isArray(value);
}
