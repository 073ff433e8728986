// A time by a date of the record: so long before it, after it, or on it (C-14).
import { Group, Input, NativeSelect, Stack, TextInput } from '@mantine/core';
import type { FileDuration } from '#core/cadence/file-duration.ts';
import type { FileFieldTime } from '#core/cadence/file-field-time.ts';
import { useBuilder } from '#web/features/cadences/builder/builder-context.ts';
import { DurationField } from '#web/features/cadences/builder/duration-field.tsx';
import { timingWords } from '#web/features/cadences/builder/timing-words.ts';
import { dateFieldsOf } from '#web/features/cadences/rules/date-field-rule.tsx';
import type { Module } from '#web/features/templates/merge-fields.ts';
import { useWords } from '#web/i18n/words.ts';

const sides = ['before', 'on', 'after'] as const;
type Side = (typeof sides)[number];
type Parts = {
  readonly side: Side;
  readonly field: string;
  readonly shift: FileDuration;
  readonly at: string | undefined;
};

const SHIFT_AT_FIRST = { days: 1 } as const;

/** A day before what people enter, rather than what the product keeps; null: the module has no dates. */
export function newFieldTime(module: Module): FileFieldTime | null {
  const fields = dateFieldsOf(module);
  const first = fields.find(({ readOnly }) => !readOnly) ?? fields[0];
  return first === undefined ? null : { ...SHIFT_AT_FIRST, before: first.key };
}

type FieldTimeFieldProps = {
  readonly label: string;
  readonly description?: string;
  readonly error?: string | null;
  readonly id?: string;
  readonly value: FileFieldTime;
  readonly onChange: (value: FileFieldTime) => void;
};

export function FieldTimeField({ label, description, error = null, id, value, onChange }: FieldTimeFieldProps) {
  const { t, language } = useWords(timingWords);
  const { module } = useBuilder();
  const parts = partsOf(value);
  const set = (changes: Partial<Parts>) => onChange(written({ ...parts, ...changes }));
  const fields = dateFieldsOf(module).map(({ key, label: name }) => ({ value: key, label: name[language] }));
  const isKnown = fields.some((one) => one.value === parts.field);
  return (
    <Input.Wrapper label={label} description={description} error={error} labelElement="div" size="xs">
      <Stack gap={6} role="group" aria-label={label} mt={4}>
        {parts.side === 'on' ? null : (
          <DurationField label={t('shift')} value={parts.shift} onChange={(shift) => set({ shift })} />
        )}
        <Group gap={6} wrap="nowrap" grow>
          <NativeSelect
            size="xs"
            aria-label={t('side')}
            value={parts.side}
            onChange={(event) => set({ side: sides.find((one) => one === event.currentTarget.value) ?? 'before' })}
            data={sides.map((side) => ({ value: side, label: t(side) }))}
          />
          <NativeSelect
            {...(id === undefined ? {} : { id })}
            size="xs"
            aria-label={t('field')}
            value={parts.field}
            onChange={(event) => set({ field: event.currentTarget.value })}
            data={[...fields, ...(isKnown ? [] : [{ value: parts.field, label: parts.field }])]}
          />
        </Group>
        {hasClock(parts) ? (
          <TextInput
            size="xs"
            type="time"
            label={t('clock')}
            description={t('clockText')}
            value={parts.at ?? ''}
            onChange={(event) => set({ at: event.currentTarget.value.slice(0, 'HH:MM'.length) || undefined })}
          />
        ) : null}
      </Stack>
    </Input.Wrapper>
  );
}

function partsOf({ before, after, on, at, ...shift }: FileFieldTime): Parts {
  if (on !== undefined) return { side: 'on', field: on, shift: SHIFT_AT_FIRST, at };
  return { side: before === undefined ? 'after' : 'before', field: before ?? after ?? '', shift, at };
}

function written({ side, field, shift, at }: Parts): FileFieldTime {
  const isClocked = at !== undefined && hasClock({ side, shift });
  return { ...(side === 'on' ? {} : shift), [side]: field, ...(isClocked ? { at } : {}) };
}

/** Minutes and hours are counted to the minute. */
function hasClock({ side, shift }: Pick<Parts, 'side' | 'shift'>): boolean {
  return side === 'on' || (shift.minutes === undefined && shift.hours === undefined);
}
