import { Select, TextInput } from '@mantine/core';
import type { Literal } from '#core/criteria/operators.ts';
import { type Field, shapeOf } from '#core/records/field.ts';
import { readLiteral, useChoices } from '#web/criteria/literals.ts';
import { criteriaWords } from '#web/criteria/words.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';

type LiteralInputProps = {
  readonly field: Field;
  /** Of a text, and of an option's: anything may be written. */
  readonly isPart: boolean;
  readonly isWrong: boolean;
  readonly label: string;
  readonly value: Literal;
  readonly onChange: (value: Literal) => void;
};

/** One value of the field's type. */
export function LiteralInput({ field, isPart, isWrong, label, value, onChange }: LiteralInputProps) {
  const { t } = useWords(criteriaWords);
  const { t: general } = useWords(generalWords);
  const choices = useChoices(field, isPart);
  const common = { size: 'xs', 'aria-label': label, error: isWrong } as const;
  if (field.type === 'boolean') {
    const data = [
      { value: 'true', label: general('yes') },
      { value: 'false', label: general('no') },
    ];
    return (
      <Select
        {...common}
        allowDeselect={false}
        data={data}
        value={String(value)}
        onChange={(it) => onChange(it === 'true')}
      />
    );
  }
  if (choices !== null) {
    return (
      <Select
        {...common}
        searchable
        allowDeselect={false}
        placeholder={t('choose')}
        data={choices}
        value={value === '' ? null : String(value)}
        onChange={(chosen) => onChange(chosen ?? '')}
      />
    );
  }
  const shape = shapeOf[field.type];
  const isDay = (shape === 'date' || shape === 'instant') && /^(\d{4}-\d{2}-\d{2})?$/.test(String(value));
  const isNumber = shape === 'integer' || shape === 'decimal';
  return (
    <TextInput
      {...common}
      type={isDay ? 'date' : 'text'}
      {...(isNumber ? { inputMode: 'decimal' } : {})}
      value={String(value)}
      onChange={(event) => onChange(readLiteral(event.currentTarget.value, shape))}
    />
  );
}
