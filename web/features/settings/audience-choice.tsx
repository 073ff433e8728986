// What a view may not ask where it is a cadence's audience (C-25): each change holds at once.
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Checkbox, Stack, Text, Title } from '@mantine/core';
import { type AudienceBar, audienceBars } from '#core/cadence/audience-bars.ts';
import { reading, useAct, useRead } from '#web/api/hooks.ts';
import { limitsWords } from '#web/features/settings/limits-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { may, useMe } from '#web/session/me.ts';
import { Loaded } from '#web/ui/states.tsx';
import { toastDone, toastProblem } from '#web/ui/toast.tsx';

export function AudienceChoice() {
  const { t } = useWords(limitsWords);
  const isAdministrator = may(useMe(), 'admin');
  const queries = useQueryClient();
  const [wanted, setWanted] = useState<Bars | null>(null);
  const save = useAct('putAudienceBars', {
    refreshes: ['listViews'],
    onDone: (kept) => {
      queries.setQueryData(reading('getAudienceBars').queryKey, kept);
      setWanted(null);
      toastDone(t('saved'));
    },
    onProblem: (problem) => {
      setWanted(null);
      toastProblem(problem);
    },
  });
  const choose = (bars: AudienceBar[]) => {
    setWanted(bars);
    save.mutate({ body: { bars } });
  };
  return (
    <Stack gap="xs">
      <Title order={2}>{t('audiences')}</Title>
      <Text size="sm" c="dimmed">
        {t('audiencesText')}
      </Text>
      <Loaded of={useRead('getAudienceBars')}>
        {(kept) => <Choices bars={wanted ?? kept.bars} isDisabled={!isAdministrator} onChange={choose} />}
      </Loaded>
    </Stack>
  );
}

type Bars = readonly AudienceBar[];
type ChoicesProps = {
  readonly bars: Bars;
  readonly isDisabled: boolean;
  readonly onChange: (bars: AudienceBar[]) => void;
};

function Choices({ bars, isDisabled, onChange }: ChoicesProps) {
  const { t } = useWords(limitsWords);
  return (
    <Stack gap="xs">
      {audienceBars.map((bar) => (
        <Checkbox
          key={bar}
          label={t(bar)}
          disabled={isDisabled}
          checked={!bars.includes(bar)}
          onChange={({ currentTarget: { checked } }) => {
            onChange(checked ? bars.filter((one) => one !== bar) : [...bars, bar]);
          }}
        />
      ))}
    </Stack>
  );
}
