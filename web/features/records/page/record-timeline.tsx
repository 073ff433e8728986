// Everything that happened to a record, the newest first, day by day.
import { SegmentedControl, Text } from '@mantine/core';
import { useState } from 'react';
import { usePages } from '#web/api/hooks.ts';
import type { Module, ShownRecord } from '#web/features/records/module.ts';
import { RecordSection } from '#web/features/records/page/record-section.tsx';
import { daysAgo, timelineDays } from '#web/features/records/page/timeline-days.ts';
import { TimelineEntry } from '#web/features/records/page/timeline-item.tsx';
import classes from '#web/features/records/page/timeline.module.css';
import { timelineWords } from '#web/features/records/page/timeline-words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { useWords } from '#web/i18n/words.ts';
import { MoreOfList } from '#web/ui/more-of-list.tsx';
import { Failed, Waiting } from '#web/ui/states.tsx';
import { useNow } from '#web/ui/when.tsx';

type RecordTimelineProps = { readonly record: ShownRecord; readonly module: Module };

const PAGE_ITEMS = 30;
const topics = ['all', 'mail', 'activities', 'notes', 'cadences', 'changes'] as const;
type Topic = (typeof topics)[number];

export function RecordTimeline({ record, module }: RecordTimelineProps) {
  const { t } = useWords(timelineWords);
  const [topic, setTopic] = useState<Topic>('all');
  return (
    <RecordSection
      title={t('title')}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={t('filter')}
          value={topic}
          onChange={setTopic}
          data={topics.map((value) => ({ value, label: t(value) }))}
        />
      }
    >
      <Days record={record} module={module} topic={topic} />
    </RecordSection>
  );
}

function Days({ record, module, topic }: RecordTimelineProps & { readonly topic: Topic }) {
  const { t } = useWords(timelineWords);
  const sayDay = useSayDay();
  const timeline = usePages('getTimeline', {
    params: { module: module.key, id: record.id },
    query: { limit: PAGE_ITEMS, ...(topic === 'all' ? {} : { only: topic }) },
  });
  if (timeline.status === 'pending') return <Waiting />;
  if (timeline.error !== null) return <Failed error={timeline.error} onRetry={timeline.retry} />;
  if (timeline.items.length === 0) {
    return (
      <Text size="sm" c="dimmed" p="sm">
        {t('nothing')}
      </Text>
    );
  }
  return (
    <>
      {timelineDays(timeline.items).map(({ day, items }) => (
        <div key={day}>
          <h3 className={classes['day']}>{sayDay(day)}</h3>
          <ol className={classes['list']}>
            {items.map((item, index) => (
              <TimelineEntry key={`${item.kind} ${item.at} ${index}`} record={record} item={item} module={module} />
            ))}
          </ol>
        </div>
      ))}
      <MoreOfList pages={timeline} says={t('more')} look="plain" />
    </>
  );
}

/** Today and yesterday by their names. */
function useSayDay(): (at: string) => string {
  const { t } = useWords(timelineWords);
  const format = useFormat();
  const now = useNow();
  return (at) => {
    const ago = daysAgo(at, now);
    if (ago === 0) return t('today');
    return ago === 1 ? t('yesterday') : format.date(at);
  };
}
