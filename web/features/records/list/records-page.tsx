// The records of a module: its views, a filter, what can be done with those that are chosen.
import { Text } from '@mantine/core';
import { useParams, useSearch } from '@tanstack/react-router';
import { type ReactNode, Suspense } from 'react';
import type { Answer } from '#web/api/call.ts';
import { type Pages, usePages, useRead } from '#web/api/hooks.ts';
import { useCountText } from '#web/features/records/list/count-text.ts';
import { RecordsActions } from '#web/features/records/list/records-actions.tsx';
import { type Listing, listingOf, type View } from '#web/features/records/list/records-search.ts';
import { RecordsTable } from '#web/features/records/list/records-table.tsx';
import { recordsWords } from '#web/features/records/list/records-words.ts';
import { type Field, type Module, namesOf } from '#web/features/records/module.ts';
import { useModuleHead } from '#web/features/records/modules.ts';
import { ViewTabs } from '#web/features/records/views/view-tabs.tsx';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { Page } from '#web/ui/page.tsx';
import { lazily } from '#web/ui/on-demand.tsx';
import { Loaded, Waiting } from '#web/ui/states.tsx';

const RecordsBoard = lazily(async () => (await import('#web/features/records/board/records-board.tsx')).RecordsBoard);

const PAGE_ROWS = 100;

export function RecordsPage() {
  const { module } = useParams({ from: paths.records });
  return <ListOf key={module} moduleKey={module} />;
}

function ListOf({ moduleKey }: { readonly moduleKey: string }) {
  const { language } = useWords(recordsWords);
  const head = useModuleHead(moduleKey);
  const module = useRead('getModule', { params: { module: moduleKey } });
  const views = useRead('listViews', { query: { module: moduleKey } });
  if (module.data !== undefined && views.data !== undefined) {
    return <Records module={module.data} views={views.data.items} />;
  }
  return (
    <Page title={head?.label[language] ?? moduleKey} fit="full">
      <Loaded of={module}>{() => <Loaded of={views}>{() => null}</Loaded>}</Loaded>
    </Page>
  );
}

type RecordsProps = { readonly module: Module; readonly views: readonly View[] };

function Records({ module, views }: RecordsProps) {
  const listing: Listing = listingOf(useSearch({ from: paths.records }), { module, views });
  const shown = { module, views, listing };
  return listing.board === null ? <AsList {...shown} /> : <AsBoard {...shown} field={listing.board} />;
}

type ShownProps = RecordsProps & { readonly listing: Listing };

function AsList(props: ShownProps) {
  const { module, listing } = props;
  const records: Pages<'listRecords'> = usePages('listRecords', {
    params: { module: module.key },
    query: { ...listing.query, limit: PAGE_ROWS, count: 'true' },
  });
  return (
    <Frame {...props} count={records.first?.count ?? null}>
      <RecordsTable key={listing.view?.id ?? 'all'} module={module} listing={listing} records={records} />
    </Frame>
  );
}

function AsBoard({ field, ...props }: ShownProps & { readonly field: Field }) {
  const { module, listing } = props;
  const { sort: _order, ...which } = listing.query;
  const found = useRead('listRecords', {
    params: { module: module.key },
    query: { limit: 1, count: 'true', ...which },
  });
  return (
    <Frame {...props} count={found.data?.count ?? null}>
      <Suspense fallback={<Waiting lines={12} />}>
        <RecordsBoard key={`${listing.view?.id} ${field.key}`} module={module} listing={listing} field={field} />
      </Suspense>
    </Frame>
  );
}

type FrameProps = ShownProps & FoundProps & { readonly children: ReactNode };

function Frame({ module, views, listing, count, children }: FrameProps) {
  const { language } = useWords(recordsWords);
  return (
    <Page
      title={module.label[language]}
      fit="full"
      aside={<Found module={module} count={count} />}
      actions={<RecordsActions module={module} query={listing.query} />}
    >
      <ViewTabs views={views} chosen={listing.view} module={module} />
      {children}
    </Page>
  );
}

type FoundProps = { readonly module: Module; readonly count: Answer<'listRecords'>['count'] };

function Found({ module, count }: FoundProps) {
  const { t, language } = useWords(recordsWords);
  const text = useCountText();
  const names = namesOf(module, language);
  if (count === null) return null;
  return (
    <Text c="dimmed" role="status">
      {count.exact
        ? t('found', { count: count.count, ...names })
        : t('foundAtLeast', { number: text(count), ...names })}
    </Text>
  );
}
