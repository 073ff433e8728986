// The line in the navigation; how much is new stands on it, also for those who don't see the badge.
import { Badge, UnstyledButton } from '@mantine/core';
import { BellIcon } from '@heroicons/react/20/solid';
import { useQuery } from '@tanstack/react-query';
import type { ComponentPropsWithRef } from 'react';
import { reading } from '#web/api/hooks.ts';
import { notificationWords } from '#web/features/notifications/words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { useWords } from '#web/i18n/words.ts';

const LOOK_EVERY_MS = 30_000;
const SHOWN_MAX = 99;

export function useNotifications() {
  return useQuery({ ...reading('listNotifications'), refetchInterval: LOOK_EVERY_MS });
}

export function BellButton(props: ComponentPropsWithRef<'button'>) {
  const { t } = useWords(notificationWords);
  const format = useFormat();
  const unseen = useNotifications().data?.unseen ?? 0;
  return (
    <UnstyledButton {...props} aria-label={unseen === 0 ? t('title') : t('unseen', { count: unseen })}>
      <BellIcon width={18} aria-hidden />
      {t('title')}
      {unseen === 0 ? null : (
        <Badge size="sm" circle={unseen < 10} ml="auto" aria-hidden>
          {unseen > SHOWN_MAX ? t('many') : format.number(unseen)}
        </Badge>
      )}
    </UnstyledButton>
  );
}
