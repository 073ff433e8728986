// P19: why nothing goes out, and the administrator's word on it.
import { Alert, Radio, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Answer } from '#web/api/call.ts';
import { reading, useAct } from '#web/api/hooks.ts';
import { standstillEnds } from '#core/message/standstill.ts';
import { standstillWords } from '#web/features/settings/standstill-words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { useWords } from '#web/i18n/words.ts';
import { may, useMe } from '#web/session/me.ts';
import { toastDone } from '#web/ui/toast.tsx';
import { WhyButton } from '#web/ui/why-button.tsx';

const LOOK_AGAIN_MS = 2000;

type StandstillProps = { readonly standstill: NonNullable<Answer<'getSending'>['standstill']> };

export function Standstill({ standstill }: StandstillProps) {
  const { t } = useWords(standstillWords);
  return (
    <Alert color="orange" title={t('title')}>
      <Stack gap="sm">
        <Text size="sm">{useCause(standstill)}</Text>
        <Text size="sm">{t('why')}</Text>
        {standstill.confirmed ? <Ending /> : <Confirming standstill={standstill} />}
      </Stack>
    </Alert>
  );
}

function Confirming({ standstill: { waiting } }: StandstillProps) {
  const { t } = useWords(standstillWords);
  const [chosen, choose] = useState<string>('review');
  const end = standstillEnds.find((one) => one === chosen) ?? 'review';
  const confirm = useAct('confirmSending', {
    refreshes: ['getSending', 'listReviews'],
    onDone: () => toastDone(t('done')),
  });
  return (
    <>
      <Radio.Group label={t('what')} description={t('waiting', { count: waiting })} value={end} onChange={choose}>
        <Stack gap="xs" mt="xs">
          {standstillEnds.map((one) => (
            <Radio key={one} value={one} label={t(one)} description={t(`${one}Hint`)} />
          ))}
        </Stack>
      </Radio.Group>
      <WhyButton
        w="fit-content"
        why={may(useMe(), 'admin') ? null : t('forAdministrators')}
        loading={confirm.isPending}
        onClick={() => confirm.mutate({ body: { waiting: end } })}
      >
        {t('confirm')}
      </WhyButton>
    </>
  );
}

/** Until the worker has set aside what waited. */
function Ending() {
  const { t } = useWords(standstillWords);
  useQuery({ ...reading('getSending'), refetchInterval: LOOK_AGAIN_MS });
  return <Text size="sm">{t('confirmed')}</Text>;
}

/** What happened, in a sentence. */
export function useCause({ cause, stateOf }: StandstillProps['standstill']): string {
  const { t } = useWords(standstillWords);
  const format = useFormat();
  return t(cause, { when: stateOf === null ? t('longAgo') : format.dateTime(stateOf) });
}
