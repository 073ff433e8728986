// What templates may say of a record: plain values, dates and choices written for the reader.
import type { CrmRecord, FieldValue, Module } from '#core/records/field.ts';
import { fieldOf } from '#core/records/field.ts';
import type { MergeData, MergeValue } from '#core/message/template.ts';
import { localDate } from '#core/time/calendar.ts';
import type { Member } from '#storage/organizations/members.ts';
import type { Organization } from '#storage/organizations/organizations.ts';

export type MergeSource = {
  readonly organization: Organization;
  readonly module: Module;
  readonly record: CrmRecord;
  readonly owner: Member | null;
  readonly unsubscribeUrl: string;
};

export function mergeDataOf({ organization, module, record, owner, unsubscribeUrl }: MergeSource): MergeData {
  const values: Record<string, MergeValue> = {};
  for (const [key, value] of Object.entries(record.values)) {
    values[key] = mergeValue(value, fieldOf(module, key)?.type === 'date_time' ? organization.timeZone : null);
  }
  return {
    record: values,
    owner: { name: owner?.name ?? organization.name, email: owner?.email ?? '' },
    organization: { name: organization.name },
    unsubscribe_url: unsubscribeUrl,
  };
}

function mergeValue(value: FieldValue, zone: string | null): MergeValue {
  if (typeof value === 'number' && zone !== null) return localDate(value, zone);
  return typeof value === 'object' && value !== null ? [...value] : value;
}
