// A record as the API gives it: instants as ISO strings, everything else as it is kept.
import { writeValue } from '#actions/records/write-value.ts';
import { recordName } from '#actions/records/record-name.ts';
import type { ShownRecord } from '#actions/records/show-records.ts';
import type { Value } from '#contract/endpoint.ts';
import { failureWords } from '#contract/formula-words.ts';
import type { record as recordSchema } from '#contract/records.ts';
import { formulaValues } from '#core/formulas/formula-values.ts';
import type { CrmRecord, Field, FieldValue } from '#core/records/field.ts';

type Described = Value<typeof recordSchema>;

export function describeRecord({ module, record, names }: ShownRecord): Described {
  const values = module.fields.map(
    (field) => [field.key, describeValue(field, record.values[field.key] ?? null)] as const,
  );
  const lookups = module.fields.flatMap(({ key, type }) => {
    const named = type === 'lookup' ? names.get(String(record.values[key])) : undefined;
    return named === undefined ? [] : [[key, { ...named }] as const];
  });
  const failures = Object.entries(formulaValues(module, record.values).failures);
  return {
    id: record.publicId,
    revision: record.revision,
    name: recordName(record),
    values: Object.fromEntries(values),
    problems: Object.fromEntries(failures.map(([key, code]) => [key, { ...failureWords(code) }])),
    lookups: Object.fromEntries(lookups),
  };
}

export function describeValue(field: Pick<Field, 'type'> | undefined, value: FieldValue): Described['values'][string] {
  return writeValue(field, value);
}

/** How lists name a record of anything. */
export function nameRecord(record: CrmRecord | null): { id: string; module: string; name: string } | null {
  return record === null ? null : { id: record.publicId, module: record.module, name: recordName(record) };
}
