// A field's value for reading, by the type of the field.
import { Badge, Group } from '@mantine/core';
import type { Answer } from '#web/api/call.ts';
import { useRead } from '#web/api/hooks.ts';
import { optionLabel, optionTone } from '#web/features/leads/options.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { useWords } from '#web/i18n/words.ts';
import { Tone } from '#web/ui/tone.tsx';
import { When } from '#web/ui/when.tsx';

type Value = Answer<'getRecord'>['values'][string];
type FieldValueProps = {
  readonly field: Pick<Answer<'getModule'>['fields'][number], 'type' | 'choices'>;
  readonly value: Value;
  /** Of the record that a lookup leads to. */
  readonly name?: string | undefined;
};

export function FieldValue({ field, value, name }: FieldValueProps) {
  const { t, language } = useWords(generalWords);
  const format = useFormat();
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return null;
  const text = Array.isArray(value) ? '' : String(value);
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
      return name ?? null;
    case 'user':
      return <MemberName id={text} />;
    case 'pick_list':
      return <Option field={field} option={text} />;
    case 'multi_select':
      return (
        <Group gap={4}>
          {(Array.isArray(value) ? value : []).map((option) => (
            <Badge key={option} variant="default" tt="none" fw={500}>
              {optionLabel(field, option, language)}
            </Badge>
          ))}
        </Group>
      );
    default:
      return text;
  }
}

/** Options that have colours stand out by them. */
function Option({ field, option }: { readonly field: FieldValueProps['field']; readonly option: string }) {
  const { language } = useWords(generalWords);
  const label = optionLabel(field, option, language);
  const tone = optionTone(field, option);
  return tone === null ? label : <Tone color={tone}>{label}</Tone>;
}

function MemberName({ id }: { readonly id: string }) {
  const users = useRead('listUsers').data?.items ?? [];
  return users.find((user) => user.id === id)?.name ?? null;
}
