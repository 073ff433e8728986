import { Alert, Button, Group, Stack } from '@mantine/core';
import { type AnswerPile, answerPiles, type BulkAnswer, isLeftOut } from '#web/features/records/bulk/answers.ts';
import { changeWords } from '#web/features/records/bulk/change-words.ts';
import { PileList, type ShownPile } from '#web/features/records/bulk/pile-list.tsx';
import type { Known } from '#web/features/records/bulk/target.ts';
import { bulkWords } from '#web/features/records/bulk/words.ts';
import { useWords } from '#web/i18n/words.ts';

type AnswerReportProps = { readonly answer: BulkAnswer; readonly known: Known; readonly onClose: () => void };

/** What became of records that were changed or deleted at once, and why some were left out. */
export function AnswerReport({ answer, known, onClose }: AnswerReportProps) {
  const { t } = useWords(changeWords);
  const { t: bulk } = useWords(bulkWords);
  const shown = (pile: AnswerPile): ShownPile => {
    const count = pile.records.length;
    const says = t(isLeftOut(pile) ? 'leftOut' : pile.result === 'deleted' ? 'deleted' : 'updated', { count });
    const isNamed = pile.result === 'not_found' || pile.result === 'record_not_yours';
    return { ...pile, key: `${pile.result} ${pile.why}`, count, says, why: isNamed ? t(pile.result) : pile.why };
  };
  return (
    <Stack>
      {answer.problem === null ? null : (
        <Alert color="red" title={answer.problem.message}>
          {bulk('brokenOff')}
        </Alert>
      )}
      <PileList piles={answerPiles(answer.items).map(shown)} known={known} />
      <Group justify="flex-end">
        <Button onClick={onClose}>{t('done')}</Button>
      </Group>
    </Stack>
  );
}
