import { Button, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { type Asked, useAsked } from '#web/ui/confirm.ts';
import { Dialog, DialogButtons } from '#web/ui/dialog.tsx';

/** Stands once, in app.tsx; fetched with the first question. */
export function ConfirmHost() {
  const question = useAsked();
  // While the dialog fades away it still shows what was asked.
  const [last, setLast] = useState<Asked | null>(null);
  if (question !== null && question !== last) setLast(question);
  const shown = question ?? last;
  const no = () => question?.answer(false);
  return (
    <Dialog isOpen={question !== null} onClose={no} title={shown?.title}>
      <Stack gap="lg">
        <Text component="div">{shown?.text}</Text>
        <DialogButtons onCancel={no} cancel={shown?.no}>
          <Button
            {...(shown?.kind === 'destructive' ? { color: 'red.8' } : {})}
            data-autofocus
            onClick={() => question?.answer(true)}
          >
            {shown?.yes}
          </Button>
        </DialogButtons>
      </Stack>
    </Dialog>
  );
}
