// One webhook: what is wrong with it, what it is, and what was sent. The mail that says it was switched off leads here.
import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useRead } from '#web/api/hooks.ts';
import { AdministratorFrame } from '#web/features/settings/administrator-frame.tsx';
import { Facts } from '#web/features/settings/facts.tsx';
import { DeliveryLog } from '#web/features/settings/webhooks/delivery-log.tsx';
import { useEventNames } from '#web/features/settings/webhooks/names.ts';
import { SendAgain } from '#web/features/settings/webhooks/send-again.tsx';
import { WebhookActions } from '#web/features/settings/webhooks/webhook-actions.tsx';
import { type Webhook, WebhookProblem, WebhookState } from '#web/features/settings/webhooks/webhook-state.tsx';
import { webhookWords } from '#web/features/settings/webhooks/words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { Empty, Loaded } from '#web/ui/states.tsx';

export function WebhookPage() {
  const { t } = useWords(generalWords);
  const { webhookId } = useParams({ from: paths.settingsWebhook });
  const list = useRead('listWebhooks');
  const webhook = list.data?.items.find(({ id }) => id === webhookId);
  return (
    <AdministratorFrame
      part="webhooks"
      {...(webhook === undefined ? {} : { item: webhook.name, actions: <WebhookActions webhook={webhook} /> })}
    >
      <Loaded of={list}>
        {() =>
          webhook === undefined ? (
            <Empty title={t('notFoundTitle')} text={t('notFoundText')} />
          ) : (
            <Content webhook={webhook} />
          )
        }
      </Loaded>
    </AdministratorFrame>
  );
}

function Content({ webhook }: { readonly webhook: Webhook }) {
  const { t } = useWords(webhookWords);
  const format = useFormat();
  const { nameOf } = useEventNames();
  const [isSending, setSending] = useState(false);
  const { url, events, createdBy, lastSuccessAt, lastFailureAt } = webhook;
  const at = (instant: string | null) => (instant === null ? t('never') : format.dateTime(instant));
  return (
    <Stack gap="xl">
      <WebhookProblem webhook={webhook} />
      <Stack gap="sm" maw="44rem">
        <WebhookState webhook={webhook} />
        <Facts
          facts={[
            [t('url'), url],
            [t('events'), format.list(events.map(nameOf))],
            [t('lastSuccess'), at(lastSuccessAt)],
            [t('lastFailure'), at(lastFailureAt)],
            [t('madeBy'), createdBy.name],
          ]}
        />
      </Stack>
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2}>{t('deliveries')}</Title>
          <Button variant="default" size="xs" onClick={() => setSending(true)}>
            {t('againSince')}
          </Button>
        </Group>
        <Text size="sm" c="dimmed">
          {t('deliveriesText')}
        </Text>
        <DeliveryLog webhook={webhook.id} />
      </Stack>
      {isSending ? <SendAgain webhook={webhook.id} onClose={() => setSending(false)} /> : null}
    </Stack>
  );
}
