// Stored values as the reader calls them: options in their language, users by name.
import type { Language } from '#contract/errors.ts';
import type { NameValue } from '#core/criteria/explain.ts';
import { useRead } from '#web/api/hooks.ts';
import { optionLabel } from '#web/features/leads/options.ts';

type User = { readonly id: string; readonly name: string };

export function useNameValue(language: Language): NameValue {
  return nameValueFor(useUsers(), language);
}

export function useUsers(): readonly User[] {
  return useRead('listUsers').data?.items ?? [];
}

export function nameValueFor(users: readonly User[], language: Language): NameValue {
  return (literal, field) => {
    if (field.type === 'user') return users.find(({ id }) => id === literal)?.name ?? null;
    return field.options.includes(String(literal)) ? optionLabel(String(literal), language) : null;
  };
}
