import { Group, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { NUMBER_DIGITS_MAX } from '#core/records/check-field.ts';
import type { FieldDraft } from '#web/features/settings/modules/field-draft.ts';
import { fieldWords } from '#web/features/settings/modules/field-words.ts';
import { useWords } from '#web/i18n/words.ts';

type NumberingProps = {
  readonly draft: FieldDraft;
  readonly error: string | null;
  readonly onChange: (change: Partial<FieldDraft>) => void;
};

/** Nobody writes an automatic number, so it can't be asked for either. */
export function Numbering({ draft: { prefix, digits }, error, onChange }: NumberingProps) {
  const { t } = useWords(fieldWords);
  return (
    <Stack gap="xs">
      <Group grow align="flex-start">
        <TextInput
          label={t('prefix')}
          value={prefix}
          error={error}
          onChange={(event) => onChange({ prefix: event.currentTarget.value })}
        />
        <NumberInput
          label={t('digits')}
          min={1}
          max={NUMBER_DIGITS_MAX}
          allowDecimal={false}
          clampBehavior="strict"
          value={digits}
          onChange={(count) => onChange({ digits: Number(count) || 1 })}
        />
      </Group>
      <Text size="xs" c="dimmed">
        {t('numberExample', { number: prefix + '1'.padStart(digits, '0') })}
      </Text>
    </Stack>
  );
}
