// The round that sent a message, as it goes on: a glance at its story.
import { Anchor, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { reading } from '#web/api/hooks.ts';
import { NextStep } from '#web/features/enrollments/next-step.tsx';
import { RoundStatus } from '#web/features/enrollments/round-status.tsx';
import classes from '#web/features/mailbox/mailbox-page.module.css';
import { mailboxWords } from '#web/features/mailbox/words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { Loaded } from '#web/ui/states.tsx';

const LOOK_AGAIN_MS = 2_000;
const LATEST = 6;

export function Consequences({ enrollment: id }: { readonly enrollment: string }) {
  const { t } = useWords(mailboxWords);
  const format = useFormat();
  const again = { refetchInterval: LOOK_AGAIN_MS };
  const enrollment = useQuery({ ...reading('getEnrollment', { params: { id } }), ...again });
  const history = useQuery({ ...reading('getEnrollmentHistory', { params: { id } }), ...again });
  const latest = (history.data?.items ?? []).slice(-LATEST).toReversed();
  return (
    <Loaded of={enrollment}>
      {(round) => (
        <Stack gap="sm">
          <Group justify="space-between" gap="xs">
            <Text fw={500}>{round.cadence.name}</Text>
            <RoundStatus status={round.status} />
          </Group>
          <NextStep enrollment={round} />
          <ul className={classes['latest']}>
            {latest.map(({ at, sentence }, index) => (
              <li key={`${at} ${index}`}>
                <time dateTime={at} title={format.exact(at)}>
                  {format.dateTime(at)}
                </time>
                {sentence}
              </li>
            ))}
          </ul>
          <Anchor
            size="sm"
            renderRoot={(props) => <Link to={paths.enrollment} params={{ enrollmentId: id }} {...props} />}
          >
            {t('story')}
          </Anchor>
        </Stack>
      )}
    </Loaded>
  );
}
