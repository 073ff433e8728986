// Tasks and calls under each other by when they want doing. j and k go from one to the next, d finishes one.
import { Text, Title } from '@mantine/core';
import { type KeyboardEvent, useRef } from 'react';
import type { OnChanged } from '#web/features/activities/acts.ts';
import classes from '#web/features/activities/activity-groups.module.css';
import { ActivityRow } from '#web/features/activities/activity-row.tsx';
import { type Activity, type GroupName, groupActivities } from '#web/features/activities/groups.ts';
import { activitiesWords } from '#web/features/activities/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { useKey } from '#web/ui/keys.ts';
import { useNow } from '#web/ui/when.tsx';

type ActivityGroupsProps = {
  readonly activities: readonly Activity[];
  readonly onChanged: OnChanged;
};

export function ActivityGroups({ activities, onChanged }: ActivityGroupsProps) {
  const { t } = useWords(activitiesWords);
  const list = useRef<HTMLDivElement>(null);
  useKey({ key: 'd', says: t('keyComplete') }, () =>
    rowInFocus()?.querySelector<HTMLElement>('[data-finish]')?.click(),
  );
  const walk = (event: KeyboardEvent) => {
    const by = steps[event.key];
    const row = rowInFocus();
    if (by === undefined || row === null || list.current === null) return;
    event.preventDefault();
    const rows = [...list.current.querySelectorAll<HTMLElement>(ROW)];
    rows[rows.indexOf(row) + by]?.querySelector<HTMLElement>('[aria-expanded]')?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys go from row to row; each row has its own buttons.
    <div ref={list} onKeyDown={walk} className={classes['groups']}>
      {groupActivities(activities, useNow()).map((group) => (
        <section key={group.name} aria-labelledby={`activities-${group.name}`}>
          <div className={classes['head']}>
            <Title order={2} size="h3" id={`activities-${group.name}`} data-group={group.name}>
              {t(headings[group.name])}
            </Title>
            <Text size="xs" c="dimmed">
              {group.activities.length}
            </Text>
          </div>
          <ul className={classes['list']}>
            {group.activities.map((activity) => (
              <ActivityRow key={activity.id} activity={activity} onChanged={onChanged} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

const ROW = '[data-activity]';

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };

const headings = {
  overdue: 'overdueGroup',
  today: 'todayGroup',
  later: 'laterGroup',
  someday: 'somedayGroup',
  done: 'doneGroup',
} as const satisfies Record<GroupName, string>;

function rowInFocus(): HTMLElement | null {
  return document.activeElement?.closest<HTMLElement>(ROW) ?? null;
}
