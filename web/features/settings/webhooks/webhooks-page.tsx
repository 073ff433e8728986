import { Anchor, Button, Stack, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useRead } from '#web/api/hooks.ts';
import { AdministratorFrame } from '#web/features/settings/administrator-frame.tsx';
import { NewWebhook } from '#web/features/settings/webhooks/new-webhook.tsx';
import { WebhookActions } from '#web/features/settings/webhooks/webhook-actions.tsx';
import { type Webhook, WebhookState } from '#web/features/settings/webhooks/webhook-state.tsx';
import { webhookWords } from '#web/features/settings/webhooks/words.ts';
import { settingsWords } from '#web/features/settings/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { Empty, Loaded } from '#web/ui/states.tsx';
import { When } from '#web/ui/when.tsx';

export function WebhooksPage() {
  const { t } = useWords(webhookWords);
  const [isAdding, setAdding] = useState(false);
  const add = <Button onClick={() => setAdding(true)}>{t('add')}</Button>;
  return (
    <AdministratorFrame part="webhooks" actions={add}>
      <Stack>
        <Text size="sm" c="dimmed" maw="44rem">
          {t('text')}
        </Text>
        <Webhooks />
      </Stack>
      {isAdding ? <NewWebhook onClose={() => setAdding(false)} /> : null}
    </AdministratorFrame>
  );
}

function Webhooks() {
  const { t } = useWords(webhookWords);
  const { t: settings } = useWords(settingsWords);
  return (
    <Loaded of={useRead('listWebhooks')}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty title={t('none')} text={t('noneText')} />
        ) : (
          <Table.ScrollContainer minWidth={760}>
            <Table aria-label={settings('webhooks')} verticalSpacing="xs">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('name')}</Table.Th>
                  <Table.Th>{t('events')}</Table.Th>
                  <Table.Th>{t('lastSuccess')}</Table.Th>
                  <Table.Th>{t('lastFailure')}</Table.Th>
                  <Table.Th colSpan={2}>{t('state')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.map((webhook) => (
                  <WebhookRow key={webhook.id} webhook={webhook} />
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )
      }
    </Loaded>
  );
}

function WebhookRow({ webhook }: { readonly webhook: Webhook }) {
  const { t } = useWords(webhookWords);
  const { id, name, url, events, lastSuccessAt, lastFailureAt } = webhook;
  return (
    <Table.Tr>
      <Table.Td maw="24rem">
        <Anchor
          fw={600}
          size="sm"
          renderRoot={(props) => <Link to={paths.settingsWebhook} params={{ webhookId: id }} {...props} />}
        >
          {name}
        </Anchor>
        <Text size="xs" c="dimmed" truncate>
          {url}
        </Text>
      </Table.Td>
      <Table.Td>{t('eventsOf', { count: events.length })}</Table.Td>
      <Table.Td>{lastSuccessAt === null ? t('never') : <When at={lastSuccessAt} />}</Table.Td>
      <Table.Td>{lastFailureAt === null ? t('never') : <When at={lastFailureAt} />}</Table.Td>
      <Table.Td>
        <WebhookState webhook={webhook} />
      </Table.Td>
      <Table.Td ta="end">
        <WebhookActions webhook={webhook} />
      </Table.Td>
    </Table.Tr>
  );
}
