import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { reading } from '#web/api/hooks.ts';
import { recordsWords } from '#web/features/records/list/records-words.ts';
import type { Named } from '#web/features/records/module.ts';
import { useWords } from '#web/i18n/words.ts';

type AnyRecordSelectProps = {
  readonly label: string;
  readonly record: Named | null;
  /** Null: none. */
  readonly onChange: (record: Named | null) => void;
};

const SEARCH_AFTER_MS = 250;
/** Of the contract. */
const WANTED_MAX = 200;

/** A record of whatever module, found by its name, mail address or phone number. */
export function AnyRecordSelect({ label, record, onChange }: AnyRecordSelectProps) {
  const { t, language } = useWords(recordsWords);
  const [text, setText] = useState('');
  const [wanted] = useDebouncedValue(text.trim().slice(0, WANTED_MAX), SEARCH_AFTER_MS);
  // What stands there of the chosen record is no search.
  const isSearch = wanted !== '' && wanted !== record?.name;
  const { data } = useQuery({ ...reading('searchRecords', { query: { q: wanted } }), enabled: isSearch });
  const groups = isSearch ? (data?.items ?? []) : [];
  const found = groups.flatMap(({ records }) => records);
  const isChosenApart = record !== null && !found.some(({ id }) => id === record.id);
  return (
    <Select
      label={label}
      placeholder={t('findAny')}
      nothingFoundMessage={isSearch && data !== undefined ? t('noRecordFound') : t('typeToFind')}
      searchable
      clearable
      allowDeselect={false}
      data={[
        ...(isChosenApart ? [{ value: record.id, label: record.name }] : []),
        ...groups.map((group) => ({
          group: group.label[language],
          items: group.records.map(({ id, name }) => ({ value: id, label: name })),
        })),
      ]}
      // The server has searched, in more than the name.
      filter={({ options }) => options}
      value={record?.id ?? null}
      searchValue={text}
      onSearchChange={setText}
      onChange={(id) => {
        const chosen = found.find((one) => one.id === id) ?? null;
        if (id === null || chosen !== null) onChange(chosen === null ? null : { id: chosen.id, name: chosen.name });
      }}
    />
  );
}
