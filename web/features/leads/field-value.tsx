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

type Value = Answer<'getLead'>['values'][string];
type FieldValueProps = {
  readonly field: Pick<Answer<'getModule'>['fields'][number], 'key' | 'type'>;
  readonly value: Value;
};

export function FieldValue({ field, value }: FieldValueProps) {
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
    case 'user':
      return <MemberName id={text} />;
    case 'pick_list':
      return <Option field={field.key} option={text} />;
    case 'multi_select':
      return (
        <Group gap={4}>
          {(Array.isArray(value) ? value : []).map((option) => (
            <Badge key={option} variant="default" tt="none" fw={500}>
              {optionLabel(option, language)}
            </Badge>
          ))}
        </Group>
      );
    default:
      return text;
  }
}

/** A status stands out by its tone; other options are text. */
function Option({ field, option }: { readonly field: string; readonly option: string }) {
  const { language } = useWords(generalWords);
  const label = optionLabel(option, language);
  if (field !== 'lead_status') return label;
  return <Tone color={optionTone(option)}>{label}</Tone>;
}

function MemberName({ id }: { readonly id: string }) {
  const users = useRead('listUsers').data?.items ?? [];
  return users.find((user) => user.id === id)?.name ?? null;
}
