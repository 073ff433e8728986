// The record's tasks and calls: the open ones, and on wish those that are done; new ones are written down here.
import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { usePages } from '#web/api/hooks.ts';
import { ActivityRow } from '#web/features/activities/activity-row.tsx';
import type { Activity } from '#web/features/activities/groups.ts';
import { NewActivityButtons } from '#web/features/activities/new-activity-buttons.tsx';
import { activitiesWords } from '#web/features/activities/words.ts';
import type { Named } from '#web/features/records/module.ts';
import { RecordSection } from '#web/features/records/page/record-section.tsx';
import { recordWords } from '#web/features/records/page/record-words.ts';
import classes from '#web/features/records/page/record-page.module.css';
import { useWords } from '#web/i18n/words.ts';
import { MoreOfList } from '#web/ui/more-of-list.tsx';

type RecordActivitiesProps = { readonly record: Named; readonly open: readonly Activity[] };

const DONE_ROWS = 20;

export function RecordActivities({ record, open }: RecordActivitiesProps) {
  const { t } = useWords(recordWords);
  const { t: activities } = useWords(activitiesWords);
  const [isAll, setAll] = useState(false);
  const done = usePages('listActivities', { query: { record: record.id, state: 'done', limit: DONE_ROWS } });
  return (
    <RecordSection title={t('activities')} actions={<NewActivityButtons record={record} variant="subtle" />}>
      {open.length === 0 ? (
        <Text size="sm" c="dimmed" p="sm">
          {t(done.items.length === 0 ? 'noActivities' : 'noOpenActivities')}
        </Text>
      ) : null}
      <ul className={classes['list']}>
        {[...open, ...(isAll ? done.items : [])].map((activity) => (
          <ActivityRow key={activity.id} activity={activity} isOnRecord />
        ))}
      </ul>
      {!isAll && done.items.length > 0 ? (
        <Button variant="subtle" color="gray" size="compact-xs" mt={4} onClick={() => setAll(true)}>
          {t('showDone')}
        </Button>
      ) : null}
      {isAll ? <MoreOfList pages={done} says={activities('loadMore')} /> : null}
    </RecordSection>
  );
}
