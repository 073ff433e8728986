import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '#web/api/call.ts';
import { ApiProblem, isProblem } from '#web/api/problem.ts';
import type { Named } from '#web/features/leads/bulk/target.ts';
import { bulkWords } from '#web/features/leads/bulk/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { confirm } from '#web/ui/confirm.ts';
import { toastDone, toastProblem } from '#web/ui/toast.tsx';

/** After a question; what somebody else deleted meanwhile is no problem. */
export function useDeleteLeads(onDone: () => void) {
  const { t } = useWords(bulkWords);
  const queries = useQueryClient();
  const deletion = useMutation<void, ApiProblem, readonly Named[]>({
    mutationFn: async (leads) => {
      for (const { id } of leads) await deleteOne(id);
    },
    onSuccess: (_, { length: count }) => {
      toastDone(t('deleted', { count }));
      onDone();
    },
    onError: toastProblem,
    onSettled: () => queries.invalidateQueries(),
  });
  const ask = async (leads: readonly Named[]) => {
    const count = leads.length;
    const question = { title: t('deleteTitle', { count }), text: t('deleteText'), yes: t('deleteYes', { count }) };
    if (await confirm({ ...question, kind: 'destructive' })) deletion.mutate(leads);
  };
  return { ask, isPending: deletion.isPending };
}

async function deleteOne(id: string): Promise<void> {
  try {
    await call('deleteRecord', { params: { module: 'leads', id } });
  } catch (error) {
    if (!isProblem(error, 'not_found')) throw error;
  }
}
