import { NumberInput, Textarea, TextInput } from '@mantine/core';
import type { FileCall } from '#core/cadence/file.ts';
import { placeId, useBuilder } from '#web/features/cadences/builder/builder-context.ts';
import { DurationField, OptionalDurationField } from '#web/features/cadences/builder/duration-field.tsx';
import { OwnerField } from '#web/features/cadences/builder/panel/owner-field.tsx';
import { useField } from '#web/features/cadences/builder/panel/use-field.ts';
import { panelWords } from '#web/features/cadences/builder/panel/words.ts';
import { useWords } from '#web/i18n/words.ts';

type CallSettingsProps = { readonly id: string; readonly call: FileCall };

const MINUTES_AT_FIRST = 15;
const MINUTES_MAX = 24 * 60;

export function CallSettings({ id, call }: CallSettingsProps) {
  const { t } = useWords(panelWords);
  const { change } = useBuilder();
  const field = useField();
  const path = `followUps/${id}`;
  const at = (name: string) => field(`${path}/${name}`);
  const set = (about: string, settings: Partial<FileCall>) =>
    change(id, about, (one) => ({ ...one, call: { ...call, ...settings } }));
  return (
    <>
      <TextInput
        {...at('subject')}
        size="xs"
        label={t('subject')}
        placeholder={t('callExample')}
        withAsterisk
        value={call.subject}
        onChange={(event) => set('subject', { subject: event.currentTarget.value })}
      />
      <Textarea
        size="xs"
        autosize
        minRows={2}
        maxRows={8}
        label={t('purpose')}
        description={t('purposeText')}
        value={call.purpose ?? ''}
        onChange={(event) => set('purpose', { purpose: event.currentTarget.value || undefined })}
      />
      <Textarea
        size="xs"
        autosize
        minRows={2}
        maxRows={12}
        label={t('agenda')}
        description={t('agendaText')}
        value={call.agenda ?? ''}
        onChange={(event) => set('agenda', { agenda: event.currentTarget.value || undefined })}
      />
      <DurationField
        {...at('startsAfter')}
        label={t('startsAfter')}
        value={call.startsAfter}
        onChange={(startsAfter) => set('startsAfter', { startsAfter })}
      />
      <NumberInput
        id={placeId(`${path}/durationMinutes`)}
        size="xs"
        label={t('callMinutes')}
        min={1}
        max={MINUTES_MAX}
        allowDecimal={false}
        clampBehavior="strict"
        error={field(path).error}
        value={call.durationMinutes ?? MINUTES_AT_FIRST}
        onChange={(minutes) => {
          if (typeof minutes === 'number') set('durationMinutes', { durationMinutes: minutes });
        }}
      />
      <OptionalDurationField
        {...at('reminder')}
        label={t('reminder')}
        none={t('noReminder')}
        value={call.reminder}
        onChange={(reminder) => set('reminder', { reminder })}
      />
      <OwnerField field={at('owner')} value={call.owner} onChange={(owner) => set('owner', { owner })} />
    </>
  );
}
