// The record, or the records, that a lookup is compared with: found by what is typed.
import { MultiSelect, type OptionsFilter, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { Literal } from '#core/criteria/operators.ts';
import type { Field } from '#core/records/field.ts';
import { useRead } from '#web/api/hooks.ts';
import { ledTo, useRecordNames } from '#web/criteria/record-names.ts';
import { criteriaWords } from '#web/criteria/words.ts';
import { useWords } from '#web/i18n/words.ts';

type Shared = { readonly field: Field; readonly isWrong: boolean; readonly label: string };

type LookupInputProps = Shared & { readonly value: Literal; readonly onChange: (value: Literal) => void };

export function LookupInput({ field, value, onChange, ...rest }: LookupInputProps) {
  const chosen = value === '' ? [] : [String(value)];
  const input = useLookup({ ...rest, field, chosen });
  return <Select {...input} allowDeselect={false} value={chosen[0] ?? null} onChange={(id) => onChange(id ?? '')} />;
}

type LookupsInputProps = Shared & {
  readonly values: readonly Literal[];
  readonly onChange: (values: readonly Literal[]) => void;
};

export function LookupsInput({ field, values, onChange, ...rest }: LookupsInputProps) {
  const chosen = values.map(String);
  const input = useLookup({ ...rest, field, chosen });
  return <MultiSelect {...input} value={chosen} onChange={onChange} />;
}

const FOUND_MAX = 20;
const SEARCH_AFTER_MS = 250;

/** The server has searched, in more than the name. */
const asFound: OptionsFilter = ({ options }) => options;

/** What both inputs have: the records found by what is typed, and those chosen before. */
function useLookup({ field, isWrong, label, chosen }: Shared & { readonly chosen: readonly string[] }) {
  const { t } = useWords(criteriaWords);
  const { target = null } = field;
  const names = useRecordNames(ledTo(target, chosen));
  const [typed, setTyped] = useState('');
  const [wanted] = useDebouncedValue(typed.trim(), SEARCH_AFTER_MS);
  const groups = useRead('searchRecords', { query: { q: wanted, limit: FOUND_MAX } }).data?.items ?? [];
  const found = groups.find(({ module }) => module === target)?.records ?? [];
  const known = new Map(found.map(({ id, name }) => [id, name]));
  for (const id of chosen) known.set(id, names.get(id) ?? known.get(id) ?? id);
  return {
    size: 'xs',
    searchable: true,
    'aria-label': label,
    error: isWrong,
    placeholder: chosen.length === 0 ? t('findRecord') : '',
    nothingFoundMessage: t('noRecordFound'),
    data: [...known].map(([value, name]) => ({ value, label: name })),
    searchValue: typed,
    onSearchChange: setTyped,
    filter: asFound,
  } as const;
}
