import { Group, SegmentedControl, Stack } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { usePages } from '#web/api/hooks.ts';
import { type ActivitiesSearch, readActivitiesSearch } from '#web/features/activities/activities-search.ts';
import type { OnChanged } from '#web/features/activities/acts.ts';
import { ActivityGroups } from '#web/features/activities/activity-groups.tsx';
import { type Activity, isClosed } from '#web/features/activities/groups.ts';
import { NewActivityButtons } from '#web/features/activities/new-activity-buttons.tsx';
import { activitiesWords } from '#web/features/activities/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { MoreOfList } from '#web/ui/more-of-list.tsx';
import { Page } from '#web/ui/page.tsx';
import { Empty, Failed, Waiting } from '#web/ui/states.tsx';

const PAGE_ROWS = 200;

export function ActivitiesPage() {
  const { t } = useWords(activitiesWords);
  const search = useSearch({ from: paths.activities });
  return (
    <Page title={t('title')} actions={<NewActivityButtons record={null} />}>
      <Stack gap="lg">
        <Filters search={search} />
        <Found key={JSON.stringify(search)} search={search} />
      </Stack>
    </Page>
  );
}

function Filters({ search }: { readonly search: ActivitiesSearch }) {
  const chosen = { whose: 'mine', kind: 'both', show: 'open', ...search };
  const { t } = useWords(activitiesWords);
  const navigate = useNavigate();
  const go = (change: Readonly<Record<string, string>>) =>
    void navigate({
      to: paths.activities,
      search: readActivitiesSearch({ ...chosen, ...change }),
      replace: true,
    });
  return (
    <Group gap="md">
      <SegmentedControl
        size="xs"
        aria-label={t('whose')}
        value={chosen.whose}
        onChange={(value) => go({ whose: value })}
        data={[
          { value: 'mine', label: t('mine') },
          { value: 'everybodys', label: t('everybodys') },
        ]}
      />
      <SegmentedControl
        size="xs"
        aria-label={t('kind')}
        value={chosen.kind}
        onChange={(value) => go({ kind: value })}
        data={[
          { value: 'both', label: t('both') },
          { value: 'task', label: t('tasks') },
          { value: 'call', label: t('calls') },
        ]}
      />
      <SegmentedControl
        size="xs"
        aria-label={t('show')}
        value={chosen.show}
        onChange={(value) => go({ show: value })}
        data={[
          { value: 'open', label: t('open') },
          { value: 'done', label: t('done') },
        ]}
      />
    </Group>
  );
}

function Found({ search }: { readonly search: ActivitiesSearch }) {
  const { whose, kind, show } = search;
  const { t } = useWords(activitiesWords);
  const found = usePages('listActivities', {
    query: {
      mine: whose === undefined ? 'true' : 'false',
      state: show ?? 'open',
      ...(kind === undefined ? {} : { kind }),
      limit: PAGE_ROWS,
    },
  });
  // What was finished here a moment ago stays in sight, to be taken back.
  const [changed, setChanged] = useState<ReadonlyMap<string, Activity>>(new Map());
  const keep: OnChanged = (id, activity) =>
    setChanged((before) => {
      const others = [...before].filter(([other]) => other !== id);
      return new Map(activity === null ? others : [...others, [id, activity]]);
    });
  if (found.status === 'pending') return <Waiting />;
  if (found.error !== null) return <Failed error={found.error} onRetry={found.retry} />;
  const listed = new Set(found.items.map(({ id }) => id));
  const left = [...changed.values()].filter(({ id }) => !listed.has(id));
  const shown = [...found.items, ...left].filter(
    (activity) => (kind === undefined || activity.kind === kind) && (show === undefined || isClosed(activity)),
  );
  return (
    <>
      {shown.length === 0 && !found.hasMore ? <Nothing search={search} /> : null}
      <ActivityGroups activities={shown} onChanged={keep} />
      <MoreOfList pages={found} says={t('loadMore')} look="plain" />
    </>
  );
}

function Nothing({ search: { kind, show } }: { readonly search: ActivitiesSearch }) {
  const { t } = useWords(activitiesWords);
  if (show === 'done') return <Empty title={t('emptyDone')} />;
  if (kind !== undefined) return <Empty title={t('noneOfKind')} />;
  return <Empty title={t('emptyTitle')} text={t('emptyText')} />;
}
