// Saves a layout, and first what is required by now of its fields.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ApiProblem } from '#contract/client/problem.ts';
import { call } from '#web/api/call.ts';
import { type Module, namesOf } from '#web/features/records/module.ts';
import {
  isSameLayout,
  type LayoutDraft,
  requiredChanges,
  sectionsOf,
} from '#web/features/settings/modules/layout/layout-draft.ts';
import { layoutWords } from '#web/features/settings/modules/layout/layout-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { toastDone, toastProblem } from '#web/ui/toast.tsx';

/** `draft` null: as the product draws it. */
type Change = { readonly before: LayoutDraft; readonly draft: LayoutDraft | null };

export function useSaveLayout(module: Module, onSaved: () => void) {
  const { t, language } = useWords(layoutWords);
  const queries = useQueryClient();
  const params = { module: module.key };
  const saving = useMutation<void, ApiProblem, Change>({
    mutationFn: async ({ before, draft }) => {
      for (const { key, required } of draft === null ? [] : requiredChanges(before, draft)) {
        await call('changeField', { params: { ...params, field: key }, body: { required } });
      }
      if (draft !== null && isSameLayout(before, draft)) return;
      await call('putLayout', { params, body: { sections: draft === null ? null : sectionsOf(draft) } });
    },
    onSuccess: () => {
      toastDone(t('saved', namesOf(module, language)));
      onSaved();
    },
    onError: (problem) => {
      if (problem.code !== 'invalid_input') toastProblem(problem);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['getModule'] }),
  });
  return {
    save: (before: LayoutDraft, draft: LayoutDraft | null) => saving.mutate({ before, draft }),
    isSaving: saving.isPending,
    /** What is wrong with the name of a section; counted from 0. */
    problemOf: (section: number): string | null => saving.error?.byField(`body.sections.${section}`)['label'] ?? null,
  };
}
