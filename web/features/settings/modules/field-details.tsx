// What most fields do without: help, limits, what a new record begins with.
import { Anchor, Checkbox, NumberInput, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { limitsFor } from '#core/records/check-field.ts';
import { FieldInput } from '#web/features/records/forms/field-input.tsx';
import { asField, type FieldDraft, hasDefault } from '#web/features/settings/modules/field-draft.ts';
import { fieldWords } from '#web/features/settings/modules/field-words.ts';
import type { Place } from '#web/features/settings/modules/use-save-field.ts';
import { useWords } from '#web/i18n/words.ts';

type FieldDetailsProps = {
  readonly draft: FieldDraft;
  /** People write it, not the product. */
  readonly isWritable: boolean;
  readonly onChange: (change: Partial<FieldDraft>) => void;
  readonly problem: (place: Place) => string | null;
};

export function FieldDetails(props: FieldDetailsProps) {
  const { t } = useWords(fieldWords);
  const [isOpen, setOpen] = useState(false);
  const mustOpen = (['help', 'default', 'limits'] as const).some((place) => props.problem(place) !== null);
  if (isOpen || mustOpen) return <Details {...props} />;
  return (
    <Anchor component="button" type="button" size="sm" ta="start" onClick={() => setOpen(true)}>
      {t('more')}
    </Anchor>
  );
}

function Details({ draft, isWritable, onChange, problem }: FieldDetailsProps) {
  const { t } = useWords(fieldWords);
  return (
    <Stack gap="sm">
      <SimpleGrid cols={2}>
        <TextInput
          label={t('helpEn')}
          value={draft.helpEn}
          error={problem('help')}
          onChange={(event) => onChange({ helpEn: event.currentTarget.value })}
        />
        <TextInput
          label={t('helpZh')}
          value={draft.helpZh}
          onChange={(event) => onChange({ helpZh: event.currentTarget.value })}
        />
        {isWritable ? <Limits draft={draft} onChange={onChange} problem={problem} /> : null}
      </SimpleGrid>
      {isWritable && hasDefault(draft) ? (
        <FieldInput
          field={asField(draft, t('default'))}
          written={draft.default}
          problem={problem('default') ?? undefined}
          onChange={(written) => onChange({ default: written })}
        />
      ) : null}
      <Checkbox
        size="xs"
        label={t('tracked')}
        checked={draft.tracked}
        onChange={(event) => onChange({ tracked: event.currentTarget.checked })}
      />
    </Stack>
  );
}

function Limits({ draft, onChange, problem }: Omit<FieldDetailsProps, 'isWritable'>) {
  const { t } = useWords(fieldWords);
  const can = limitsFor(draft.type);
  const common = { min: 0, allowDecimal: false, allowNegative: false, error: problem('limits') } as const;
  return (
    <>
      {can.length ? (
        <NumberInput
          {...common}
          label={t('lengthMax')}
          value={draft.lengthMax}
          onChange={(value) => onChange({ lengthMax: String(value) })}
        />
      ) : null}
      {can.fraction ? (
        <NumberInput
          {...common}
          label={t('fractionDigits')}
          value={draft.fractionDigits}
          onChange={(value) => onChange({ fractionDigits: String(value) })}
        />
      ) : null}
    </>
  );
}
