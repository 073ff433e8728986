// The columns of the cadences that a record is in or was in: where each round stands, what comes next, why it is over (C-64).
import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Answer } from '#web/api/call.ts';
import { useFollowUpNames } from '#web/features/cadences/follow-up-names.ts';
import { HeldNote } from '#web/features/enrollments/held-note.tsx';
import { RoundStatus } from '#web/features/enrollments/round-status.tsx';
import { roundWords } from '#web/features/enrollments/round-words.ts';
import { enrollmentsWords } from '#web/features/enrollments/words.ts';
import { type Translate, useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import type { Column } from '#web/ui/columns.ts';
import { When } from '#web/ui/when.tsx';

export type Round = Answer<'listRecordEnrollments'>['items'][number];

/** What no round has to say is no column at first. */
export function roundColumns(rounds: readonly Round[], t: Translate<typeof roundWords.en>): Column<Round>[] {
  const whereAny = (isSaid: (round: Round) => boolean) => ({
    shown: rounds.some(isSaid) ? ('at_first' as const) : ('on_wish' as const),
  });
  return [
    { key: 'cadence', header: t('cadence'), shown: 'always', cell: (round) => <CadenceName round={round} /> },
    { key: 'status', header: t('status'), cell: ({ status }) => <RoundStatus status={status} /> },
    { key: 'start', header: t('startDate'), cell: ({ enrolledAt }) => <When at={enrolledAt} as="date" /> },
    { key: 'current', header: t('currentFollowUp'), cell: (round) => <Current round={round} /> },
    { key: 'next', header: t('nextAction'), cell: (round) => <Next round={round} />, ...whereAny(isGoingOn) },
    {
      key: 'reason',
      header: t('whyOver'),
      cell: ({ reason }) => reason?.words ?? null,
      ...whereAny(({ reason }) => reason !== null),
    },
  ];
}

function isGoingOn({ status }: Round): boolean {
  return status === 'active';
}

function CadenceName({ round: { cadence, id } }: { readonly round: Round }) {
  return (
    <Anchor
      fw={600}
      size="sm"
      renderRoot={(props) => <Link to={paths.enrollment} params={{ enrollmentId: id }} {...props} />}
    >
      {cadence.name}
    </Anchor>
  );
}

function Current({ round: { cadence, current } }: { readonly round: Round }) {
  const { t } = useWords(enrollmentsWords);
  const nameOf = useFollowUpNames(cadence.id);
  if (current === null) return null;
  return (
    <TwoLines first={current.subject ?? nameOf(current.followUp)}>
      {t(current.state)}
      {current.at === null ? null : (
        <>
          {' · '}
          <When at={current.at} />
        </>
      )}
    </TwoLines>
  );
}

function Next({ round }: { readonly round: Round }) {
  const { t } = useWords(roundWords);
  const nameOf = useFollowUpNames(round.cadence.id);
  const { next, needsReview, held } = round;
  if (!isGoingOn(round)) return null;
  if (held !== null) {
    return (
      <TwoLines first={held.subject ?? nameOf(held.followUp)}>
        <HeldNote held={held} />
      </TwoLines>
    );
  }
  if (next === null) return t(needsReview ? 'waitsForDecision' : 'waitsForResponse');
  return (
    <TwoLines first={next.subject ?? nameOf(next.followUp)}>
      <When at={next.at} />
    </TwoLines>
  );
}

function TwoLines({ first, children }: { readonly first: string; readonly children: ReactNode }) {
  return (
    <div>
      <div>{first}</div>
      <Text size="xs" c="dimmed">
        {children}
      </Text>
    </div>
  );
}
