import { Radio, Stack, Text, Title } from '@mantine/core';
import type { Answer } from '#web/api/call.ts';
import { findFollowUp } from '#web/features/cadences/builder/draft.ts';
import type { Cadence } from '#web/features/cadences/builder/use-saving.ts';
import { useFollowUpName } from '#web/features/cadences/publishing/difference-list.tsx';
import { publishingWords } from '#web/features/cadences/publishing/words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { useWords } from '#web/i18n/words.ts';

type Enrolled = 'move' | 'pin';

type EnrolledChoiceProps = {
  readonly preview: Answer<'previewPublication'>;
  readonly cadence: Cadence;
  readonly value: Enrolled;
  readonly onChange: (value: Enrolled) => void;
};

/** What becomes of those who are in it. */
export function EnrolledChoice({ preview, cadence, value, onChange }: EnrolledChoiceProps) {
  const { t, language } = useWords(publishingWords);
  const format = useFormat();
  const nameOf = useFollowUpName();
  const { stopping, goingOn, unenrolled, exact, edited } = preview;
  const count = stopping + goingOn + unenrolled;
  const { published } = cadence;
  if (count === 0 || published === null) return null;
  const number = format.number(unenrolled);
  const followUps = format.list(edited.map((id) => nameOf(findFollowUp(published, id))));
  return (
    <Stack gap={6}>
      <Title order={3}>{t('enrolled')}</Title>
      <Text size="sm">
        {exact ? t('enrolledCount', { count }) : t('enrolledAtLeast', { number: format.number(count) })}
      </Text>
      <Radio.Group
        value={value}
        onChange={(wanted) => onChange(wanted === 'pin' ? 'pin' : 'move')}
        aria-label={t('enrolled')}
      >
        <Stack gap="xs">
          <Radio
            value="move"
            label={t('move')}
            description={
              stopping + unenrolled === 0
                ? t('moveAll')
                : [
                    t('moveGoOn', { count: goingOn }),
                    ...(stopping === 0 ? [] : [t('moveStop', { count: stopping, followUps })]),
                    ...(unenrolled === 0
                      ? []
                      : [t(exact ? 'moveRelease' : 'moveReleaseAtLeast', { count: unenrolled, number })]),
                  ].join(language === 'zh' ? '' : ' ')
            }
          />
          <Radio value="pin" label={t('pin')} description={t('pinText')} />
        </Stack>
      </Radio.Group>
    </Stack>
  );
}
