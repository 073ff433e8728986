import { Anchor, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useRead } from '#web/api/hooks.ts';
import { ActivityRow } from '#web/features/activities/activity-row.tsx';
import { groupActivities } from '#web/features/activities/groups.ts';
import classes from '#web/features/home/home-page.module.css';
import { homeWords } from '#web/features/home/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { Loaded } from '#web/ui/states.tsx';
import { useNow } from '#web/ui/when.tsx';

/** What is due first comes first, so that the first page has what is due today. */
const QUERY = { mine: 'true', state: 'open', limit: 50 } as const;
const SHOWN_MAX = 8;

export function DueToday() {
  const { t } = useWords(homeWords);
  const now = useNow();
  const mine = useRead('listActivities', { query: QUERY });
  return (
    <section aria-labelledby="due-today">
      <Group justify="space-between" mb="xs">
        <h2 id="due-today">{t('today')}</h2>
        <Anchor size="sm" renderRoot={(props) => <Link to={paths.activities} {...props} />}>
          {t('allActivities')}
        </Anchor>
      </Group>
      <Loaded of={mine}>
        {({ items }) => {
          const due = groupActivities(items, now)
            .filter(({ name }) => name === 'overdue' || name === 'today')
            .flatMap(({ activities }) => activities);
          if (due.length === 0) return <Text c="dimmed">{t('todayNone')}</Text>;
          return (
            <ul className={classes['activities']}>
              {due.slice(0, SHOWN_MAX).map((activity) => (
                <ActivityRow key={activity.id} activity={activity} />
              ))}
            </ul>
          );
        }}
      </Loaded>
    </section>
  );
}
