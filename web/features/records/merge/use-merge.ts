import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { Answer } from '#web/api/call.ts';
import { useAct } from '#web/api/hooks.ts';
import { isProblem } from '#contract/client/problem.ts';
import { titleOf } from '#web/features/records/list/record-columns.tsx';
import { mergeWords } from '#web/features/records/merge/merge-words.ts';
import type { Module } from '#web/features/records/module.ts';
import { formatFor } from '#web/i18n/format.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { toastDone, toastProblem } from '#web/ui/toast.tsx';

/** Field key → id of the record that its value is taken from; for the others the preview proposes one. */
export type Choices = Readonly<Record<string, string>>;

/** On what was looked at: where somebody changed a record meanwhile, it is shown as it is now. */
export function useMerge({ key: module }: Module, onClose: () => void) {
  const { t, language } = useWords(mergeWords);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [isOvertaken, setOvertaken] = useState(false);
  const act = useAct('mergeRecords', {
    onProblem: (problem) => {
      setOvertaken(isProblem(problem, 'stale'));
      if (isProblem(problem, 'stale')) void queries.invalidateQueries({ queryKey: ['previewMerge'] });
      else toastProblem(problem);
    },
  });
  const merge = ({ records }: Answer<'previewMerge'>, choices: Choices) => {
    const [survivor, ...others] = records;
    if (survivor === undefined) return;
    const body = {
      records: others.map(({ id, revision }) => ({ id, revision })),
      fields: choices,
      revision: survivor.revision,
    };
    act.mutate(
      { params: { module, id: survivor.id }, body },
      {
        onSuccess: (merged) => {
          const names = formatFor(language).list(others.map(titleOf));
          toastDone(t('done', { others: names, name: titleOf(merged) }));
          onClose();
          void navigate({ to: paths.record, params: { module, recordId: merged.id } });
          // The others are gone: nothing about them can be asked any more, not even on the page of one of them.
          const gone = others.map(({ id }) => id);
          void queries.invalidateQueries({ predicate: ({ queryHash }) => !gone.some((id) => queryHash.includes(id)) });
        },
      },
    );
  };
  return { merge, isPending: act.isPending, isOvertaken };
}
