import { Alert, Stack, Text } from '@mantine/core';
import type { Answer } from '#web/api/call.ts';
import { useAct, useRead } from '#web/api/hooks.ts';
import { Facts } from '#web/features/settings/facts.tsx';
import { SettingsFrame } from '#web/features/settings/settings-frame.tsx';
import { Standstill } from '#web/features/settings/standstill.tsx';
import { settingsWords } from '#web/features/settings/words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { useWords } from '#web/i18n/words.ts';
import { may, useMe } from '#web/session/me.ts';
import { confirm } from '#web/ui/confirm.ts';
import { Loaded } from '#web/ui/states.tsx';
import { toastDone } from '#web/ui/toast.tsx';
import { Tone } from '#web/ui/tone.tsx';
import { WhyButton } from '#web/ui/why-button.tsx';

type Sending = Answer<'getSending'>;

export function SendingPage() {
  const { t } = useWords(settingsWords);
  return (
    <SettingsFrame part="sending">
      <Stack maw="44rem">
        <Text size="sm" c="dimmed">
          {t('sendingText')} {t('bySetup')}
        </Text>
        <Loaded of={useRead('getSending')}>
          {(sending) => (
            <>
              <Facts facts={[[t('from'), `${sending.from.name} <${sending.from.address}>`]]} />
              {sending.standstill === null ? null : <Standstill standstill={sending.standstill} />}
              {sending.paused ? <Paused sending={sending} /> : null}
              {sending.paused || sending.standstill !== null ? null : <Going sending={sending} />}
            </>
          )}
        </Loaded>
      </Stack>
    </SettingsFrame>
  );
}

function Going({ sending: { developmentMailbox } }: { readonly sending: Sending }) {
  const { t } = useWords(settingsWords);
  return (
    <Text size="sm">
      <Tone color={developmentMailbox ? 'blue' : 'green'}>{t(developmentMailbox ? 'goesNowhere' : 'goesOut')}</Tone>
    </Text>
  );
}

function Paused({ sending: { pausedAt, reason } }: { readonly sending: Sending }) {
  const { t } = useWords(settingsWords);
  const format = useFormat();
  const why = may(useMe(), 'admin') ? null : t('forAdministrators');
  const resume = useAct('resumeSending', { refreshes: ['getSending'], onDone: () => toastDone(t('resumed')) });
  const ask = async () => {
    if (await confirm({ title: t('resumeTitle'), text: t('resumeText'), yes: t('resume') })) resume.mutate({});
  };
  return (
    <Alert color="red" title={t('paused')}>
      <Stack gap="xs">
        {pausedAt === null ? null : <Text size="sm">{t('pausedSince', { when: format.dateTime(pausedAt) })}</Text>}
        {reason === null ? null : <Text size="sm">{t('pausedWhy', { reason })}</Text>}
        <Text size="sm">{t('pausedHint')}</Text>
        <WhyButton w="fit-content" why={why} loading={resume.isPending} onClick={() => void ask()}>
          {t('resume')}
        </WhyButton>
      </Stack>
    </Alert>
  );
}
