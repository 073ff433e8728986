// Stored values as the reader calls them: options in their language, users by name.
import type { Language } from '#contract/errors.ts';
import type { NameValue } from '#core/criteria/explain.ts';
import type { ReadValue } from '#core/criteria/parse-text.ts';
import { useRead } from '#web/api/hooks.ts';
import { optionLabel } from '#web/features/leads/options.ts';

type User = { readonly id: string; readonly name: string };

export function useNameValue(language: Language): NameValue {
  return nameValueFor(useUsers(), language);
}

export function useUsers(): readonly User[] {
  return useRead('listUsers').data?.items ?? [];
}

/** The way back: what is stored for that name. */
export function readValueFor(users: readonly User[], language: Language): ReadValue {
  return (name, field) => {
    if (field.type === 'user') return users.find((user) => user.name === name)?.id ?? null;
    return field.options.find((option) => optionLabel(field, option, language) === name) ?? null;
  };
}

export function nameValueFor(users: readonly User[], language: Language): NameValue {
  return (literal, field) => {
    if (field.type === 'user') return users.find(({ id }) => id === literal)?.name ?? null;
    return field.options.includes(String(literal)) ? optionLabel(field, String(literal), language) : null;
  };
}
