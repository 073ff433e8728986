import { MultiSelect, TagsInput } from '@mantine/core';
import type { Literal } from '#core/criteria/operators.ts';
import { type Field, shapeOf } from '#core/records/field.ts';
import { readLiteral, useChoices } from '#web/criteria/literals.ts';
import { criteriaWords } from '#web/criteria/words.ts';
import { useWords } from '#web/i18n/words.ts';

type LiteralsInputProps = {
  readonly field: Field;
  readonly isPart: boolean;
  readonly isWrong: boolean;
  readonly label: string;
  readonly values: readonly Literal[];
  readonly onChange: (values: readonly Literal[]) => void;
};

/** Several values of the field's type. */
export function LiteralsInput({ field, isPart, isWrong, label, values, onChange }: LiteralsInputProps) {
  const { t } = useWords(criteriaWords);
  const choices = useChoices(field, isPart);
  const common = { size: 'xs', 'aria-label': label, error: isWrong, value: values.map(String) } as const;
  if (choices !== null) {
    return (
      <MultiSelect
        {...common}
        searchable
        placeholder={values.length === 0 ? t('choose') : ''}
        data={choices}
        onChange={onChange}
      />
    );
  }
  return (
    <TagsInput
      {...common}
      acceptValueOnBlur
      placeholder={values.length === 0 ? t('valuesPlaceholder') : ''}
      onChange={(texts) => onChange(texts.map((text) => readLiteral(text.trim(), shapeOf[field.type])))}
    />
  );
}
