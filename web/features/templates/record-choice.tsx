import { useRead } from '#web/api/hooks.ts';
import { RecordSelect } from '#web/features/records/fields/record-select.tsx';
import { type Named, namesOf } from '#web/features/records/module.ts';
import type { Module } from '#web/features/templates/merge-fields.ts';
import { templatesWords } from '#web/features/templates/words.ts';
import { useWords } from '#web/i18n/words.ts';

/** The one to begin with. `record` null although it is known: there is none. */
export function useFirstRecord({ key }: Module): { readonly record: Named | null; readonly isKnown: boolean } {
  const found = useRead('listRecords', { params: { module: key }, query: { limit: 1 } });
  const isKnown = found.data !== undefined && !found.isPlaceholderData;
  return { record: isKnown ? (found.data.items[0] ?? null) : null, isKnown };
}

type RecordChoiceProps = {
  readonly module: Module;
  readonly record: Named;
  readonly onChoose: (record: Named) => void;
};

export function RecordChoice({ module, record, onChoose }: RecordChoiceProps) {
  const { t, language } = useWords(templatesWords);
  const label = t('previewFor', namesOf(module, language));
  return <RecordSelect module={module.key} label={label} record={record} onChoose={onChoose} />;
}
