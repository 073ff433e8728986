// On top of a lead's page: what comes next, and what waits for somebody.
import { Alert, Anchor, Text } from '@mantine/core';
import { ChatBubbleLeftRightIcon, CheckCircleIcon, EnvelopeIcon, PhoneIcon } from '@heroicons/react/20/solid';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Answer } from '#web/api/call.ts';
import { type Activity, isLate } from '#web/features/activities/groups.ts';
import { useFollowUpNames } from '#web/features/cadences/follow-up-names.ts';
import classes from '#web/features/records/page/record-page.module.css';
import { RecordSection } from '#web/features/records/page/record-section.tsx';
import { recordWords } from '#web/features/records/page/record-words.ts';
import { type NextStep, nextSteps } from '#web/features/records/page/next-steps.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { useNow, When } from '#web/ui/when.tsx';

type Rounds = Answer<'listRecordEnrollments'>['items'];
type NextStepCardProps = { readonly activities: readonly Activity[]; readonly rounds: Rounds };

const SHOWN_MAX = 3;

export function NextStepCard({ activities, rounds }: NextStepCardProps) {
  const { t } = useWords(recordWords);
  const steps = nextSteps(activities, rounds);
  const waiting = rounds.filter(
    ({ status, next, current }) => status === 'active' && next === null && current !== null,
  );
  return (
    <RecordSection title={t('nextStep')}>
      {rounds
        .filter(({ needsReview }) => needsReview)
        .map(({ id, cadence }) => (
          <Alert key={id} color="yellow" p="xs" my="xs">
            {t('needsReview', { cadence: cadence.name })}{' '}
            <Anchor size="sm" underline="always" renderRoot={(props) => <Link to={paths.reviews} {...props} />}>
              {t('decide')}
            </Anchor>
          </Alert>
        ))}
      <ul className={classes['list']}>
        {steps.slice(0, SHOWN_MAX).map((step) => (
          <StepLine key={step.key} step={step} />
        ))}
        {steps.length > 0 ? null : waiting.map((round) => <WaitingLine key={round.id} round={round} />)}
      </ul>
      {steps.length + waiting.length > 0 ? null : (
        <Text size="sm" c="dimmed" px="sm" py="xs">
          {t('noNextStep')} {t('noNextStepHint')}
        </Text>
      )}
    </RecordSection>
  );
}

function StepLine({ step }: { readonly step: NextStep }) {
  if (step.kind === 'activity') return <ActivityLine activity={step.activity} at={step.at} />;
  return <FollowUpLine step={step} />;
}

const icons = {
  email: EnvelopeIcon,
  whatsapp: ChatBubbleLeftRightIcon,
  task: CheckCircleIcon,
  call: PhoneIcon,
} as const;

type LineProps = {
  readonly channel: keyof typeof icons;
  readonly text: string;
  /** Left out: it isn't planned. */
  readonly at?: string | null;
  readonly isLate?: boolean;
  readonly aside?: ReactNode;
};

function Line({ channel, text, at, isLate: late = false, aside }: LineProps) {
  const { t } = useWords(recordWords);
  const Icon = icons[channel];
  return (
    <li className={classes['step']}>
      <Icon width={16} aria-hidden />
      <span className={classes['what']}>
        <Text span size="sm" fw={600}>
          {text}
        </Text>{' '}
        <Text span size="xs" c="dimmed">
          {aside}
        </Text>
      </span>
      <Text span size="xs" {...(late ? { c: 'var(--mantine-color-error)', fw: 600 } : { c: 'dimmed' })}>
        {at === null ? t('someday') : null}
        {at === null || at === undefined ? null : <When at={at} />}
      </Text>
    </li>
  );
}

function ActivityLine({ activity, at }: { readonly activity: Activity; readonly at: string | null }) {
  const now = useNow();
  return (
    <Line
      channel={activity.kind}
      text={activity.subject}
      at={at}
      isLate={isLate(activity, now)}
      aside={activity.owner?.name}
    />
  );
}

const sentences = {
  email: 'emailGoesOut',
  whatsapp: 'whatsappGoesOut',
  task: 'taskIsMade',
  call: 'callIsMade',
} as const;

function FollowUpLine({ step: { round, next } }: { readonly step: Extract<NextStep, { kind: 'follow_up' }> }) {
  const { t } = useWords(recordWords);
  const nameOf = useFollowUpNames(round.cadence.id);
  return (
    <Line
      channel={next.channel}
      text={t(sentences[next.channel], { name: next.subject ?? nameOf(next.followUp) })}
      at={next.at}
      aside={t('inCadence', { cadence: round.cadence.name })}
    />
  );
}

function WaitingLine({ round: { cadence, current } }: { readonly round: Rounds[number] }) {
  const { t } = useWords(recordWords);
  const nameOf = useFollowUpNames(cadence.id);
  if (current === null) return null;
  return (
    <Line
      channel={current.channel}
      text={t('waits', { name: current.subject ?? nameOf(current.followUp) })}
      aside={t('inCadence', { cadence: cadence.name })}
    />
  );
}
