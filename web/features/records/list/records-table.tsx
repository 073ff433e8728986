import { Suspense, useMemo } from 'react';
import type { Pages } from '#web/api/hooks.ts';
import { useRecordSelection } from '#web/features/records/bulk/use-record-selection.ts';
import { recordColumns, titleOf } from '#web/features/records/list/record-columns.tsx';
import { RecordsEmpty } from '#web/features/records/list/records-empty.tsx';
import { type Listing, sortText } from '#web/features/records/list/records-search.ts';
import { recordsWords } from '#web/features/records/list/records-words.ts';
import { useNarrowing } from '#web/features/records/list/use-narrowing.tsx';
import type { Module } from '#web/features/records/module.ts';
import { useWords } from '#web/i18n/words.ts';
import { DataTable } from '#web/ui/data-table.tsx';
import { shownColumns } from '#web/ui/kept-columns.ts';
import { lazily } from '#web/ui/on-demand.tsx';
import { Failed, Waiting } from '#web/ui/states.tsx';

const BulkBar = lazily(async () => (await import('#web/features/records/bulk/bulk-bar.tsx')).BulkBar);

type RecordsTableProps = {
  readonly module: Module;
  readonly listing: Listing;
  readonly records: Pages<'listRecords'>;
};

export function RecordsTable({ module, listing, records }: RecordsTableProps) {
  const { t, language } = useWords(recordsWords);
  const name = `${module.key}.${listing.view?.id ?? 'all'}`;
  const columns = useMemo(
    () => recordColumns(module, listing.view?.columns ?? [], { language, person: t('name') }),
    [module, listing.view, language, t],
  );
  const narrowing = useNarrowing({ module, listing, columns: () => shownColumns(name, columns) });
  const selection = useRecordSelection(listing.query, records);
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
      onSort={(sort) => narrowing.go({ sort: sortText(sort) })}
      selection={selection.ofRows}
      bulk={
        <Suspense fallback={null}>
          <BulkBar module={module} selection={selection} />
        </Suspense>
      }
      more={records}
      toolbar={narrowing.toolbar}
      panel={narrowing.panel}
      empty={<RecordsEmpty module={module} isNarrowed={Object.keys(listing.query).some((key) => key !== 'sort')} />}
    />
  );
}
