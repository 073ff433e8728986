// The organisation's time zone: what another one would move is shown before it is saved (K-64).
import { Group, Select } from '@mantine/core';
import { useState } from 'react';
import type { Answer } from '#web/api/call.ts';
import { useAct } from '#web/api/hooks.ts';
import { zoneWords } from '#web/features/settings/pace/zone-words.ts';
import { settingsWords } from '#web/features/settings/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { may, useMe } from '#web/session/me.ts';
import { confirm } from '#web/ui/confirm.ts';
import { toastDone } from '#web/ui/toast.tsx';
import { WhyButton } from '#web/ui/why-button.tsx';

export function ZoneForm({ timeZone }: { readonly timeZone: string }) {
  const { t } = useWords(zoneWords);
  const { t: settings } = useWords(settingsWords);
  const isAdministrator = may(useMe(), 'admin');
  const [chosen, setChosen] = useState(timeZone);
  const save = useAct('putTimeZone', {
    refreshes: ['getBusinessHours', 'getMe'],
    onDone: ({ timeZone: zone }) => toastDone(t('saved', { zone })),
  });
  const ask = async ({ moving, exact }: Answer<'previewTimeZone'>) => {
    const text = moving === 0 ? t('movesNothing') : t(exact ? 'moves' : 'movesMore', { count: moving });
    if (await confirm({ title: t('change', { zone: chosen }), text, yes: t('yes') })) {
      save.mutate({ body: { timeZone: chosen } });
    }
  };
  const look = useAct('previewTimeZone', { refreshes: [], onDone: (preview) => void ask(preview) });
  return (
    <Group align="end">
      <Select
        searchable
        allowDeselect={false}
        label={t('timeZone')}
        data={[...new Set([timeZone, ...Intl.supportedValuesOf('timeZone')])]}
        value={chosen}
        disabled={!isAdministrator}
        onChange={(zone) => setChosen(zone ?? timeZone)}
        w="18rem"
      />
      <WhyButton
        why={isAdministrator ? null : settings('forAdministrators')}
        disabled={isAdministrator && chosen === timeZone}
        loading={look.isPending || save.isPending}
        onClick={() => look.mutate({ body: { timeZone: chosen } })}
      >
        {t('look')}
      </WhyButton>
    </Group>
  );
}
