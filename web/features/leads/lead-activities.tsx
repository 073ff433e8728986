// The lead's tasks and calls: the open ones, and on wish those that are done.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { ActivityRow } from '#web/features/activities/activity-row.tsx';
import { type Activity, isClosed } from '#web/features/activities/groups.ts';
import { LeadSection } from '#web/features/leads/lead-section.tsx';
import { leadWords } from '#web/features/leads/lead-words.ts';
import classes from '#web/features/leads/rounds.module.css';
import { useWords } from '#web/i18n/words.ts';

export function LeadActivities({ activities }: { readonly activities: readonly Activity[] }) {
  const { t } = useWords(leadWords);
  const [isAll, setAll] = useState(false);
  if (activities.length === 0) return null;
  const closed = activities.filter(isClosed);
  const shown = activities.filter((activity) => isAll || !isClosed(activity));
  return (
    <LeadSection title={t('activities')}>
      <ul className={classes['list']}>
        {shown.map((activity) => (
          <ActivityRow key={activity.id} activity={activity} isOnRecord />
        ))}
      </ul>
      {isAll || closed.length === 0 ? null : (
        <Button variant="subtle" color="gray" size="compact-xs" mt={4} onClick={() => setAll(true)}>
          {t('showDone', { count: closed.length })}
        </Button>
      )}
    </LeadSection>
  );
}
