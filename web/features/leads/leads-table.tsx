import { useNavigate, useSearch } from '@tanstack/react-router';
import { Suspense, useMemo, useState } from 'react';
import type { Answer } from '#web/api/call.ts';
import type { Pages } from '#web/api/hooks.ts';
import { useLeadSelection } from '#web/features/leads/bulk/use-lead-selection.ts';
import { leadColumns } from '#web/features/leads/lead-columns.tsx';
import { LeadsEmpty } from '#web/features/leads/leads-empty.tsx';
import { type LeadsSearch, type Listing, sortText } from '#web/features/leads/leads-search.ts';
import { LeadsToolbar } from '#web/features/leads/leads-toolbar.tsx';
import { leadsWords } from '#web/features/leads/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { may, useMe } from '#web/session/me.ts';
import { DataTable } from '#web/ui/data-table.tsx';
import { shownColumns } from '#web/ui/kept-columns.ts';
import { lazily } from '#web/ui/on-demand.tsx';
import { Failed, Waiting } from '#web/ui/states.tsx';

const FilterPanel = lazily(async () => (await import('#web/features/leads/views/filter-panel.tsx')).FilterPanel);
const BulkBar = lazily(async () => (await import('#web/features/leads/bulk/bulk-bar.tsx')).BulkBar);

type LeadsTableProps = {
  readonly module: Answer<'getModule'>;
  readonly listing: Listing;
  readonly leads: Pages<'listRecords'>;
};

export function LeadsTable({ module, listing, leads }: LeadsTableProps) {
  const { t, language } = useWords(leadsWords);
  const search = useSearch({ from: paths.leads });
  const navigate = useNavigate();
  const mayChange = may(useMe(), 'records.write');
  const [isFiltering, setFiltering] = useState(false);
  const name = `leads.${listing.view?.id ?? 'all'}`;
  const columns = useMemo(
    () => leadColumns(module.fields, listing.view?.columns ?? [], { language, name: t('name') }),
    [module, listing.view, language, t],
  );
  const selection = useLeadSelection(listing.query, leads);
  const go = (wanted: LeadsSearch) => void navigate({ to: paths.leads, search: wanted, replace: true });
  if (leads.status === 'pending') return <Waiting lines={12} />;
  if (leads.error !== null) return <Failed error={leads.error} onRetry={leads.retry} />;
  return (
    <DataTable
      name={name}
      label={t('title')}
      columns={columns}
      rows={leads.items}
      rowKey={(lead) => lead.id}
      rowName={(lead) => lead.name}
      sort={listing.sort}
      onSort={(sort) => go({ ...search, sort: sortText(sort) })}
      selection={selection.ofRows}
      bulk={
        <Suspense fallback={null}>
          <BulkBar selection={selection} />
        </Suspense>
      }
      more={leads}
      toolbar={
        <LeadsToolbar
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
      empty={<LeadsEmpty module={module} isNarrowed={Object.keys(listing.query).some((key) => key !== 'sort')} />}
    />
  );
}
