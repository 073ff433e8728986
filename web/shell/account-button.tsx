import { Avatar, Text, UnstyledButton } from '@mantine/core';
import { ChevronUpDownIcon } from '@heroicons/react/20/solid';
import type { ComponentPropsWithRef } from 'react';
import { useWords } from '#web/i18n/words.ts';
import type { Me } from '#web/session/me.ts';
import classes from '#web/shell/shell.module.css';
import { shellWords } from '#web/shell/words.ts';

export function AccountButton({ me, ...props }: { readonly me: Me } & ComponentPropsWithRef<'button'>) {
  const { t } = useWords(shellWords);
  return (
    <UnstyledButton {...props} className={classes['account']} aria-label={t('account', { name: me.user.name })}>
      <Avatar size={28} color="initials" name={me.user.name} aria-hidden />
      <span className={classes['who']}>
        <Text size="sm" fw={600} truncate>
          {me.user.name}
        </Text>
        <Text size="xs" c="dimmed" truncate>
          {me.organization.name}
        </Text>
      </span>
      <ChevronUpDownIcon width={16} aria-hidden />
    </UnstyledButton>
  );
}
