import { Text } from '@mantine/core';
import { useSearch } from '@tanstack/react-router';
import type { Answer } from '#web/api/call.ts';
import { type Pages, usePages, useRead } from '#web/api/hooks.ts';
import { useCountText } from '#web/features/leads/count-text.ts';
import { LeadsActions } from '#web/features/leads/leads-actions.tsx';
import { type Listing, listingOf, type View } from '#web/features/leads/leads-search.ts';
import { LeadsTable } from '#web/features/leads/leads-table.tsx';
import { ViewTabs } from '#web/features/leads/views/view-tabs.tsx';
import { leadsWords } from '#web/features/leads/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { Page } from '#web/ui/page.tsx';
import { Loaded } from '#web/ui/states.tsx';

const PAGE_ROWS = 100;

export function LeadsPage() {
  const { t } = useWords(leadsWords);
  const module = useRead('getModule', { params: { module: 'leads' } });
  const views = useRead('listViews', { query: { module: 'leads' } });
  if (module.data !== undefined && views.data !== undefined) {
    return <Leads module={module.data} views={views.data.items} />;
  }
  return (
    <Page title={t('title')} fit="full">
      <Loaded of={module}>{() => <Loaded of={views}>{() => null}</Loaded>}</Loaded>
    </Page>
  );
}

type LeadsProps = { readonly module: Answer<'getModule'>; readonly views: readonly View[] };

function Leads({ module, views }: LeadsProps) {
  const { t } = useWords(leadsWords);
  const listing: Listing = listingOf(useSearch({ from: paths.leads }), views);
  const leads: Pages<'listRecords'> = usePages('listRecords', {
    params: { module: 'leads' },
    query: { ...listing.query, limit: PAGE_ROWS, count: 'true' },
  });
  return (
    <Page
      title={t('title')}
      fit="full"
      aside={<Found count={leads.first?.count ?? null} />}
      actions={<LeadsActions module={module} />}
    >
      <ViewTabs views={views} chosen={listing.view} module={module} />
      <LeadsTable key={listing.view?.id ?? 'all'} module={module} listing={listing} leads={leads} />
    </Page>
  );
}

function Found({ count }: { readonly count: Answer<'listRecords'>['count'] }) {
  const { t } = useWords(leadsWords);
  const text = useCountText();
  if (count === null) return null;
  return (
    <Text c="dimmed" role="status">
      {count.exact ? t('found', { count: count.count }) : t('foundAtLeast', { number: text(count) })}
    </Text>
  );
}
