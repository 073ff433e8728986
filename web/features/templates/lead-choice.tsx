import { useRead } from '#web/api/hooks.ts';
import { RecordSelect } from '#web/features/records/fields/record-select.tsx';
import type { Named } from '#web/features/records/module.ts';
import { templatesWords } from '#web/features/templates/words.ts';
import { useWords } from '#web/i18n/words.ts';

/** The one to begin with. `lead` null although it is known: there is none. */
export function useFirstLead(): { readonly lead: Named | null; readonly isKnown: boolean } {
  const found = useRead('listRecords', { params: { module: 'leads' }, query: { limit: 1 } }).data;
  return { lead: found?.items[0] ?? null, isKnown: found !== undefined };
}

type LeadChoiceProps = { readonly lead: Named; readonly onChoose: (lead: Named) => void };

export function LeadChoice({ lead, onChoose }: LeadChoiceProps) {
  const { t } = useWords(templatesWords);
  return <RecordSelect module="leads" label={t('previewFor')} record={lead} onChoose={onChoose} />;
}
