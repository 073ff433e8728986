// What templates may say of a record: plain values, dates and choices written for the reader.
import type { FieldValue, Module, RecordValues } from '#core/records/field.ts';
import { fieldOf } from '#core/records/field.ts';
import type { MergeData, MergeValue } from '#core/message/template.ts';
import { localClock, localDate } from '#core/time/calendar.ts';
import type { Member } from '#storage/organizations/members.ts';
import type { Names } from '#actions/records/show-records.ts';
import type { Organization } from '#storage/organizations/organizations.ts';

export type MergeSource = {
  readonly organization: Organization;
  readonly module: Module;
  readonly record: RecordValues;
  readonly owner: Member | null;
  /** Of the records that lookups lead to: a letter tells names, never ids. */
  readonly names: Names;
  readonly unsubscribeUrl: string;
};

export function mergeDataOf(source: MergeSource): MergeData {
  const { organization, module, record, owner, names, unsubscribeUrl } = source;
  const values: Record<string, MergeValue> = {};
  for (const [key, value] of Object.entries(record.values)) {
    const type = fieldOf(module, key)?.type;
    const zone = type === 'date_time' ? organization.timeZone : null;
    values[key] = type === 'lookup' ? (names.get(String(value))?.name ?? null) : mergeValue(value, zone);
  }
  return {
    record: values,
    owner: { name: owner?.name ?? organization.name, email: owner?.email ?? '' },
    organization: { name: organization.name },
    unsubscribe_url: unsubscribeUrl,
  };
}

function mergeValue(value: FieldValue, zone: string | null): MergeValue {
  if (typeof value === 'number' && zone !== null) return `${localDate(value, zone)} ${localClock(value, zone)}`;
  return typeof value === 'object' && value !== null ? [...value] : value;
}
