// Stored values as the reader calls them: options in their language, users by name.
import type { Language } from '#contract/errors.ts';
import type { Criteria } from '#core/criteria/criteria.ts';
import type { NameValue } from '#core/criteria/explain.ts';
import type { ReadValue } from '#core/criteria/parse-text.ts';
import type { Module } from '#core/records/field.ts';
import { useRead } from '#web/api/hooks.ts';
import { lookupsIn, useRecordNames } from '#web/criteria/record-names.ts';
import { optionLabel } from '#web/features/records/fields/options.ts';

type User = { readonly id: string; readonly name: string };

export type Named = {
  readonly users: readonly User[];
  /** By public id. */
  readonly records?: ReadonlyMap<string, string>;
  readonly language: Language;
};

const NO_RECORDS: ReadonlyMap<string, string> = new Map();

export function useNameValue(language: Language): NameValue {
  return nameValueFor({ users: useUsers(), language });
}

/** As useNameValue, and the records that lookups of the criteria lead to. */
export function useNamed(criteria: Criteria, module: Module, language: Language): Named {
  return { users: useUsers(), records: useRecordNames(lookupsIn(criteria, module)), language };
}

export function useUsers(): readonly User[] {
  return useRead('listUsers').data?.items ?? [];
}

/** The way back: what is stored for that name. */
export function readValueFor({ users, records = NO_RECORDS, language }: Named): ReadValue {
  return (name, field) => {
    if (field.type === 'user') return users.find((user) => user.name === name)?.id ?? null;
    if (field.type === 'lookup') return [...records].find(([, known]) => known === name)?.[0] ?? null;
    return field.options.find((option) => optionLabel(field, option, language) === name) ?? null;
  };
}

export function nameValueFor({ users, records = NO_RECORDS, language }: Named): NameValue {
  return (literal, field) => {
    if (field.type === 'user') return users.find(({ id }) => id === literal)?.name ?? null;
    if (field.type === 'lookup') return records.get(String(literal)) ?? null;
    return field.options.includes(String(literal)) ? optionLabel(field, String(literal), language) : null;
  };
}
