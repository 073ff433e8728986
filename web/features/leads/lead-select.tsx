import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useRead } from '#web/api/hooks.ts';
import { leadsNamed } from '#web/features/leads/leads-search.ts';
import { leadsWords } from '#web/features/leads/words.ts';
import { useWords } from '#web/i18n/words.ts';

export type LeadChosen = { readonly id: string; readonly name: string };

type LeadSelectProps = {
  readonly label: string;
  readonly lead: LeadChosen | null;
  readonly onChoose: (lead: LeadChosen) => void;
  /** Left out: one must be chosen. */
  readonly onClear?: () => void;
};

const FOUND_MAX = 20;
const SEARCH_AFTER_MS = 250;

/** A lead, found by its name. */
export function LeadSelect({ label, lead, onChoose, onClear }: LeadSelectProps) {
  const { t } = useWords(leadsWords);
  const [text, setText] = useState(lead?.name ?? '');
  const [wanted] = useDebouncedValue(text.trim(), SEARCH_AFTER_MS);
  // What stands there of the chosen lead is no search.
  const criteria = wanted === '' || wanted === lead?.name ? {} : { criteria: leadsNamed(wanted) };
  const query = { limit: FOUND_MAX, ...criteria };
  const found = useRead('listRecords', { params: { module: 'leads' }, query }).data?.items ?? [];
  const choices = lead === null || found.some(({ id }) => id === lead.id) ? found : [lead, ...found];
  return (
    <Select
      label={label}
      placeholder={t('findLead')}
      nothingFoundMessage={t('noLeadFound')}
      searchable
      allowDeselect={false}
      clearable={onClear !== undefined}
      data={choices.map(({ id, name }) => ({ value: id, label: name }))}
      // The server has searched, in more than the name.
      filter={({ options }) => options}
      value={lead?.id ?? null}
      searchValue={text}
      onSearchChange={setText}
      onChange={(id) => {
        const chosen = choices.find((choice) => choice.id === id);
        if (chosen !== undefined) onChoose(chosen);
        else onClear?.();
      }}
    />
  );
}
