// One delivery: every attempt, what was sent, and sending it again.
import { Button, Code, Group, List, Stack, Text, Title } from '@mantine/core';
import { useAct, useRead } from '#web/api/hooks.ts';
import type { Answer } from '#web/api/call.ts';
import { DeliveryState, useAnswerText } from '#web/features/settings/webhooks/delivery-state.tsx';
import { useEventNames } from '#web/features/settings/webhooks/names.ts';
import { webhookWords } from '#web/features/settings/webhooks/words.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { useWords } from '#web/i18n/words.ts';
import { Dialog, DialogButtons } from '#web/ui/dialog.tsx';
import { Loaded } from '#web/ui/states.tsx';
import { toastDone } from '#web/ui/toast.tsx';
import { When } from '#web/ui/when.tsx';

type DeliveryDialogProps = {
  readonly webhook: string;
  readonly delivery: string;
  readonly onClose: () => void;
};

export function DeliveryDialog({ webhook, delivery, onClose }: DeliveryDialogProps) {
  const { t } = useWords(webhookWords);
  const { t: general } = useWords(generalWords);
  const params = { id: webhook, delivery };
  const found = useRead('getWebhookDelivery', { params });
  const replay = useAct('replayWebhookDelivery', {
    refreshes: ['getWebhookDelivery', 'listWebhookDeliveries'],
    onDone: () => toastDone(t('sentAgain')),
  });
  return (
    <Dialog title={t('delivery')} size="lg" onClose={onClose}>
      <Stack>
        <Loaded of={found}>{(data) => <Details delivery={data} />}</Loaded>
        <DialogButtons onCancel={onClose} cancel={general('close')}>
          <Button
            disabled={found.data === undefined || found.data.state === 'waiting'}
            loading={replay.isPending}
            onClick={() => replay.mutate({ params })}
          >
            {t('again')}
          </Button>
        </DialogButtons>
      </Stack>
    </Dialog>
  );
}

function Details({ delivery }: { readonly delivery: Answer<'getWebhookDelivery'> }) {
  const { t } = useWords(webhookWords);
  const { nameOf } = useEventNames();
  const answerOf = useAnswerText();
  const format = useFormat();
  const { id, type, createdAt, body, log } = delivery;
  return (
    <>
      <Group justify="space-between">
        <Text fw={600}>{nameOf(type)}</Text>
        <When at={createdAt} as="dateTime" />
      </Group>
      <div>
        <DeliveryState delivery={delivery} />
      </div>
      <Title order={3}>{t('log')}</Title>
      {log.length === 0 ? <Text size="sm">{t('noAttempt')}</Text> : null}
      <List size="sm">
        {log.map((attempt) => (
          <List.Item key={attempt.at}>
            {t('attempt', {
              when: format.dateTime(attempt.at),
              answer: answerOf(attempt),
              ms: format.number(attempt.tookMs),
            })}
          </List.Item>
        ))}
      </List>
      <Title order={3}>{t('body')}</Title>
      <Text size="xs" c="dimmed">
        {t('id', { id })}
      </Text>
      <Code block mah="20rem" tabIndex={0} aria-label={t('body')}>
        {indented(body)}
      </Code>
    </>
  );
}

/** Sent it is in one line. */
function indented(body: string): string {
  return JSON.stringify(JSON.parse(body), null, 2);
}
