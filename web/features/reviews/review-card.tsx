// One message of unknown fate: what is known of it, and what each decision does.
import { Anchor, Card, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useId } from 'react';
import type { Answer } from '#web/api/call.ts';
import { useAct } from '#web/api/hooks.ts';
import { useFollowUpNames } from '#web/features/cadences/follow-up-names.ts';
import { VerdictButtons } from '#web/features/reviews/verdict-buttons.tsx';
import { reviewsWords } from '#web/features/reviews/words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { may, useMe } from '#web/session/me.ts';
import { confirm } from '#web/ui/confirm.ts';
import { toastDone } from '#web/ui/toast.tsx';

export type Review = Answer<'listReviews'>['items'][number];

const verdicts = ['mark_sent', 'send_again', 'skip'] as const;
type Verdict = (typeof verdicts)[number];

const done = { mark_sent: 'wasSent', send_again: 'isSentAgain', skip: 'wasSkipped' } as const;

type ReviewCardProps = { readonly review: Review; readonly onDecided?: (() => void) | undefined };

export function ReviewCard({ review, onDecided }: ReviewCardProps) {
  const { t } = useWords(reviewsWords);
  const format = useFormat();
  const heading = useId();
  const { enrollment, cadence, record, attemptedAt, outcome } = review;
  const name = useFollowUpNames(cadence.id)(review.followUp);
  return (
    <Card withBorder component="section" aria-labelledby={heading}>
      <Stack gap="sm">
        <div>
          <Text component="h2" fw={600} m={0} id={heading}>
            {t('message', { name })} {t('to', { name: record?.name ?? t('deleted') })}
          </Text>
          <Text size="sm" c="dimmed">
            {t('inCadence')}{' '}
            <Anchor
              size="sm"
              underline="always"
              renderRoot={(props) => <Link to={paths.enrollment} params={{ enrollmentId: enrollment }} {...props} />}
            >
              {cadence.name}
            </Anchor>
            {' · '}
            {attemptedAt === null ? t('neverTried') : t('attempted', { when: format.dateTime(attemptedAt) })}
          </Text>
          {outcome === null ? null : (
            <Text size="sm" c="dimmed">
              {t('said', { outcome })}
            </Text>
          )}
        </div>
        <Verdicts review={review} name={name} onDecided={onDecided} />
      </Stack>
    </Card>
  );
}

function Verdicts({ review, name, onDecided }: ReviewCardProps & { readonly name: string }) {
  const { t } = useWords(reviewsWords);
  const why = may(useMe(), 'enrollments.write') ? null : t('notYours');
  const decide = useAct('reviewFollowUp', {
    refreshes: ['listReviews', 'getEnrollment', 'getEnrollmentHistory', 'listRecordEnrollments', 'getTimeline'],
    onDone: (_, { body }) => {
      toastDone(t(done[body.verdict]));
      onDecided?.();
    },
  });
  const { enrollment, number, record } = review;
  const choose = async (verdict: Verdict) => {
    if (verdict === 'send_again') {
      const lead = record?.name ?? t('deleted');
      const question = { title: t('again', { name }), text: t('againText', { lead }), yes: t('send_again') };
      if (!(await confirm(question))) return;
    }
    decide.mutate({ params: { id: enrollment, number }, body: { verdict } });
  };
  return (
    <VerdictButtons
      verdicts={verdicts}
      textOf={(verdict) => t(verdict)}
      hintOf={(verdict) => t(`${verdict}Hint`)}
      why={why}
      pending={decide.isPending ? decide.variables.body.verdict : null}
      onChoose={(verdict) => void choose(verdict)}
    />
  );
}
