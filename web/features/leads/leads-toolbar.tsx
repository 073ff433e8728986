import { Button } from '@mantine/core';
import { FunnelIcon } from '@heroicons/react/16/solid';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { viewWords } from '#web/features/leads/views/words.ts';
import { leadsWords } from '#web/features/leads/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { useKey } from '#web/ui/keys.ts';
import { AskingSearchField } from '#web/ui/search-field.tsx';

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
  const { q, ...others } = useSearch({ from: paths.leads });
  const navigate = useNavigate();
  const look = (wanted: string) =>
    void navigate({ to: paths.leads, search: wanted === '' ? others : { ...others, q: wanted }, replace: true });
  return <AskingSearchField placeholder={t('searchPlaceholder')} value={q ?? ''} onChange={look} />;
}
