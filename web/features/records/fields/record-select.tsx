import { Select, type SelectProps } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useRead } from '#web/api/hooks.ts';
import { recordsNamed } from '#web/features/records/list/records-search.ts';
import { recordsWords } from '#web/features/records/list/records-words.ts';
import { type Named, namesOf } from '#web/features/records/module.ts';
import { useWords } from '#web/i18n/words.ts';

type Shown =
  | 'label'
  | 'aria-label'
  | 'size'
  | 'error'
  | 'required'
  | 'autoFocus'
  | 'defaultDropdownOpened'
  | 'onKeyDown'
  | 'onDropdownClose';

type RecordSelectProps = Pick<SelectProps, Shown> & {
  /** Whose records, by its key. */
  readonly module: string;
  readonly record: Named | null;
  /** Ids of records that can't be meant. */
  readonly without?: readonly string[];
  readonly onChoose: (record: Named) => void;
  /** Left out: one must be chosen. */
  readonly onClear?: () => void;
};

const FOUND_MAX = 20;
const SEARCH_AFTER_MS = 250;

/** A record, found by its name. */
export function RecordSelect(props: RecordSelectProps) {
  const { module: key, record, without = [], onChoose, onClear, ...shown } = props;
  const { t, language } = useWords(recordsWords);
  const module = useRead('getModule', { params: { module: key } }).data;
  const [text, setText] = useState(record?.name ?? '');
  const [wanted] = useDebouncedValue(text.trim(), SEARCH_AFTER_MS);
  // What stands there of the chosen record is no search.
  const isSearch = wanted !== '' && wanted !== record?.name && module !== undefined;
  const query = { limit: FOUND_MAX, ...(isSearch ? { criteria: recordsNamed(wanted, module) } : {}) };
  const all = useRead('listRecords', { params: { module: key }, query }).data?.items ?? [];
  const found = all.filter(({ id }) => !without.includes(id));
  const choices = record === null || found.some(({ id }) => id === record.id) ? found : [record, ...found];
  return (
    <Select
      {...shown}
      placeholder={module === undefined ? '' : t('findRecord', namesOf(module, language))}
      nothingFoundMessage={t('noRecordFound')}
      searchable
      allowDeselect={false}
      clearable={onClear !== undefined}
      data={choices.map(({ id, name }) => ({ value: id, label: name }))}
      // The server has searched, in more than the name.
      filter={({ options }) => options}
      value={record?.id ?? null}
      searchValue={text}
      onSearchChange={setText}
      onChange={(id) => {
        const chosen = choices.find((choice) => choice.id === id);
        if (chosen !== undefined) onChoose({ id: chosen.id, name: chosen.name });
        else onClear?.();
      }}
    />
  );
}
