// What a stranger entered, as text: it is shown as it came, whatever it is.
import { optionLabel } from '#web/features/records/fields/options.ts';
import type { Module } from '#web/features/records/module.ts';
import { useFormat } from '#web/i18n/format.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';

export function useEntered(fields: Module['fields']) {
  const { t, language } = useWords(generalWords);
  const format = useFormat();
  const fieldOf = (key: string) => fields.find((one) => one.key === key);
  const nameOf = (key: string): string => fieldOf(key)?.label[language] ?? key;
  const textOf = (key: string, value: unknown): string => {
    if (Array.isArray(value)) return format.list(value.map((one) => textOf(key, one)));
    if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return optionLabel(fieldOf(key) ?? { choices: [] }, text, language);
  };
  return { nameOf, textOf };
}
