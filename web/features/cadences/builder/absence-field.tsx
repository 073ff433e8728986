// Until when an answer may come: for some time, or until a date of the record (C-8).
import { NativeSelect } from '@mantine/core';
import type { FileAbsence } from '#core/cadence/file-trigger.ts';
import { useBuilder } from '#web/features/cadences/builder/builder-context.ts';
import { DurationField } from '#web/features/cadences/builder/duration-field.tsx';
import { FieldTimeField, newFieldTime } from '#web/features/cadences/builder/field-time-field.tsx';
import { timingWords } from '#web/features/cadences/builder/timing-words.ts';
import { builderWords } from '#web/features/cadences/builder/words.ts';
import { useWords } from '#web/i18n/words.ts';

type AbsenceFieldProps = { readonly value: FileAbsence; readonly onChange: (value: FileAbsence) => void };

const WITHIN = { days: 3 } as const;

export function AbsenceField({ value, onChange }: AbsenceFieldProps) {
  const { t } = useWords(timingWords);
  const { t: say } = useWords(builderWords);
  const { module } = useBuilder();
  const byDate = newFieldTime(module);
  const { not, within, until } = value;
  const choose = (wanted: string) => {
    onChange(wanted === 'until' && byDate !== null ? { not, until: byDate } : { not, within: WITHIN });
  };
  return (
    <>
      {byDate === null ? null : (
        <NativeSelect
          size="xs"
          label={t('deadline')}
          value={until === undefined ? 'within' : 'until'}
          onChange={(event) => choose(event.currentTarget.value)}
          data={[
            { value: 'within', label: t('within') },
            { value: 'until', label: t('until') },
          ]}
        />
      )}
      {until === undefined ? (
        <DurationField
          label={say('addWithin')}
          value={within}
          onChange={(wanted) => onChange({ not, within: wanted })}
        />
      ) : (
        <FieldTimeField label={t('until')} value={until} onChange={(wanted) => onChange({ not, until: wanted })} />
      )}
    </>
  );
}
