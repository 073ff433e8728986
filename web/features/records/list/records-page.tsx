// The records of a module: its views, a filter, what can be done with those that are chosen.
import { Text } from '@mantine/core';
import { useParams, useSearch } from '@tanstack/react-router';
import type { Answer } from '#web/api/call.ts';
import { type Pages, usePages, useRead } from '#web/api/hooks.ts';
import { useCountText } from '#web/features/records/list/count-text.ts';
import { RecordsActions } from '#web/features/records/list/records-actions.tsx';
import { type Listing, listingOf, type View } from '#web/features/records/list/records-search.ts';
import { RecordsTable } from '#web/features/records/list/records-table.tsx';
import { recordsWords } from '#web/features/records/list/records-words.ts';
import { type Module, namesOf } from '#web/features/records/module.ts';
import { useModuleHead } from '#web/features/records/modules.ts';
import { ViewTabs } from '#web/features/records/views/view-tabs.tsx';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { Page } from '#web/ui/page.tsx';
import { Loaded } from '#web/ui/states.tsx';

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
  const { language } = useWords(recordsWords);
  const listing: Listing = listingOf(useSearch({ from: paths.records }), { module, views });
  const records: Pages<'listRecords'> = usePages('listRecords', {
    params: { module: module.key },
    query: { ...listing.query, limit: PAGE_ROWS, count: 'true' },
  });
  return (
    <Page
      title={module.label[language]}
      fit="full"
      aside={<Found module={module} count={records.first?.count ?? null} />}
      actions={<RecordsActions module={module} query={listing.query} />}
    >
      <ViewTabs views={views} chosen={listing.view} module={module} />
      <RecordsTable key={listing.view?.id ?? 'all'} module={module} listing={listing} records={records} />
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
