import { call } from '#web/api/call.ts';
import { useAct } from '#web/api/hooks.ts';
import { isProblem } from '#contract/client/problem.ts';
import type { Field, Module } from '#web/features/records/module.ts';
import { fieldWords } from '#web/features/settings/modules/field-words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { useWords } from '#web/i18n/words.ts';
import { confirm } from '#web/ui/confirm.ts';
import { toastDone, toastProblem } from '#web/ui/toast.tsx';

const refreshes = ['getModule', 'listRecords', 'getRecord', 'listViews', 'listCadences'] as const;

/** After a question that names what would miss it. */
export function useRetireField({ key: module }: Module): (field: Field) => Promise<void> {
  const { t, language } = useWords(fieldWords);
  const format = useFormat();
  const restore = useAct('restoreField', { refreshes });
  const retire = useAct('retireField', { refreshes });
  return async ({ key, label }) => {
    const params = { module, field: key };
    const name = label[language];
    try {
      const { cadences, views } = await call('getFieldUses', { params });
      const uses = [...cadences.map((cadence) => cadence.name), ...views].map((use) => `“${use}”`);
      const says = uses.length === 0 ? [] : [t('retireUses', { names: format.list(uses) })];
      const question = { title: t('retireTitle', { name }), text: [t('retireText'), ...says].join(' ') };
      if (!(await confirm({ ...question, yes: t('retire'), kind: 'destructive' }))) return;
      const undo = () => restore.mutate({ params });
      retire.mutate({ params }, { onSuccess: () => toastDone(t('wasRetired', { name }), undo) });
    } catch (error) {
      if (!isProblem(error)) throw error;
      toastProblem(error);
    }
  };
}
