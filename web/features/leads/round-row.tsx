// One round of a lead through a cadence: where it stands, what comes next, why it is over, what can be done (C-64, C-70).
import { Anchor, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Answer } from '#web/api/call.ts';
import { useFollowUpNames } from '#web/features/cadences/follow-up-names.ts';
import { enrollmentsWords } from '#web/features/enrollments/words.ts';
import classes from '#web/features/leads/rounds.module.css';
import { RoundActions } from '#web/features/enrollments/round-actions.tsx';
import { RoundStatus } from '#web/features/enrollments/round-status.tsx';
import { roundWords } from '#web/features/enrollments/round-words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { QuietLine } from '#web/ui/quiet-line.tsx';
import { useNow, When } from '#web/ui/when.tsx';

export type Round = Answer<'listLeadEnrollments'>['items'][number];

export function RoundRow({ round }: { readonly round: Round }) {
  const { cadence, id, status } = round;
  return (
    <li className={classes['round']}>
      <div className={classes['line']}>
        <Group gap="sm">
          <Anchor
            fw={600}
            size="sm"
            renderRoot={(props) => <Link to={paths.enrollment} params={{ enrollmentId: id }} {...props} />}
          >
            {cadence.name}
          </Anchor>
          <Text span size="xs">
            <RoundStatus status={status} />
          </Text>
        </Group>
        <Group gap={4} wrap="nowrap">
          <RoundActions enrollment={round} size="compact-xs" />
        </Group>
      </div>
      <Standing round={round} />
    </li>
  );
}

function Standing({ round }: { readonly round: Round }) {
  const { t } = useWords(roundWords);
  const { t: states } = useWords(enrollmentsWords);
  const format = useFormat();
  const now = useNow();
  const nameOf = useFollowUpNames(round.cadence.id);
  const { enrolledAt, current, next, reason, status } = round;
  return (
    <QuietLine>
      <span>{t('since', { date: format.date(enrolledAt) })}</span>
      {current === null ? null : (
        <span>
          {t('current', { name: nameOf(current.followUp), state: states(current.state) })}
          {current.at === null ? null : (
            <>
              {' '}
              <When at={current.at} />
            </>
          )}
        </span>
      )}
      {next === null ? null : (
        <span className={classes['next']}>
          {t('upNext', { name: nameOf(next.followUp), when: format.relative(next.at, now) })}
        </span>
      )}
      {status === 'active' && next === null && current?.state === 'executed' ? (
        <span className={classes['next']}>{t('waitsForResponse')}</span>
      ) : null}
      {reason === null ? null : <span>{t('reason', { reason: reason.words })}</span>}
    </QuietLine>
  );
}
