import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { reading } from '#web/api/hooks.ts';
import classes from '#web/features/enrollments/enrollment-page.module.css';
import { byDay, type HistoryEvent, LOOK_AGAIN_MS } from '#web/features/enrollments/story.ts';
import { enrollmentsWords } from '#web/features/enrollments/words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { useWords } from '#web/i18n/words.ts';
import { Loaded } from '#web/ui/states.tsx';

type HistoryListProps = { readonly enrollment: string; readonly isActive: boolean };

export function HistoryList({ enrollment, isActive }: HistoryListProps) {
  const { t } = useWords(enrollmentsWords);
  const format = useFormat();
  const history = useQuery({
    ...reading('getEnrollmentHistory', { params: { id: enrollment } }),
    refetchInterval: isActive ? LOOK_AGAIN_MS : false,
  });
  return (
    <Loaded of={history}>
      {({ items }) => (
        <ol className={classes['days']} aria-label={t('happened')} aria-live="polite">
          {byDay(items, format.date).map(({ day, events }) => (
            <li key={day}>
              <h3>{day}</h3>
              <ol className={classes['events']}>
                {events.map((event, index) => (
                  <Happened key={`${event.at} ${index}`} event={event} />
                ))}
              </ol>
            </li>
          ))}
        </ol>
      )}
    </Loaded>
  );
}

function Happened({ event: { at, sentence, kind, actor } }: { readonly event: HistoryEvent }) {
  const { t } = useWords(enrollmentsWords);
  const format = useFormat();
  return (
    <li data-weight={weights[kind]}>
      <time dateTime={at} title={format.exact(at)}>
        {format.time(at)}
      </time>
      <span aria-hidden className={classes['mark']} />
      <div>
        {sentence}
        {actor === null ? null : (
          <Text span c="dimmed">
            {' '}
            {t('by', { name: actor.name })}
          </Text>
        )}
      </div>
    </li>
  );
}

/** What stands out: what the cadence did, what the recipient did, how it ended; the rest is quiet. */
const weights: Readonly<Record<string, 'done' | 'answer' | 'end' | 'trouble'>> = {
  enrolled: 'done',
  continued: 'done',
  follow_up_executed: 'done',
  response_recorded: 'answer',
  unenrolled: 'end',
  completed: 'end',
  expired: 'end',
  stopped: 'trouble',
  failed: 'trouble',
  follow_up_failed: 'trouble',
  follow_up_needs_review: 'trouble',
  held: 'trouble',
};
