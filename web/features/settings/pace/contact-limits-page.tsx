// How often people are contacted by all cadences together, and how much an address sends.
import { Group, NumberInput, Stack, Switch, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { Answer } from '#web/api/call.ts';
import { useAct, useRead } from '#web/api/hooks.ts';
import { paceWords } from '#web/features/settings/pace/pace-words.ts';
import { TouchLimits } from '#web/features/settings/pace/touch-limits.tsx';
import { SettingsFrame } from '#web/features/settings/settings-frame.tsx';
import { settingsWords } from '#web/features/settings/words.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { may, useMe } from '#web/session/me.ts';
import { Loaded } from '#web/ui/states.tsx';
import { toastDone } from '#web/ui/toast.tsx';
import { useUnsavedGuard } from '#web/ui/unsaved-guard.ts';
import { WhyButton } from '#web/ui/why-button.tsx';

type Limits = Answer<'getContactLimits'>;

/** Of the contract. */
const HIGHEST = { gapHours: 720, replyHoldDays: 365, mailsPerHour: 100_000, mailsPerDay: 100_000 } as const;
type Count = keyof typeof HIGHEST;

const words = {
  gapHours: 'gap',
  replyHoldDays: 'replyHold',
  mailsPerHour: 'mailsPerHour',
  mailsPerDay: 'mailsPerDay',
} as const satisfies Record<Count, string>;

export function ContactLimitsPage() {
  const { t } = useWords(paceWords);
  return (
    <SettingsFrame part="contactLimits">
      <Stack maw="44rem" gap="xl">
        <Text size="sm" c="dimmed">
          {t('limitsText')}
        </Text>
        <Loaded of={useRead('getContactLimits')}>
          {(limits) => <LimitsForm key={JSON.stringify(limits)} saved={limits} />}
        </Loaded>
      </Stack>
    </SettingsFrame>
  );
}

function LimitsForm({ saved }: { readonly saved: Limits }) {
  const { t } = useWords(paceWords);
  const { t: settings } = useWords(settingsWords);
  const { t: general } = useWords(generalWords);
  const isAdministrator = may(useMe(), 'admin');
  const [limits, setLimits] = useState(saved);
  const isChanged = JSON.stringify(limits) !== JSON.stringify(saved);
  useUnsavedGuard(isChanged);
  const save = useAct('putContactLimits', {
    refreshes: ['getContactLimits'],
    onDone: () => toastDone(t('limitsSaved')),
  });
  const count = (key: Count) => (
    <NumberInput
      key={key}
      label={t(words[key])}
      placeholder={t('none')}
      min={1}
      max={HIGHEST[key]}
      allowDecimal={false}
      clampBehavior="strict"
      disabled={!isAdministrator}
      value={limits[key] ?? ''}
      onChange={(value) => setLimits({ ...limits, [key]: typeof value === 'number' ? value : null })}
    />
  );
  return (
    <Stack gap="lg">
      <TouchLimits
        limits={limits.limits}
        isDisabled={!isAdministrator}
        onChange={(changed) => setLimits({ ...limits, limits: [...changed] })}
      />
      <Group grow align="flex-end">
        {count('gapHours')}
        {count('replyHoldDays')}
      </Group>
      <Switch
        label={t('holdWhileAway')}
        description={t('holdWhileAwayText')}
        disabled={!isAdministrator}
        checked={limits.holdWhileAway}
        onChange={(event) => setLimits({ ...limits, holdWhileAway: event.currentTarget.checked })}
      />
      <Stack gap="xs">
        <Title order={2}>{t('sendingLimits')}</Title>
        <Text size="sm" c="dimmed">
          {t('sendingText')}
        </Text>
        <Group grow align="flex-end">
          {count('mailsPerHour')}
          {count('mailsPerDay')}
        </Group>
      </Stack>
      <WhyButton
        w="fit-content"
        why={isAdministrator ? null : settings('forAdministrators')}
        disabled={isAdministrator && !isChanged}
        loading={save.isPending}
        onClick={() => save.mutate({ body: limits })}
      >
        {general('save')}
      </WhyButton>
    </Stack>
  );
}
