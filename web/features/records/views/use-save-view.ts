// Makes a view, or changes one; whom that takes out of cadences is asked before (K-14).
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ApiProblem } from '#contract/client/problem.ts';
import type { Criteria } from '#core/criteria/criteria.ts';
import { useAct } from '#web/api/hooks.ts';
import type { View } from '#web/features/records/list/records-search.ts';
import { confirmLeaving } from '#web/features/records/views/confirm-leaving.ts';
import { viewWords } from '#web/features/records/views/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import type { Sort } from '#web/ui/columns.ts';
import { toastDone, toastProblem } from '#web/ui/toast.tsx';

export type ViewStart = {
  /** Null: a new one. */
  readonly view: View | null;
  /** Null: the view's. */
  readonly criteria: Criteria | null;
  readonly columns: readonly string[];
  readonly sort: Sort | null;
  /** Key of a pick list; null: a list. */
  readonly board: string | null;
};

export function useSaveView(
  { module, view, columns, sort }: ViewStart & { readonly module: string },
  onClose: () => void,
) {
  const { t } = useWords(viewWords);
  const navigate = useNavigate();
  const [nameProblem, setNameProblem] = useState<string | null>(null);
  const onProblem = (problem: ApiProblem) => {
    const ofName = problem.code === 'name_taken' ? problem.message : problem.byField('body')['name'];
    if (ofName === undefined) toastProblem(problem);
    else setNameProblem(ofName);
  };
  const done = (saved: Pick<View, 'id' | 'name'>, word: 'created' | 'saved') => {
    toastDone(t(word, { name: saved.name }));
    onClose();
    void navigate({ to: paths.records, params: { module }, search: { view: saved.id } });
  };
  const refreshes = ['listViews', 'listRecords', 'listCadences'] as const;
  const create = useAct('createView', { refreshes, onDone: (saved) => done(saved, 'created'), onProblem });
  const update = useAct('updateView', { refreshes, onDone: (saved) => done(saved, 'saved'), onProblem });
  return {
    nameProblem,
    isSaving: create.isPending || update.isPending,
    save: async (body: Pick<View, 'name' | 'board' | 'sharedWith'> & { readonly criteria: Criteria }) => {
      setNameProblem(null);
      if (view === null) return create.mutate({ body: { ...body, module, columns: [...columns], sort } });
      if (!(await confirmLeaving(view, body.criteria))) return;
      update.mutate({ params: { id: view.id }, body: { ...body, revision: view.revision, leaving: 'confirmed' } });
    },
  };
}
