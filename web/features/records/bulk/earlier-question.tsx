// Asked once for all that were in the cadence before (C-72): on, again, or not at all. Completed ones only begin again.
import { Button, Paper, Radio, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { Earlier } from '#web/features/records/bulk/outcomes.ts';
import { bulkWords } from '#web/features/records/bulk/words.ts';
import { useWords } from '#web/i18n/words.ts';

type Choice = 'leaveOut' | 'continue' | 'restart';

/** Ids of records. */
export type EarlierWish = { readonly continuing: readonly string[]; readonly restarting: readonly string[] };

type EarlierQuestionProps = {
  readonly earlier: Earlier;
  readonly isBusy: boolean;
  readonly onChosen: (wish: EarlierWish) => void;
};

export function EarlierQuestion({ earlier, isBusy, onChosen }: EarlierQuestionProps) {
  const { unfinished, completed, further } = earlier;
  const { t } = useWords(bulkWords);
  const [ofUnfinished, setOfUnfinished] = useState<Choice>('leaveOut');
  const [ofCompleted, setOfCompleted] = useState<Choice>('leaveOut');
  const continuing = ofUnfinished === 'continue' ? unfinished : [];
  const restarting = [
    ...(ofUnfinished === 'restart' ? unfinished : []),
    ...(ofCompleted === 'restart' ? completed : []),
  ];
  const count = continuing.length + restarting.length;
  return (
    <Paper withBorder p="md">
      <Stack gap="md">
        <Title order={3}>{t('earlierTitle')}</Title>
        {unfinished.length === 0 ? null : (
          <Choices
            label={t('unfinished', { count: unfinished.length })}
            choices={['leaveOut', 'continue', 'restart']}
            value={ofUnfinished}
            onChange={setOfUnfinished}
          />
        )}
        {completed.length === 0 ? null : (
          <Choices
            label={t('completed', { count: completed.length })}
            choices={['leaveOut', 'restart']}
            value={ofCompleted}
            onChange={setOfCompleted}
          />
        )}
        {completed.length === 0 ? null : (
          <Text size="xs" c="dimmed">
            {t('completedHint')}
          </Text>
        )}
        {further === 0 ? null : (
          <Text size="xs" c="dimmed">
            {t('furtherEarlier', { count: further })}
          </Text>
        )}
        <div>
          <Button disabled={count === 0} loading={isBusy} onClick={() => onChosen({ continuing, restarting })}>
            {count === 0 ? t('goOnNone') : t('goOn', { count })}
          </Button>
        </div>
      </Stack>
    </Paper>
  );
}

type ChoicesProps = {
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly value: Choice;
  readonly onChange: (choice: Choice) => void;
};

function Choices({ label, choices, value, onChange }: ChoicesProps) {
  const { t } = useWords(bulkWords);
  return (
    <Radio.Group
      label={label}
      value={value}
      onChange={(wanted) => onChange(choices.find((choice) => choice === wanted) ?? 'leaveOut')}
    >
      <Stack gap={6} mt={6}>
        {choices.map((choice) => (
          <Radio key={choice} size="xs" value={choice} label={t(choice)} />
        ))}
      </Stack>
    </Radio.Group>
  );
}
