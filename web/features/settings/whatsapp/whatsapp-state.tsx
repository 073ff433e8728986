import { Alert, Button, Stack, Text } from '@mantine/core';
import { useAct } from '#web/api/hooks.ts';
import { Facts } from '#web/features/settings/facts.tsx';
import type { Account, Whatsapp } from '#web/features/settings/whatsapp/draft.ts';
import { whatsappWords } from '#web/features/settings/whatsapp/words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { useWords } from '#web/i18n/words.ts';
import { AddressToCopy } from '#web/ui/copy-text.tsx';
import { toastDone } from '#web/ui/toast.tsx';
import { Tone } from '#web/ui/tone.tsx';

/** How it goes, and what Meta has to be told. */
export function WhatsappState({ state: { account, webhookUrl, secrets } }: { readonly state: Whatsapp }) {
  const { t } = useWords(whatsappWords);
  return (
    <Stack>
      {secrets === 'lost' ? <Alert color="red" title={t('lost')} /> : null}
      {account === null ? null : <How account={account} />}
      <AddressToCopy label={t('webhook')} hint={t('webhookHint')} address={webhookUrl} />
    </Stack>
  );
}

function How({ account }: { readonly account: Account }) {
  const { t } = useWords(whatsappWords);
  const format = useFormat();
  const { enabled, paused, displayNumber, displayName, heardAt } = account;
  const sender = [displayName, displayNumber].filter((part) => part !== '').join(' · ');
  return (
    <>
      {paused === null ? (
        <Text size="sm">
          <Tone color={enabled ? 'green' : 'gray'}>{t(enabled ? 'works' : 'off')}</Tone>
        </Text>
      ) : (
        <Paused paused={paused} />
      )}
      <Facts
        facts={[
          ...(sender === '' ? [] : [[t('sendsFrom'), sender] as const]),
          ...(heardAt === null ? [] : [[t('heard'), format.dateTime(heardAt)] as const]),
        ]}
      />
      {heardAt === null ? (
        <Text size="sm" c="dimmed">
          {t('notHeard')}
        </Text>
      ) : null}
    </>
  );
}

function Paused({ paused: { at, reason } }: { readonly paused: NonNullable<Account['paused']> }) {
  const { t } = useWords(whatsappWords);
  const format = useFormat();
  const resume = useAct('resumeWhatsapp', { refreshes: ['getWhatsapp'], onDone: () => toastDone(t('resumed')) });
  return (
    <Alert color="red" title={t('paused')}>
      <Stack gap="xs">
        <Text size="sm">{t('pausedSince', { when: format.dateTime(at) })}</Text>
        <Text size="sm">{t('pausedWhy', { reason })}</Text>
        <Text size="sm">{t('pausedHint')}</Text>
        <Button w="fit-content" loading={resume.isPending} onClick={() => resume.mutate({})}>
          {t('resume')}
        </Button>
      </Stack>
    </Alert>
  );
}
