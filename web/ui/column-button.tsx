import { Button, type ButtonProps } from '@mantine/core';
import { AdjustmentsHorizontalIcon } from '@heroicons/react/16/solid';
import type { ComponentPropsWithRef } from 'react';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';

export function ColumnButton(props: ButtonProps & ComponentPropsWithRef<'button'>) {
  const { t } = useWords(generalWords);
  return (
    <Button
      variant="subtle"
      color="gray"
      flex="none"
      leftSection={<AdjustmentsHorizontalIcon width={16} aria-hidden />}
      {...props}
    >
      {t('columns')}
    </Button>
  );
}
