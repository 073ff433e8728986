import { NumberInput, Stack, Textarea, TextInput } from '@mantine/core';
import { RESPONSE_WINDOW_DAYS_DEFAULT } from '#core/cadence/definition.ts';
import type { CadenceFile } from '#core/cadence/file.ts';
import { AudienceFields } from '#web/features/cadences/audience-fields.tsx';
import { useBuilder } from '#web/features/cadences/builder/builder-context.ts';
import { PaceFields } from '#web/features/cadences/builder/panel/pace-fields.tsx';
import { useField } from '#web/features/cadences/builder/panel/use-field.ts';
import { panelWords } from '#web/features/cadences/builder/panel/words.ts';
import { useWords } from '#web/i18n/words.ts';

const WINDOW_DAYS_MAX = 365;

export function CadencePanel() {
  const { t } = useWords(panelWords);
  const { draft } = useBuilder();
  const { file, problem } = draft;
  const field = useField();
  const set = (about: string, changes: Partial<CadenceFile>) => draft.change({ ...file, ...changes }, about);
  const name = field('name');
  return (
    <Stack gap="md">
      <TextInput
        {...name}
        size="xs"
        label={t('name')}
        withAsterisk
        error={problem?.code === 'name_taken' ? problem.message : name.error}
        value={file.name}
        onChange={(event) => set('name', { name: event.currentTarget.value })}
      />
      <Textarea
        size="xs"
        autosize
        minRows={2}
        maxRows={6}
        label={t('cadenceDescription')}
        value={file.description ?? ''}
        onChange={(event) => set('description', { description: event.currentTarget.value || undefined })}
      />
      <AudienceFields
        {...field('audience')}
        module={file.module}
        value={file.audience}
        onChange={(audience) => set('audience', { audience })}
      />
      <NumberInput
        {...field('responseWindowDays')}
        size="xs"
        label={t('window')}
        description={t('windowText')}
        suffix={t('windowDays')}
        min={1}
        max={WINDOW_DAYS_MAX}
        allowDecimal={false}
        clampBehavior="strict"
        value={file.responseWindowDays ?? RESPONSE_WINDOW_DAYS_DEFAULT}
        onChange={(days) => {
          if (typeof days === 'number') set('window', { responseWindowDays: days });
        }}
      />
      <PaceFields file={file} onChange={set} />
    </Stack>
  );
}
