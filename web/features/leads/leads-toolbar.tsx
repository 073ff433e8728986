import { Button } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { FunnelIcon } from '@heroicons/react/16/solid';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { viewWords } from '#web/features/leads/views/words.ts';
import { leadsWords } from '#web/features/leads/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { useKey } from '#web/ui/keys.ts';
import { SearchField } from '#web/ui/search-field.tsx';

const SEARCH_AFTER_MS = 250;

type LeadsToolbarProps = {
  readonly hasFilter: boolean;
  readonly isFiltering: boolean;
  readonly onFiltering: () => void;
};

export function LeadsToolbar({ hasFilter, isFiltering, onFiltering }: LeadsToolbarProps) {
  const { t } = useWords(viewWords);
  useKey({ key: 'f', says: t('filter') }, onFiltering);
  return (
    <>
      <SearchBox />
      <Button
        variant={hasFilter ? 'light' : 'default'}
        leftSection={<FunnelIcon width={14} aria-hidden />}
        aria-expanded={isFiltering}
        onClick={onFiltering}
      >
        {t(hasFilter ? 'filterOn' : 'filter')}
      </Button>
    </>
  );
}

function SearchBox() {
  const { t } = useWords(leadsWords);
  const search = useSearch({ from: paths.leads });
  const navigate = useNavigate();
  const [text, setText] = useState(search.q ?? '');
  const [before, setBefore] = useState(search.q);
  if (before !== search.q) {
    setBefore(search.q);
    if (search.q === undefined) setText(''); // somebody went to the whole list
  }
  const look = useDebouncedCallback((wanted: string) => {
    const { q: _q, ...others } = search;
    const q = wanted.trim();
    void navigate({ to: paths.leads, search: q === '' ? others : { ...others, q }, replace: true });
  }, SEARCH_AFTER_MS);
  const change = (wanted: string) => {
    setText(wanted);
    look(wanted);
  };
  return <SearchField placeholder={t('searchPlaceholder')} value={text} onChange={change} />;
}
