import { useQueryClient } from '@tanstack/react-query';
import { reading, useAct } from '#web/api/hooks.ts';
import { isProblem } from '#contract/client/problem.ts';
import type { Cadence } from '#web/features/cadences/builder/use-saving.ts';
import { publishingWords } from '#web/features/cadences/publishing/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { confirm } from '#web/ui/confirm.ts';
import { toastDone, toastProblem } from '#web/ui/toast.tsx';

/** Asks, saying what becomes of who is in it now (C-53), and disables. */
export function useDisable(onDisabled: (cadence: Cadence) => void): (id: string) => Promise<void> {
  const { t } = useWords(publishingWords);
  const queries = useQueryClient();
  const disable = useAct('disableCadence', {
    refreshes: ['listCadences', 'getCadence', 'getCadenceLimits'],
    onDone: ({ cadence, stopping }) => {
      onDisabled(cadence);
      const { name } = cadence;
      toastDone(stopping === 0 ? t('disabled', { name }) : t('disabledStopping', { name, count: stopping }));
    },
  });
  return async (id) => {
    try {
      const now = await queries.fetchQuery({ ...reading('getCadence', { params: { id } }), staleTime: 0 });
      const { name, activeEnrollments: count } = now;
      const isMeant = await confirm({
        title: t('disableTitle', { name }),
        text: count === 0 ? t('disableNobody') : `${t('disableText', { count })} ${t('disableAfter')}`,
        yes: count === 0 ? t('disableYes') : t('disableYesStop', { count }),
        kind: 'destructive',
      });
      if (isMeant) disable.mutate({ params: { id } });
    } catch (error) {
      if (!isProblem(error)) throw error;
      toastProblem(error);
    }
  };
}
