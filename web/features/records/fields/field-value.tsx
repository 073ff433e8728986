// A field's value for reading, by the type of the field.
import { Anchor, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useRead } from '#web/api/hooks.ts';
import type { FieldValue as Value } from '#web/features/records/fields/field-text.ts';
import { OptionBadge } from '#web/features/records/fields/option-badge.tsx';
import { optionLabel, optionTone } from '#web/features/records/fields/options.ts';
import type { Field, ShownRecord } from '#web/features/records/module.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { Tone } from '#web/ui/tone.tsx';
import { When } from '#web/ui/when.tsx';

type FieldValueProps = {
  readonly field: Pick<Field, 'type' | 'choices' | 'target'>;
  readonly value: Value;
  /** Where a lookup leads; null: its record is gone. Left out: it isn't known yet. */
  readonly leadsTo?: ShownRecord['lookups'][string] | null | undefined;
};

export function FieldValue({ field, value, leadsTo }: FieldValueProps) {
  const { t, language } = useWords(generalWords);
  const format = useFormat();
  if (isEmpty(value)) return null;
  const text = typeof value === 'object' ? '' : String(value);
  switch (field.type) {
    case 'boolean':
      return t(value === true ? 'yes' : 'no');
    case 'integer':
    case 'decimal':
    case 'currency':
      return format.decimal(text);
    case 'percent':
      return `${format.decimal(text)}%`;
    case 'date':
      return format.day(text);
    case 'date_time':
      return <When at={text} />;
    case 'lookup':
      if (leadsTo === undefined) return <FoundRecord module={field.target ?? ''} id={text} />;
      return leadsTo === null ? null : <RecordAnchor {...leadsTo} />;
    case 'user':
      return <MemberName id={text} />;
    case 'pick_list':
      return <Option field={field} option={text} />;
    case 'multi_select':
      return (
        <Group gap={4}>
          {(Array.isArray(value) ? value : []).map((option) => (
            <OptionBadge key={option} tone={optionTone(field, option)}>
              {optionLabel(field, option, language)}
            </OptionBadge>
          ))}
        </Group>
      );
    default:
      return text;
  }
}

export function isEmpty(value: Value): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

/** Options that have colours stand out by them. */
function Option({ field, option }: { readonly field: FieldValueProps['field']; readonly option: string }) {
  const { language } = useWords(generalWords);
  const label = optionLabel(field, option, language);
  const tone = optionTone(field, option);
  return tone === null ? label : <Tone color={tone}>{label}</Tone>;
}

function RecordAnchor({ module, id, name }: ShownRecord['lookups'][string]) {
  return (
    <Anchor inherit renderRoot={(props) => <Link to={paths.record} params={{ module, recordId: id }} {...props} />}>
      {name}
    </Anchor>
  );
}

function FoundRecord({ module, id }: { readonly module: string; readonly id: string }) {
  const name = useRead('getRecord', { params: { module, id } }).data?.name;
  return name === undefined ? null : <RecordAnchor module={module} id={id} name={name} />;
}

function MemberName({ id }: { readonly id: string }) {
  const users = useRead('listUsers').data?.items ?? [];
  return users.find((user) => user.id === id)?.name ?? null;
}
