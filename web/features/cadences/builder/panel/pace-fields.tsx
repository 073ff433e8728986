// How a cadence keeps to business hours and catches up after an outage.
import { NativeSelect, Stack, Switch } from '@mantine/core';
import type { CadenceFile } from '#core/cadence/file.ts';
import { DurationField } from '#web/features/cadences/builder/duration-field.tsx';
import { paceWords } from '#web/features/cadences/builder/panel/pace-words.ts';
import { useField } from '#web/features/cadences/builder/panel/use-field.ts';
import { useWords } from '#web/i18n/words.ts';

type PaceFieldsProps = {
  readonly file: CadenceFile;
  readonly onChange: (about: string, changes: Pick<CadenceFile, 'businessHours' | 'catchUp'>) => void;
};

const USUALLY_TOO_LATE = { days: 1 };

export function PaceFields({ file, onChange }: PaceFieldsProps) {
  const { t } = useWords(paceWords);
  const field = useField();
  const { catchUp = 'one_at_a_time' } = file;
  const choose = (chosen: string) => {
    const wanted = chosen === 're_space' ? chosen : undefined;
    onChange('catchUp', { catchUp: chosen === 'skip' ? { skipLaterThan: USUALLY_TOO_LATE } : wanted });
  };
  return (
    <Stack gap="md">
      <Switch
        size="xs"
        label={t('businessHours')}
        description={t('businessHoursText')}
        checked={file.businessHours !== 'ignored'}
        onChange={(event) => onChange('hours', { businessHours: event.currentTarget.checked ? undefined : 'ignored' })}
      />
      <NativeSelect
        size="xs"
        label={t('catchUp')}
        description={t('catchUpText')}
        value={typeof catchUp === 'object' ? 'skip' : catchUp}
        onChange={(event) => choose(event.currentTarget.value)}
        data={[
          { value: 'one_at_a_time', label: t('oneAtATime') },
          { value: 're_space', label: t('reSpace') },
          { value: 'skip', label: t('skip') },
        ]}
      />
      {typeof catchUp === 'object' ? (
        <DurationField
          {...field('catchUp')}
          label={t('skipLaterThan')}
          value={catchUp.skipLaterThan}
          onChange={(skipLaterThan) => onChange('catchUp', { catchUp: { skipLaterThan } })}
        />
      ) : null}
    </Stack>
  );
}
