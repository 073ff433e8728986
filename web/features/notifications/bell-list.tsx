import { Popover, ScrollArea, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useAct } from '#web/api/hooks.ts';
import type { Answer } from '#web/api/call.ts';
import { BellButton, useNotifications } from '#web/features/notifications/bell-button.tsx';
import classes from '#web/features/notifications/bell-list.module.css';
import { noticeListWords } from '#web/features/notifications/list-words.ts';
import { notificationWords } from '#web/features/notifications/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths, recordParams } from '#web/paths.ts';
import { useOpening } from '#web/ui/on-demand.tsx';
import { When } from '#web/ui/when.tsx';

type Told = Answer<'listNotifications'>['items'][number];

/** Takes the place of its button when that is clicked. What is shown is seen once it is closed. */
export function BellList({ className, onGo }: { readonly className: string; readonly onGo: () => void }) {
  const { t } = useWords(notificationWords);
  const { t: list } = useWords(noticeListWords);
  const { opened, onChange } = useOpening();
  const { data } = useNotifications();
  const { mutate: see } = useAct('seeNotifications', { refreshes: ['listNotifications'] });
  const newest = data?.items[0];
  const change = (isOpen: boolean): void => {
    onChange(isOpen);
    if (!isOpen && newest !== undefined && !newest.seen) see({ body: { until: newest.id } });
  };
  const go = (): void => {
    change(false);
    onGo();
  };
  return (
    <Popover opened={opened} onChange={change} position="top-start" width={340} trapFocus returnFocus shadow="md">
      <Popover.Target>
        <BellButton autoFocus className={className} onClick={() => change(!opened)} />
      </Popover.Target>
      <Popover.Dropdown p="xs" aria-label={t('title')}>
        {data === undefined || data.items.length === 0 ? (
          <Stack gap={4} p="sm">
            <Text fw={600}>{list('none')}</Text>
            <Text size="sm" c="dimmed">
              {list('noneWhy')}
            </Text>
          </Stack>
        ) : (
          <ScrollArea.Autosize mah="60vh">
            {data.items.map((told) => (
              <NotificationLine key={told.id} told={told} onGo={go} />
            ))}
          </ScrollArea.Autosize>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

function NotificationLine({ told, onGo }: { readonly told: Told; readonly onGo: () => void }) {
  const { t } = useWords(noticeListWords);
  const { kind, activity, at, seen } = told;
  const subject = activity?.subject ?? told.subject ?? '';
  const word = activity === null ? 'doubtfulReply' : kind === 'reminder' ? reminders[activity.kind] : activity.kind;
  const record = activity?.record ?? null;
  const words = (
    <>
      <Text size="sm" fw={seen ? 400 : 600}>
        {t(word, { subject })}
      </Text>
      <Text size="xs" c="dimmed">
        {record === null ? null : `${record.name} · `}
        <When at={at} />
        {seen ? null : ` · ${t('isNew')}`}
      </Text>
    </>
  );
  const link = { className: classes['line'], onClick: onGo };
  if (activity === null) {
    return (
      <Link to={paths.reviews} {...link}>
        {words}
      </Link>
    );
  }
  if (record === null) return <div className={classes['line']}>{words}</div>;
  return (
    <Link to={paths.record} params={recordParams(record)} {...link}>
      {words}
    </Link>
  );
}

const reminders = { task: 'taskReminder', call: 'callReminder' } as const;
