import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { MagnifyingGlassIcon } from '@heroicons/react/16/solid';
import { useState } from 'react';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';

const SEARCH_AFTER_MS = 250;

type SearchFieldProps = {
  /** What can be searched for. */
  readonly placeholder: string;
  readonly value: string;
  readonly onChange: (wanted: string) => void;
  /** As wide as its box. */
  readonly isWide?: boolean;
};

/** Narrows a list down as one types; emptied by its cross. */
export function SearchField({ placeholder, value, onChange, isWide = false }: SearchFieldProps) {
  const { t } = useWords(generalWords);
  return (
    <TextInput
      type="search"
      size="xs"
      w={isWide ? '100%' : '16rem'}
      maw="100%"
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

/** The same where the server searches: it is asked when the typing pauses. */
export function AskingSearchField({ value, onChange, ...field }: SearchFieldProps) {
  const [text, setText] = useState(value);
  const [before, setBefore] = useState(value);
  if (before !== value) {
    setBefore(value);
    if (value === '') setText(''); // emptied from elsewhere
  }
  const ask = useDebouncedCallback(onChange, SEARCH_AFTER_MS);
  const change = (typed: string) => {
    setText(typed);
    ask(typed.trim());
  };
  return <SearchField {...field} value={text} onChange={change} />;
}
