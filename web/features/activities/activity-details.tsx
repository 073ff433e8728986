// What a task or call is about, when it is, and what its cadence makes of it.
import { Anchor, Button, Group, Text, TextInput } from '@mantine/core';
import { PencilSquareIcon } from '@heroicons/react/16/solid';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { priorities } from '#core/cadence/definition.ts';
import { useRead } from '#web/api/hooks.ts';
import classes from '#web/features/activities/activity-row.module.css';
import type { ActivityActs } from '#web/features/activities/acts.ts';
import { type Activity, isClosed, wantedAt } from '#web/features/activities/groups.ts';
import { activitiesWords } from '#web/features/activities/words.ts';
import { useFollowUpNames } from '#web/features/cadences/follow-up-names.ts';
import { useFormat } from '#web/i18n/format.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { instantOfInput, inputOfInstant } from '#web/ui/local-time.ts';
import { useNow } from '#web/ui/when.tsx';

type ActivityDetailsProps = { readonly activity: Activity; readonly acts: ActivityActs; readonly onEdit: () => void };

export function ActivityDetails({ activity, acts, onEdit }: ActivityDetailsProps) {
  const { t } = useWords(activitiesWords);
  const format = useFormat();
  const { reminderAt } = activity;
  const priority = priorities.find((one) => one === activity.priority);
  const facts = [
    ['description', activity.description],
    ['purpose', activity.purpose],
    ['agenda', activity.agenda],
    ['reminder', reminderAt === null || isClosed(activity) ? null : format.dateTime(reminderAt)],
    // Only what stands out is worth a line.
    ['priority', priority === undefined || priority === 'normal' ? null : t(priority)],
  ] as const;
  const told = facts.filter(([, text]) => text !== null);
  return (
    <div className={classes['details']}>
      {told.length === 0 ? null : (
        <dl>
          {told.map(([key, text]) => (
            <div key={key}>
              <dt>{t(key)}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      )}
      <Group align="flex-end" gap="xs">
        {isClosed(activity) ? null : <Move activity={activity} acts={acts} />}
        <Button
          variant="default"
          leftSection={<PencilSquareIcon width={14} aria-hidden />}
          aria-label={t('editNamed', { subject: activity.subject })}
          onClick={onEdit}
        >
          {t('edit')}
        </Button>
      </Group>
      {activity.enrollment === null ? (
        <Text size="xs" c="dimmed">
          {t('byHand')}
        </Text>
      ) : (
        <Origin enrollment={activity.enrollment} />
      )}
    </div>
  );
}

function Move({ activity, acts }: Omit<ActivityDetailsProps, 'onEdit'>) {
  const { t } = useWords(activitiesWords);
  const before = inputOfInstant(wantedAt(activity));
  const [wanted, setWanted] = useState(before);
  const at = instantOfInput(wanted);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (at !== null) acts.moveTo(at);
  };
  return (
    <form onSubmit={submit}>
      <Group align="flex-end" gap="xs">
        <TextInput
          type="datetime-local"
          size="xs"
          label={t(activity.kind === 'task' ? 'newDue' : 'newStart')}
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" disabled={at === null || wanted === before} loading={acts.isPending}>
          {t('move')}
        </Button>
      </Group>
    </form>
  );
}

function Origin({ enrollment }: { readonly enrollment: string }) {
  const { t } = useWords(activitiesWords);
  const format = useFormat();
  const now = useNow();
  const { data: round } = useRead('getEnrollment', { params: { id: enrollment } });
  const nameOf = useFollowUpNames(round?.cadence.id ?? null);
  if (round === undefined) return null;
  const { next, status, cadence } = round;
  return (
    <div>
      <dl>
        <div>
          <dt>{t('byCadence')}</dt>
          <dd>
            <Anchor
              size="sm"
              renderRoot={(props) => <Link to={paths.enrollment} params={{ enrollmentId: enrollment }} {...props} />}
            >
              {cadence.name}
            </Anchor>
          </dd>
        </div>
      </dl>
      <Text size="xs" c="dimmed">
        {t(status === 'active' ? 'answers' : 'roundOver')}
      </Text>
      {next === null ? null : (
        <Text size="xs" c="dimmed">
          {t('nextAt', { followUp: nameOf(next.followUp), when: format.relative(next.at, now) })}
        </Text>
      )}
    </div>
  );
}
