import { Radio, Stack, Text, Title } from '@mantine/core';
import type { CadenceFile } from '#core/cadence/file.ts';
import { useFollowUpName } from '#web/features/cadences/publishing/difference-list.tsx';
import { publishingWords } from '#web/features/cadences/publishing/words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { useWords } from '#web/i18n/words.ts';

/** What becomes of the records that are in the audience's view already (C-2). */
export type Existing = 'take_in' | 'leave';

type ExistingChoiceProps = {
  readonly file: CadenceFile;
  /** Null: the audience is no view. */
  readonly inView: { readonly count: number; readonly exact: boolean } | null;
  readonly value: Existing;
  readonly onChange: (value: Existing) => void;
};

export function ExistingChoice({ file, inView, value, onChange }: ExistingChoiceProps) {
  const { t } = useWords(publishingWords);
  const format = useFormat();
  const nameOf = useFollowUpName();
  if (inView === null || file.audience === 'manual') return null;
  const { view, enrollNew } = file.audience;
  const { count, exact } = inView;
  const atOnce = file.followUps.filter(({ delay }) => delay === undefined).map(nameOf);
  const sends = atOnce.length === 0 ? t('takeInLater') : t('takeInSends', { followUps: format.list(atOnce) });
  return (
    <Stack gap={6}>
      <Title order={3}>{t('existing')}</Title>
      {count === 0 ? (
        <Text size="sm">{t('viewEmpty', { view })}</Text>
      ) : (
        <>
          <Text size="sm">
            {exact ? t('inView', { count, view }) : t('inViewAtLeast', { number: format.number(count), view })}
          </Text>
          <Radio.Group
            value={value}
            onChange={(wanted) => onChange(wanted === 'leave' ? 'leave' : 'take_in')}
            aria-label={t('existing')}
          >
            <Stack gap="xs">
              <Radio value="take_in" label={t('takeIn')} description={t('takeInText', { atOnce: sends })} />
              <Radio
                value="leave"
                label={t('leave')}
                description={t(enrollNew === undefined ? 'leaveStatic' : 'leaveDynamic')}
              />
            </Stack>
          </Radio.Group>
        </>
      )}
    </Stack>
  );
}
