import { ActionIcon, type ActionIconProps } from '@mantine/core';
import { ChevronDownIcon } from '@heroicons/react/16/solid';
import type { ComponentPropsWithRef } from 'react';
import { viewWords } from '#web/features/leads/views/words.ts';
import { useWords } from '#web/i18n/words.ts';

type ViewButtonProps = ActionIconProps & ComponentPropsWithRef<'button'> & { readonly name: string };

export function ViewButton({ name, ...props }: ViewButtonProps) {
  const { t } = useWords(viewWords);
  return (
    <ActionIcon size="sm" aria-label={t('actionsOf', { name })} {...props}>
      <ChevronDownIcon width={14} aria-hidden />
    </ActionIcon>
  );
}
