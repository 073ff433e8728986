// What a view may not ask where it is a cadence's audience (C-25): each change holds at once.
import { Checkbox, Stack, Text, Title } from '@mantine/core';
import { audienceBars } from '#core/cadence/audience-bars.ts';
import { useAct, useRead } from '#web/api/hooks.ts';
import { limitsWords } from '#web/features/settings/limits-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { may, useMe } from '#web/session/me.ts';
import { Loaded } from '#web/ui/states.tsx';
import { toastDone } from '#web/ui/toast.tsx';

export function AudienceChoice() {
  const { t } = useWords(limitsWords);
  const isAdministrator = may(useMe(), 'admin');
  const save = useAct('putAudienceBars', {
    refreshes: ['getAudienceBars', 'listViews'],
    onDone: () => toastDone(t('saved')),
  });
  return (
    <Stack gap="xs">
      <Title order={2}>{t('audiences')}</Title>
      <Text size="sm" c="dimmed">
        {t('audiencesText')}
      </Text>
      <Loaded of={useRead('getAudienceBars')}>
        {({ bars }) => (
          <Stack gap="xs">
            {audienceBars.map((bar) => (
              <Checkbox
                key={bar}
                label={t(bar)}
                disabled={!isAdministrator || save.isPending}
                checked={!bars.includes(bar)}
                onChange={({ currentTarget: { checked } }) => {
                  save.mutate({ body: { bars: checked ? bars.filter((one) => one !== bar) : [...bars, bar] } });
                }}
              />
            ))}
          </Stack>
        )}
      </Loaded>
    </Stack>
  );
}
