import { CloseButton, TextInput } from '@mantine/core';
import { MagnifyingGlassIcon } from '@heroicons/react/16/solid';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';

type SearchFieldProps = {
  /** What can be searched for. */
  readonly placeholder: string;
  readonly value: string;
  readonly onChange: (wanted: string) => void;
};

/** Narrows a list down as one types; emptied by its cross. */
export function SearchField({ placeholder, value, onChange }: SearchFieldProps) {
  const { t } = useWords(generalWords);
  return (
    <TextInput
      type="search"
      size="xs"
      w="16rem"
      aria-label={t('search')}
      placeholder={placeholder}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      leftSection={<MagnifyingGlassIcon width={16} aria-hidden />}
      rightSection={
        value === '' ? null : <CloseButton size="xs" aria-label={t('clear')} onClick={() => onChange('')} />
      }
    />
  );
}
