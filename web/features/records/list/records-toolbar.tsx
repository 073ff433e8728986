import { Button } from '@mantine/core';
import { FunnelIcon } from '@heroicons/react/16/solid';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { Module } from '#web/features/records/module.ts';
import { viewWords } from '#web/features/records/views/words.ts';
import { recordsWords } from '#web/features/records/list/records-words.ts';
import { isOfName, nameKey, searchedFields } from '#web/features/records/usual-fields.ts';
import { useFormat } from '#web/i18n/format.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { useKey } from '#web/ui/keys.ts';
import { AskingSearchField } from '#web/ui/search-field.tsx';

type RecordsToolbarProps = {
  readonly module: Module;
  readonly hasFilter: boolean;
  readonly isFiltering: boolean;
  readonly onFiltering: () => void;
};

export function RecordsToolbar({ module, hasFilter, isFiltering, onFiltering }: RecordsToolbarProps) {
  const { t } = useWords(viewWords);
  useKey({ key: 'f', says: t('filter') }, onFiltering);
  return (
    <>
      <SearchBox module={module} />
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

function SearchBox({ module }: { readonly module: Module }) {
  const { t, language } = useWords(recordsWords);
  const format = useFormat();
  const { q, ...others } = useSearch({ from: paths.records });
  const navigate = useNavigate();
  const look = (wanted: string) =>
    void navigate({
      to: paths.records,
      params: { module: module.key },
      search: wanted === '' ? others : { ...others, q: wanted },
      replace: true,
    });
  const places = searchedFields(module).filter((field) => !isOfName(module, field));
  const ofName = nameKey(module) === 'name' ? module.fields.find(({ key }) => key === 'name') : undefined;
  const fields = format.either([ofName?.label[language] ?? t('name'), ...places.map(({ label }) => label[language])]);
  return <AskingSearchField placeholder={t('searchPlaceholder', { fields })} value={q ?? ''} onChange={look} />;
}
