import { useState } from 'react';
import { useAct } from '#web/api/hooks.ts';
import type { ApiProblem, ProblemCode } from '#contract/client/problem.ts';
import type { Field, Module } from '#web/features/records/module.ts';
import { contentOf, type FieldDraft, keyOf } from '#web/features/settings/modules/field-draft.ts';
import { fieldWords } from '#web/features/settings/modules/field-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { toastDone } from '#web/ui/toast.tsx';

export type Place =
  | 'label'
  | 'key'
  | 'type'
  | 'target'
  | 'options'
  | 'numbering'
  | 'formula'
  | 'unique'
  | 'help'
  | 'default'
  | 'limits'
  | 'elsewhere';

/** Which input a "no" is about. */
const placeOf: Partial<Readonly<Record<ProblemCode, Place>>> = {
  field_label_not_valid: 'label',
  field_key_not_valid: 'key',
  field_key_taken: 'key',
  field_target_not_valid: 'target',
  field_options_not_valid: 'options',
  field_numbering_not_valid: 'numbering',
  field_formula_not_valid: 'formula',
  field_values_not_unique: 'unique',
  field_help_not_valid: 'help',
  field_default_not_valid: 'default',
  field_limit_not_valid: 'limits',
};

type Which = { readonly module: Module /** Null: a new one. */; readonly field: Field | null };

export function useSaveField({ module: { key: module }, field }: Which, onClose: () => void) {
  const { t, language } = useWords(fieldWords);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const refreshes = ['getModule', 'listRecords', 'getRecord', 'listRelated'] as const;
  const done = (word: 'added' | 'saved', label: Field['label']) => {
    toastDone(t(word, { name: label[language] }));
    onClose();
  };
  const add = useAct('addField', { refreshes, onDone: ({ label }) => done('added', label), onProblem: setProblem });
  const change = useAct('changeField', {
    refreshes,
    onDone: ({ label }) => done('saved', label),
    onProblem: setProblem,
  });
  const save = (draft: FieldDraft) => {
    setProblem(null);
    const { type, target, prefix, digits } = draft;
    const content = contentOf(draft);
    if (field === null) {
      const own = {
        ...(type === 'lookup' ? { target } : {}),
        ...(type === 'auto_number' ? { numbering: { prefix, digits } } : {}),
      };
      return add.mutate({ params: { module }, body: { ...content, ...own, key: keyOf(draft), type } });
    }
    const { label, help, tracked, formula } = content;
    const ofKept = { label, help: help ?? null, tracked: tracked ?? true, ...(formula == null ? {} : { formula }) };
    const body = field.readOnly ? ofKept : content;
    change.mutate({ params: { module, field: field.key }, body });
  };
  const problemAt = (place: Place): string | null => {
    if (problem === null || (placeOf[problem.code] ?? 'elsewhere') !== place) return null;
    return [problem.message, ...problem.errors.map(({ message }) => message)].join(' ');
  };
  return { save, problemAt, isSaving: add.isPending || change.isPending };
}
