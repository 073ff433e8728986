import { useNavigate, useSearch } from '@tanstack/react-router';
import { Suspense, useMemo, useState } from 'react';
import type { Pages } from '#web/api/hooks.ts';
import { useRecordSelection } from '#web/features/records/bulk/use-record-selection.ts';
import { recordColumns, titleOf } from '#web/features/records/list/record-columns.tsx';
import { RecordsEmpty } from '#web/features/records/list/records-empty.tsx';
import { type RecordsSearch, type Listing, sortText } from '#web/features/records/list/records-search.ts';
import { RecordsToolbar } from '#web/features/records/list/records-toolbar.tsx';
import type { Module } from '#web/features/records/module.ts';
import { recordsWords } from '#web/features/records/list/records-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { may, useMe } from '#web/session/me.ts';
import { DataTable } from '#web/ui/data-table.tsx';
import { shownColumns } from '#web/ui/kept-columns.ts';
import { lazily } from '#web/ui/on-demand.tsx';
import { Failed, Waiting } from '#web/ui/states.tsx';

const FilterPanel = lazily(async () => (await import('#web/features/records/views/filter-panel.tsx')).FilterPanel);
const BulkBar = lazily(async () => (await import('#web/features/records/bulk/bulk-bar.tsx')).BulkBar);

type RecordsTableProps = {
  readonly module: Module;
  readonly listing: Listing;
  readonly records: Pages<'listRecords'>;
};

export function RecordsTable({ module, listing, records }: RecordsTableProps) {
  const { t, language } = useWords(recordsWords);
  const search = useSearch({ from: paths.records });
  const navigate = useNavigate();
  const mayChange = may(useMe(), 'records.write');
  const [isFiltering, setFiltering] = useState(false);
  const name = `${module.key}.${listing.view?.id ?? 'all'}`;
  const columns = useMemo(
    () => recordColumns(module, listing.view?.columns ?? [], { language, person: t('name') }),
    [module, listing.view, language, t],
  );
  const selection = useRecordSelection(listing.query, records);
  const go = (wanted: RecordsSearch) =>
    void navigate({ to: paths.records, params: { module: module.key }, search: wanted, replace: true });
  if (records.status === 'pending') return <Waiting lines={12} />;
  if (records.error !== null) return <Failed error={records.error} onRetry={records.retry} />;
  return (
    <DataTable
      name={name}
      label={module.label[language]}
      columns={columns}
      rows={records.items}
      rowKey={(record) => record.id}
      rowName={titleOf}
      sort={listing.sort}
      onSort={(sort) => go({ ...search, sort: sortText(sort) })}
      selection={selection.ofRows}
      bulk={
        <Suspense fallback={null}>
          <BulkBar module={module} selection={selection} />
        </Suspense>
      }
      more={records}
      toolbar={
        <RecordsToolbar
          module={module}
          hasFilter={listing.filter !== null}
          isFiltering={isFiltering}
          onFiltering={() => setFiltering(!isFiltering)}
        />
      }
      panel={
        isFiltering ? (
          <Suspense fallback={null}>
            <FilterPanel
              listing={listing}
              module={module}
              columns={() => shownColumns(name, columns)}
              mayChange={mayChange}
              onFilter={(filter) => {
                const { filter: _before, ...others } = search;
                go(filter === null ? others : { ...others, filter });
              }}
              onClose={() => setFiltering(false)}
            />
          </Suspense>
        ) : null
      }
      empty={<RecordsEmpty module={module} isNarrowed={Object.keys(listing.query).some((key) => key !== 'sort')} />}
    />
  );
}
