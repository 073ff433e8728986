// A record as the API gives it: instants as ISO strings, everything else as it is kept.
import { recordName } from '#actions/records/record-name.ts';
import type { Value } from '#contract/endpoint.ts';
import type { record as recordSchema } from '#contract/leads.ts';
import type { CrmRecord, Field, FieldValue, Module } from '#core/records/field.ts';

type Described = Value<typeof recordSchema>;

export function describeRecord(module: Module, record: CrmRecord): Described {
  const values = module.fields.map(
    (field) => [field.key, describeValue(field, record.values[field.key] ?? null)] as const,
  );
  return {
    id: record.publicId,
    revision: record.revision,
    name: recordName(record),
    values: Object.fromEntries(values),
  };
}

export function describeValue(field: Pick<Field, 'type'> | undefined, value: FieldValue): Described['values'][string] {
  if (field?.type === 'date_time' && typeof value === 'number') return new Date(value).toISOString();
  return typeof value === 'object' && value !== null ? [...value] : value;
}

/** How lists name a record of anything. */
export function nameRecord(record: CrmRecord | null): { id: string; name: string } | null {
  return record === null ? null : { id: record.publicId, name: recordName(record) };
}
