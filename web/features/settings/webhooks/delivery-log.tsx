import { Button, SegmentedControl, Table } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { usePages } from '#web/api/hooks.ts';
import { DeliveryDialog } from '#web/features/settings/webhooks/delivery-dialog.tsx';
import { type Delivery, DeliveryState, useAnswerText } from '#web/features/settings/webhooks/delivery-state.tsx';
import { useEventNames } from '#web/features/settings/webhooks/names.ts';
import { webhookWords } from '#web/features/settings/webhooks/words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { useWords } from '#web/i18n/words.ts';
import { MoreOfList } from '#web/ui/more-of-list.tsx';
import { Empty, Failed, Waiting } from '#web/ui/states.tsx';
import { When } from '#web/ui/when.tsx';

const states = ['all', 'waiting', 'delivered', 'failed'] as const;
type Shown = (typeof states)[number];

const words = { all: 'all', waiting: 'waiting', delivered: 'delivered', failed: 'notDelivered' } as const;

export function DeliveryLog({ webhook }: { readonly webhook: string }) {
  const { t } = useWords(webhookWords);
  const [shown, setShown] = useState<Shown>('all');
  const [opened, setOpened] = useState<string | null>(null);
  const log = usePages('listWebhookDeliveries', {
    params: { id: webhook },
    query: shown === 'all' ? {} : { state: shown },
  });
  useFollowing(log.items.some(({ state }) => state === 'waiting'));
  return (
    <>
      <SegmentedControl
        size="xs"
        w="fit-content"
        aria-label={t('state')}
        value={shown}
        onChange={setShown}
        data={states.map((value) => ({ value, label: t(words[value]) }))}
      />
      {log.status === 'pending' ? <Waiting /> : null}
      {log.error === null ? null : <Failed error={log.error} onRetry={log.retry} />}
      {log.status === 'success' && log.items.length === 0 ? <Nothing shown={shown} /> : null}
      {log.items.length === 0 ? null : <Deliveries deliveries={log.items} onOpen={setOpened} />}
      <MoreOfList pages={log} says={t('more')} look="plain" />
      {opened === null ? null : <DeliveryDialog webhook={webhook} delivery={opened} onClose={() => setOpened(null)} />}
    </>
  );
}

const FOLLOW_EVERY_MS = 5_000;

/** What is on its way arrives while one looks. */
function useFollowing(isWaiting: boolean): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (!isWaiting) return;
    const look = () => {
      for (const read of ['listWebhookDeliveries', 'getWebhookDelivery', 'listWebhooks']) {
        void queries.invalidateQueries({ queryKey: [read] });
      }
    };
    const timer = setInterval(look, FOLLOW_EVERY_MS);
    return () => clearInterval(timer);
  }, [isWaiting, queries]);
}

function Nothing({ shown }: { readonly shown: Shown }) {
  const { t } = useWords(webhookWords);
  if (shown === 'all') return <Empty title={t('noDeliveries')} text={t('noDeliveriesText')} />;
  return <Empty title={t('noneOfState')} />;
}

type DeliveriesProps = { readonly deliveries: readonly Delivery[]; readonly onOpen: (id: string) => void };

function Deliveries({ deliveries, onOpen }: DeliveriesProps) {
  const { t } = useWords(webhookWords);
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table aria-label={t('deliveries')} verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('when')}</Table.Th>
            <Table.Th>{t('event')}</Table.Th>
            <Table.Th>{t('attempts')}</Table.Th>
            <Table.Th>{t('answer')}</Table.Th>
            <Table.Th>{t('state')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {deliveries.map((delivery) => (
            <DeliveryRow key={delivery.id} delivery={delivery} onOpen={() => onOpen(delivery.id)} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

type DeliveryRowProps = { readonly delivery: Delivery; readonly onOpen: () => void };

function DeliveryRow({ delivery, onOpen }: DeliveryRowProps) {
  const { t } = useWords(webhookWords);
  const format = useFormat();
  const { nameOf } = useEventNames();
  const answerOf = useAnswerText();
  const { type, attempts, createdAt } = delivery;
  return (
    <Table.Tr>
      <Table.Td>
        <Button
          variant="transparent"
          size="compact-sm"
          px={0}
          aria-label={t('open', { when: format.dateTime(createdAt) })}
          onClick={onOpen}
        >
          <When at={createdAt} as="dateTime" />
        </Button>
      </Table.Td>
      <Table.Td>{nameOf(type)}</Table.Td>
      <Table.Td>{format.number(attempts)}</Table.Td>
      <Table.Td>{answerOf(delivery)}</Table.Td>
      <Table.Td>
        <DeliveryState delivery={delivery} />
      </Table.Td>
    </Table.Tr>
  );
}
