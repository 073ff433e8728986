import { useRead } from '#web/api/hooks.ts';
import { type LeadChosen, LeadSelect } from '#web/features/leads/lead-select.tsx';
import { templatesWords } from '#web/features/templates/words.ts';
import { useWords } from '#web/i18n/words.ts';

/** The one to begin with. `lead` null although it is known: there is none. */
export function useFirstLead(): { readonly lead: LeadChosen | null; readonly isKnown: boolean } {
  const found = useRead('listRecords', { params: { module: 'leads' }, query: { limit: 1 } }).data;
  return { lead: found?.items[0] ?? null, isKnown: found !== undefined };
}

type LeadChoiceProps = { readonly lead: LeadChosen; readonly onChoose: (lead: LeadChosen) => void };

export function LeadChoice(props: LeadChoiceProps) {
  const { t } = useWords(templatesWords);
  return <LeadSelect label={t('previewFor')} {...props} />;
}
