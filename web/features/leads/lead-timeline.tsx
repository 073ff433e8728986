// Everything that happened to a lead, the newest first, day by day.
import { Button, SegmentedControl, Text } from '@mantine/core';
import { useState } from 'react';
import { usePages } from '#web/api/hooks.ts';
import type { Field } from '#web/features/leads/field-sections.ts';
import { LeadSection } from '#web/features/leads/lead-section.tsx';
import { daysAgo, timelineDays } from '#web/features/leads/timeline-days.ts';
import { TimelineEntry } from '#web/features/leads/timeline-item.tsx';
import classes from '#web/features/leads/timeline.module.css';
import { timelineWords } from '#web/features/leads/timeline-words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { useWords } from '#web/i18n/words.ts';
import { Failed, Waiting } from '#web/ui/states.tsx';
import { useNow } from '#web/ui/when.tsx';

type LeadTimelineProps = { readonly leadId: string; readonly fields: readonly Field[] };

const PAGE_ITEMS = 30;
const topics = ['all', 'mail', 'activities', 'cadences', 'changes'] as const;
type Topic = (typeof topics)[number];

export function LeadTimeline({ leadId, fields }: LeadTimelineProps) {
  const { t } = useWords(timelineWords);
  const [topic, setTopic] = useState<Topic>('all');
  return (
    <LeadSection
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
      <Days leadId={leadId} fields={fields} topic={topic} />
    </LeadSection>
  );
}

function Days({ leadId, fields, topic }: LeadTimelineProps & { readonly topic: Topic }) {
  const { t } = useWords(timelineWords);
  const sayDay = useSayDay();
  const timeline = usePages('getTimeline', {
    params: { module: 'leads', id: leadId },
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
              <TimelineEntry key={`${item.kind} ${item.at} ${index}`} lead={leadId} item={item} fields={fields} />
            ))}
          </ol>
        </div>
      ))}
      {timeline.hasMore ? (
        <Button variant="default" mt="sm" loading={timeline.isLoadingMore} onClick={timeline.loadMore}>
          {t('more')}
        </Button>
      ) : null}
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
