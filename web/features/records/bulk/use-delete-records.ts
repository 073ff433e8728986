import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ApiProblem } from '#contract/client/problem.ts';
import { type Changed, carryOut, wholeCount } from '#web/features/records/bulk/change.ts';
import { sizeOf, type Target } from '#web/features/records/bulk/target.ts';
import { bulkWords } from '#web/features/records/bulk/words.ts';
import { type Module, type Named, namesOf } from '#web/features/records/module.ts';
import { useWords } from '#web/i18n/words.ts';
import { confirm } from '#web/ui/confirm.ts';
import { toastDone, toastProblem } from '#web/ui/toast.tsx';

type Deletion = {
  /** After a question. */
  ask(target: Target): Promise<void>;
  readonly isPending: boolean;
  /** What is to be told beyond a note: some were left out, or it goes on. */
  readonly report: { readonly changed: Changed; readonly records: readonly Named[] } | null;
  closeReport(): void;
};

export function useDeleteRecords(module: Module, onDone: () => void): Deletion {
  const { t, language } = useWords(bulkWords);
  const names = namesOf(module, language);
  const queries = useQueryClient();
  const deletion = useMutation<Changed, ApiProblem, Target>({
    mutationFn: (target) => carryOut({ module: module.key, target, change: { kind: 'delete' } }),
    onSuccess: (changed) => {
      const count = wholeCount(changed, 'gone_is_fine');
      if (count === null) return;
      toastDone(t('deleted', { count, ...names }));
      onDone();
    },
    onError: toastProblem,
    onSettled: () => queries.invalidateQueries(),
  });
  const ask = async (target: Target) => {
    const count = sizeOf(target);
    const text = t('deleteText');
    const question =
      count === null
        ? { title: t('deleteTitleAll', names), text, yes: t('deleteYesAll') }
        : { title: t('deleteTitle', { count, ...names }), text, yes: t('deleteYes', { count, ...names }) };
    if (await confirm({ ...question, kind: 'destructive' })) deletion.mutate(target);
  };
  const { data: changed, variables: target } = deletion;
  const isTold = changed !== undefined && target !== undefined && wholeCount(changed, 'gone_is_fine') === null;
  return {
    ask,
    isPending: deletion.isPending,
    report: isTold ? { changed, records: target.records } : null,
    closeReport: () => {
      deletion.reset();
      onDone();
    },
  };
}
