import { Button, Group, Modal, Text } from '@mantine/core';
import { useState } from 'react';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { type Asked, useAsked } from '#web/ui/confirm.ts';

/** Stands once, in app.tsx; fetched with the first question. */
export function ConfirmHost() {
  const question = useAsked();
  // While the dialog fades away it still shows what was asked.
  const [last, setLast] = useState<Asked | null>(null);
  if (question !== null && question !== last) setLast(question);
  const { t } = useWords(generalWords);
  const shown = question ?? last;
  return (
    <Modal
      opened={question !== null}
      onClose={() => question?.answer(false)}
      title={shown?.title}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Text component="div">{shown?.text}</Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={() => question?.answer(false)}>
          {shown?.no ?? t('cancel')}
        </Button>
        <Button
          {...(shown?.kind === 'destructive' ? { color: 'red.8' } : {})}
          data-autofocus
          onClick={() => question?.answer(true)}
        >
          {shown?.yes}
        </Button>
      </Group>
    </Modal>
  );
}
