import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { type AnswerPile, isLeftOut } from '#web/features/records/bulk/answers.ts';
import { changeWords } from '#web/features/records/bulk/change-words.ts';
import { PileList, type ShownPile } from '#web/features/records/bulk/pile-list.tsx';
import type { Known } from '#web/features/records/bulk/target.ts';
import { bulkWords } from '#web/features/records/bulk/words.ts';
import { useWords } from '#web/i18n/words.ts';

type AnswerReportProps = {
  readonly piles: readonly AnswerPile[];
  /** Why the rest was not done; null: all of them are answered. */
  readonly problem: string | null;
  /** Somebody stopped it before its end. */
  readonly isStopped?: boolean;
  readonly known: Known;
  readonly onClose: () => void;
};

/** What became of records that were changed or deleted at once, and why some were left out. */
export function AnswerReport({ piles, problem, isStopped = false, known, onClose }: AnswerReportProps) {
  const { t } = useWords(changeWords);
  const { t: bulk } = useWords(bulkWords);
  const shown = (pile: AnswerPile): ShownPile => {
    const { count } = pile;
    const says = t(isLeftOut(pile) ? 'leftOut' : pile.result === 'deleted' ? 'deleted' : 'updated', { count });
    const isNamed = pile.result === 'not_found' || pile.result === 'record_not_yours';
    return { ...pile, key: `${pile.result} ${pile.why}`, says, why: isNamed ? t(pile.result) : pile.why };
  };
  return (
    <Stack>
      {isStopped ? <Alert color="yellow">{bulk('stopped')}</Alert> : null}
      {problem === null ? null : (
        <Alert color="red" title={problem}>
          {bulk('brokenOff')}
        </Alert>
      )}
      {piles.length === 0 ? <Text>{bulk('nothingFound')}</Text> : <PileList piles={piles.map(shown)} known={known} />}
      <Group justify="flex-end">
        <Button onClick={onClose}>{t('done')}</Button>
      </Group>
    </Stack>
  );
}
