// Which fields of leads a form asks, in their order.
import { ActionIcon, Checkbox, Group, Input, Select, Stack, Text } from '@mantine/core';
import { ArrowDownIcon, ArrowUpIcon, XMarkIcon } from '@heroicons/react/16/solid';
import { useState } from 'react';
import type { FormField } from '#core/web-forms/web-form.ts';
import type { Field, Module } from '#web/features/records/module.ts';
import { askableOf, isMust, moved } from '#web/features/settings/web-forms/wish.ts';
import { webFormWords } from '#web/features/settings/web-forms/words.ts';
import { useWords } from '#web/i18n/words.ts';

type AskedFieldsProps = {
  /** Of leads. */
  readonly fields: Module['fields'];
  readonly asked: readonly FormField[];
  readonly error: string | undefined;
  readonly onChange: (asked: readonly FormField[]) => void;
};

export function AskedFields({ fields, asked, error, onChange }: AskedFieldsProps) {
  const { t } = useWords(webFormWords);
  const askable = askableOf(fields);
  const others = askable.filter(({ key }) => !asked.some(({ field }) => field === key));
  const add = ({ key, required }: Field) => onChange([...asked, { field: key, required }]);
  return (
    <Input.Wrapper label={t('fields')} description={t('fieldsHint')} labelElement="div">
      <Stack gap={6} mt="xs" role="list" aria-label={t('fields')}>
        {asked.map((one, place) => (
          <AskedLine
            key={one.field}
            asked={one}
            field={askable.find(({ key }) => key === one.field) ?? null}
            isFirst={place === 0}
            isLast={place === asked.length - 1}
            onChange={(wanted) => onChange(asked.with(place, wanted))}
            onMove={(step) => onChange(moved(asked, place, place + step))}
            onRemove={() => onChange(asked.toSpliced(place, 1))}
          />
        ))}
      </Stack>
      <AddField others={others} error={error} onAdd={add} />
    </Input.Wrapper>
  );
}

type AskedLineProps = {
  readonly asked: FormField;
  /** Null: it can't be asked any more. */
  readonly field: Field | null;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly onChange: (asked: FormField) => void;
  readonly onMove: (step: -1 | 1) => void;
  readonly onRemove: () => void;
};

function AskedLine({ asked, field, isFirst, isLast, onChange, onMove, onRemove }: AskedLineProps) {
  const { t, language } = useWords(webFormWords);
  const name = field?.label[language] ?? asked.field;
  return (
    <Group gap={6} wrap="nowrap" role="listitem">
      <Text size="sm" flex={1} truncate>
        {name}
      </Text>
      {field === null ? (
        <Text size="xs" c="var(--mantine-color-error)">
          {t('goneField')}
        </Text>
      ) : (
        <Checkbox
          size="xs"
          label={t('required')}
          aria-label={t('requiredOf', { field: name })}
          disabled={field.required}
          checked={asked.required}
          onChange={(event) => onChange({ ...asked, required: event.currentTarget.checked })}
        />
      )}
      <ActionIcon size="sm" aria-label={t('up', { field: name })} disabled={isFirst} onClick={() => onMove(-1)}>
        <ArrowUpIcon width={14} aria-hidden />
      </ActionIcon>
      <ActionIcon size="sm" aria-label={t('down', { field: name })} disabled={isLast} onClick={() => onMove(1)}>
        <ArrowDownIcon width={14} aria-hidden />
      </ActionIcon>
      <ActionIcon
        size="sm"
        aria-label={t('removeField', { field: name })}
        disabled={field !== null && isMust(field)}
        onClick={onRemove}
      >
        <XMarkIcon width={14} aria-hidden />
      </ActionIcon>
    </Group>
  );
}

type AddFieldProps = {
  readonly others: readonly Field[];
  readonly error: string | undefined;
  readonly onAdd: (field: Field) => void;
};

function AddField({ others, error, onAdd }: AddFieldProps) {
  const { t, language } = useWords(webFormWords);
  const [search, setSearch] = useState('');
  return (
    <Select
      mt="xs"
      size="xs"
      aria-label={t('addField')}
      placeholder={t('addField')}
      error={error}
      searchable
      searchValue={search}
      onSearchChange={setSearch}
      data={others.map(({ key, label }) => ({ value: key, label: label[language] }))}
      value={null}
      onChange={(chosen) => {
        const field = others.find(({ key }) => key === chosen);
        if (field !== undefined) onAdd(field);
        setSearch('');
      }}
    />
  );
}
