import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useRead } from '#web/api/hooks.ts';
import { leadsNamed } from '#web/features/leads/leads-search.ts';
import { templatesWords } from '#web/features/templates/words.ts';
import { useWords } from '#web/i18n/words.ts';

export type LeadChosen = { readonly id: string; readonly name: string };

const FOUND_MAX = 20;
const SEARCH_AFTER_MS = 250;

/** The one to begin with. `lead` null although it is known: there is none. */
export function useFirstLead(): { readonly lead: LeadChosen | null; readonly isKnown: boolean } {
  const found = useRead('listLeads', { query: { limit: 1 } }).data;
  return { lead: found?.items[0] ?? null, isKnown: found !== undefined };
}

type LeadChoiceProps = { readonly lead: LeadChosen; readonly onChoose: (lead: LeadChosen) => void };

export function LeadChoice({ lead, onChoose }: LeadChoiceProps) {
  const { t } = useWords(templatesWords);
  const [text, setText] = useState(lead.name);
  const [wanted] = useDebouncedValue(text.trim(), SEARCH_AFTER_MS);
  // What stands there of the chosen lead is no search.
  const criteria = wanted === '' || wanted === lead.name ? {} : { criteria: leadsNamed(wanted) };
  const found = useRead('listLeads', { query: { limit: FOUND_MAX, ...criteria } }).data?.items ?? [];
  const choices = found.some(({ id }) => id === lead.id) ? found : [lead, ...found];
  return (
    <Select
      label={t('previewFor')}
      placeholder={t('findLead')}
      nothingFoundMessage={t('noLeadFound')}
      searchable
      allowDeselect={false}
      data={choices.map(({ id, name }) => ({ value: id, label: name }))}
      // The server has searched, in more than the name.
      filter={({ options }) => options}
      value={lead.id}
      searchValue={text}
      onSearchChange={setText}
      onChange={(id) => {
        const chosen = choices.find((choice) => choice.id === id);
        if (chosen !== undefined) onChoose(chosen);
      }}
    />
  );
}
