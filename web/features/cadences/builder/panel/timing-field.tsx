// When a follow-up happens: after a delay, or by a date of the record.
import { NativeSelect } from '@mantine/core';
import type { FileFollowUp } from '#core/cadence/file.ts';
import { useBuilder } from '#web/features/cadences/builder/builder-context.ts';
import { DelayField } from '#web/features/cadences/builder/duration-field.tsx';
import { FieldTimeField, newFieldTime } from '#web/features/cadences/builder/field-time-field.tsx';
import { useField } from '#web/features/cadences/builder/panel/use-field.ts';
import { panelWords } from '#web/features/cadences/builder/panel/words.ts';
import { timingWords } from '#web/features/cadences/builder/timing-words.ts';
import { useWords } from '#web/i18n/words.ts';

type TimingFieldProps = { readonly followUp: FileFollowUp; readonly isFirst: boolean };
type Start = Pick<FileFollowUp, 'delay' | 'timed'>;

export function TimingField({ followUp: { id, delay, timed }, isFirst }: TimingFieldProps) {
  const { t } = useWords(timingWords);
  const { t: say } = useWords(panelWords);
  const { change, module } = useBuilder();
  const field = useField();
  const byDate = newFieldTime(module);
  const set = (start: Start) => change(id, 'delay', (one) => startingBy(one, start));
  return (
    <>
      <NativeSelect
        size="xs"
        label={t('timing')}
        value={timed === undefined ? 'delay' : 'date'}
        onChange={(event) => set(event.currentTarget.value === 'date' && byDate !== null ? { timed: byDate } : {})}
        data={[
          { value: 'delay', label: t('byDelay') },
          { value: 'date', label: t(byDate === null ? 'noDates' : 'byDate'), disabled: byDate === null },
        ]}
      />
      {timed === undefined ? (
        <DelayField
          {...field(`followUps/${id}/delay`)}
          label={say('delay')}
          description={say(isFirst ? 'delayFirst' : 'delayAfter')}
          none={say('atOnce')}
          value={delay}
          onChange={(wanted) => set(wanted === undefined ? {} : { delay: wanted })}
        />
      ) : (
        <FieldTimeField
          {...field(`followUps/${id}/timed`)}
          label={t('byDate')}
          description={t('dateText')}
          value={timed}
          onChange={(wanted) => set({ timed: wanted })}
        />
      )}
    </>
  );
}

function startingBy(followUp: FileFollowUp, start: Start): FileFollowUp {
  const { delay: _, timed: __, ...own } = followUp;
  return { ...own, ...start };
}
