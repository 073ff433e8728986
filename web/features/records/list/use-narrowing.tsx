// What narrows a list or a board down and says how it is shown: the search, the filter, the way of showing.
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, Suspense, useState } from 'react';
import type { Listing, RecordsSearch } from '#web/features/records/list/records-search.ts';
import { RecordsToolbar } from '#web/features/records/list/records-toolbar.tsx';
import type { Module } from '#web/features/records/module.ts';
import { paths } from '#web/paths.ts';
import { may, useMe } from '#web/session/me.ts';
import { lazily } from '#web/ui/on-demand.tsx';

const ShowAs = lazily(async () => (await import('#web/features/records/list/show-as.tsx')).ShowAs);
const FilterPanel = lazily(async () => (await import('#web/features/records/views/filter-panel.tsx')).FilterPanel);

type Narrowable = {
  readonly module: Module;
  readonly listing: Listing;
  /** Those that are shown now: a view made from this keeps them. */
  readonly columns: () => readonly string[];
};

type Narrowing = {
  readonly toolbar: ReactNode;
  readonly panel: ReactNode;
  /** In the place of what the address says now. */
  go(wanted: RecordsSearch): void;
};

export function useNarrowing({ module, listing, columns }: Narrowable): Narrowing {
  const search = useSearch({ from: paths.records });
  const navigate = useNavigate();
  const mayChange = may(useMe(), 'records.write');
  const [isFiltering, setFiltering] = useState(false);
  const go = (wanted: RecordsSearch) =>
    void navigate({ to: paths.records, params: { module: module.key }, search: wanted, replace: true });
  return {
    go: (wanted) => go({ ...search, ...wanted }),
    toolbar: (
      <>
        <RecordsToolbar
          module={module}
          hasFilter={listing.filter !== null}
          isFiltering={isFiltering}
          onFiltering={() => setFiltering(!isFiltering)}
        />
        <Suspense fallback={null}>
          <ShowAs module={module} listing={listing} onChange={(board) => go({ ...search, board })} />
        </Suspense>
      </>
    ),
    panel: isFiltering ? (
      <Suspense fallback={null}>
        <FilterPanel
          listing={listing}
          module={module}
          columns={columns}
          mayChange={mayChange}
          onFilter={(filter) => {
            const { filter: _before, ...others } = search;
            go(filter === null ? others : { ...others, filter });
          }}
          onClose={() => setFiltering(false)}
        />
      </Suspense>
    ) : null,
  };
}
