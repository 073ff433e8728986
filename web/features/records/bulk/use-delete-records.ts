import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '#web/api/call.ts';
import type { ApiProblem } from '#contract/client/problem.ts';
import { type BulkAnswer, inThousands } from '#web/features/records/bulk/answers.ts';
import { bulkWords } from '#web/features/records/bulk/words.ts';
import { type Module, type Named, namesOf } from '#web/features/records/module.ts';
import { useWords } from '#web/i18n/words.ts';
import { confirm } from '#web/ui/confirm.ts';
import { toastDone, toastProblem } from '#web/ui/toast.tsx';

type Deletion = {
  /** After a question. */
  ask(records: readonly Named[]): Promise<void>;
  readonly isPending: boolean;
  /** What is to be told beyond a note: some were left out. */
  readonly report: { readonly answer: BulkAnswer; readonly records: readonly Named[] } | null;
  closeReport(): void;
};

export function useDeleteRecords(module: Module, onDone: () => void): Deletion {
  const { t, language } = useWords(bulkWords);
  const names = namesOf(module, language);
  const queries = useQueryClient();
  const deletion = useMutation<BulkAnswer, ApiProblem, readonly Named[]>({
    mutationFn: (records) =>
      inThousands(records, (ids) => call('deleteRecords', { params: { module: module.key }, body: { records: ids } })),
    onSuccess: (answer, records) => {
      if (!isWhole(answer)) return;
      toastDone(t('deleted', { count: records.length, ...names }));
      onDone();
    },
    onError: toastProblem,
    onSettled: () => queries.invalidateQueries(),
  });
  const ask = async (records: readonly Named[]) => {
    const count = records.length;
    const question = {
      title: t('deleteTitle', { count, ...names }),
      text: t('deleteText'),
      yes: t('deleteYes', { count, ...names }),
    };
    if (await confirm({ ...question, kind: 'destructive' })) deletion.mutate(records);
  };
  const { data: answer, variables: records } = deletion;
  const isTold = answer !== undefined && records !== undefined && !isWhole(answer);
  return {
    ask,
    isPending: deletion.isPending,
    report: isTold ? { answer, records } : null,
    closeReport: () => {
      deletion.reset();
      onDone();
    },
  };
}

/** What somebody else deleted meanwhile is no problem. */
function isWhole({ items, problem }: BulkAnswer): boolean {
  return problem === null && items.every(({ result }) => result === 'deleted' || result === 'not_found');
}
