import { Text } from '@mantine/core';
import { skipReasonInWords } from '#contract/enroll-words.ts';
import { type Pile, pilesOf, type Tally } from '#web/features/records/bulk/outcomes.ts';
import { PileList, type ShownPile } from '#web/features/records/bulk/pile-list.tsx';
import type { Known } from '#web/features/records/bulk/target.ts';
import { bulkWords } from '#web/features/records/bulk/words.ts';
import { useWords } from '#web/i18n/words.ts';

type RunReportProps = {
  readonly cadence: string;
  readonly tally: Tally;
  /** Those whose names are known. */
  readonly known: Known;
};

export function RunReport({ cadence, tally, known }: RunReportProps) {
  const { t, language } = useWords(bulkWords);
  const whyOf = ({ reason, rule }: Pile) => {
    const said = reason === null ? '' : skipReasonInWords(reason)[language];
    return rule === null ? said : `${said} ${t('byRule', { rule })}`;
  };
  const piles = pilesOf(tally).map(
    (pile): ShownPile => ({ ...pile, says: t(pile.answer, { count: pile.count }), why: whyOf(pile) }),
  );
  if (piles.length === 0) return <Text>{t('nothingFound')}</Text>;
  return (
    <div>
      <Text mb="xs" role="status">
        {t('resultIn', { cadence })}
      </Text>
      <PileList piles={piles} known={known} />
    </div>
  );
}
