// The related list: every round of the lead, the newest first (C-64, C-74).
import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { LeadSection } from '#web/features/leads/lead-section.tsx';
import { type Round, RoundRow } from '#web/features/leads/round-row.tsx';
import classes from '#web/features/leads/rounds.module.css';
import { roundWords } from '#web/features/enrollments/round-words.ts';
import { useWords } from '#web/i18n/words.ts';

export function LeadCadences({ rounds }: { readonly rounds: readonly Round[] }) {
  const { t } = useWords(roundWords);
  const [isAll, setAll] = useState(false);
  const latest = rounds.filter(isLatest);
  const hidden = isAll ? 0 : rounds.length - latest.length;
  return (
    <LeadSection title={t('cadences')}>
      {rounds.length === 0 ? (
        <Text size="sm" c="dimmed" p="sm">
          {t('none')}
        </Text>
      ) : null}
      <ul className={classes['list']}>
        {(isAll ? rounds : latest).map((round) => (
          <RoundRow key={round.id} round={round} />
        ))}
      </ul>
      {hidden > 0 ? (
        <Button variant="subtle" color="gray" size="compact-xs" mt={4} onClick={() => setAll(true)}>
          {t('showAll', { count: hidden })}
        </Button>
      ) : null}
    </LeadSection>
  );
}

/** In its cadence: later ones leave no choice to it. */
function isLatest({ restart }: Round): boolean {
  return restart !== null;
}
