// What a field is worked out by, instead of being written by people.
import { Checkbox, Stack, Textarea } from '@mantine/core';
import { FORMULA_LENGTH_MAX } from '#core/formulas/expression.ts';
import { fieldWords } from '#web/features/settings/modules/field-words.ts';
import { useWords } from '#web/i18n/words.ts';

type FormulaInputProps = {
  /** Null: people write the values. */
  readonly value: string | null;
  readonly error: string | null;
  readonly onChange: (formula: string | null) => void;
};

export function FormulaInput({ value, error, onChange }: FormulaInputProps) {
  const { t } = useWords(fieldWords);
  return (
    <Stack gap="xs">
      <Checkbox
        size="xs"
        label={t('byFormula')}
        checked={value !== null}
        onChange={(event) => onChange(event.currentTarget.checked ? '' : null)}
      />
      {value === null ? null : (
        <Textarea
          label={t('formula')}
          description={t('formulaHint')}
          required
          autosize
          minRows={2}
          maxLength={FORMULA_LENGTH_MAX}
          ff="monospace"
          value={value}
          error={error}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Stack>
  );
}
