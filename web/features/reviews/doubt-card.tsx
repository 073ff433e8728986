// One message that may be a reply: what it says, why it is in doubt, and what each answer does.
import { Anchor, Card, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useId } from 'react';
import type { Answer } from '#web/api/call.ts';
import { useAct } from '#web/api/hooks.ts';
import { useFollowUpNames } from '#web/features/cadences/follow-up-names.ts';
import { doubtWords } from '#web/features/reviews/doubt-words.ts';
import { VerdictButtons } from '#web/features/reviews/verdict-buttons.tsx';
import { useFormat } from '#web/i18n/format.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { may, useMe } from '#web/session/me.ts';
import { toastDone } from '#web/ui/toast.tsx';

export type DoubtfulReply = Answer<'listDoubtfulReplies'>['items'][number];

const verdicts = ['reply', 'no_reply'] as const;
const done = { reply: 'wasReply', no_reply: 'wasNoReply' } as const;

type DoubtCardProps = { readonly doubt: DoubtfulReply };

export function DoubtCard({ doubt }: DoubtCardProps) {
  const { t } = useWords(doubtWords);
  const format = useFormat();
  const heading = useId();
  const { enrollment, cadence, record, receivedAt, from, subject, opening, reason, followUp } = doubt;
  const name = useFollowUpNames(cadence.id)(followUp);
  return (
    <Card withBorder component="section" aria-labelledby={heading}>
      <Stack gap="sm">
        <div>
          <Text component="h2" fw={600} m={0} id={heading}>
            {t('question', { subject, name: record?.name ?? t('deleted') })}
          </Text>
          <Text size="sm" c="dimmed">
            {t('fromAt', { from, when: format.dateTime(receivedAt) })} {t('mayAnswer', { name })}{' '}
            <Anchor
              size="sm"
              underline="always"
              renderRoot={(props) => <Link to={paths.enrollment} params={{ enrollmentId: enrollment }} {...props} />}
            >
              {cadence.name}
            </Anchor>
          </Text>
          <Text size="sm" c="dimmed">
            {t(reason)}
          </Text>
        </div>
        <Text size="sm" style={{ whiteSpace: 'pre-wrap' }} lineClamp={6}>
          {opening}
        </Text>
        <Verdicts doubt={doubt} />
      </Stack>
    </Card>
  );
}

function Verdicts({ doubt: { id } }: DoubtCardProps) {
  const { t } = useWords(doubtWords);
  const why = may(useMe(), 'enrollments.write') ? null : t('notYours');
  const settle = useAct('settleDoubtfulReply', {
    refreshes: ['listDoubtfulReplies', 'getEnrollment', 'getEnrollmentHistory', 'listRecordEnrollments', 'getTimeline'],
    onDone: (_, { body }) => toastDone(t(done[body.verdict])),
  });
  return (
    <VerdictButtons
      verdicts={verdicts}
      textOf={(verdict) => t(verdict)}
      hintOf={(verdict) => t(`${verdict}Hint`)}
      why={why}
      pending={settle.isPending ? settle.variables.body.verdict : null}
      onChoose={(verdict) => settle.mutate({ params: { id }, body: { verdict } })}
    />
  );
}
