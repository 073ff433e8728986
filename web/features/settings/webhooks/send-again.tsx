// Everything since a time again, or what of it wasn't delivered.
import { Button, Radio, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useAct } from '#web/api/hooks.ts';
import { webhookWords } from '#web/features/settings/webhooks/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { Dialog, DialogButtons } from '#web/ui/dialog.tsx';
import { inputOfInstant, instantOfInput } from '#web/ui/local-time.ts';
import { toastDone } from '#web/ui/toast.tsx';

const DAY_MS = 86_400_000;

type SendAgainProps = { readonly webhook: string; readonly onClose: () => void };

export function SendAgain({ webhook, onClose }: SendAgainProps) {
  const { t } = useWords(webhookWords);
  const [since, setSince] = useState(() => inputOfInstant(new Date(Date.now() - DAY_MS).toISOString()));
  const [which, setWhich] = useState<'failed' | 'all'>('failed');
  const replay = useAct('replayWebhook', {
    refreshes: ['listWebhookDeliveries'],
    onDone: ({ count }) => {
      toastDone(t('sentAgainCount', { count }));
      onClose();
    },
  });
  const from = instantOfInput(since);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (from !== null) replay.mutate({ params: { id: webhook }, body: { since: from, which } });
  };
  return (
    <Dialog title={t('again')} onClose={onClose}>
      <form onSubmit={submit}>
        <Stack>
          <Text size="sm" c="dimmed">
            {t('againText')}
          </Text>
          <TextInput
            type="datetime-local"
            label={t('since')}
            required
            data-autofocus
            value={since}
            onChange={(event) => setSince(event.currentTarget.value)}
          />
          <Radio.Group
            label={t('which')}
            value={which}
            onChange={(chosen) => setWhich(chosen === 'all' ? 'all' : 'failed')}
          >
            <Stack gap="xs" mt="xs">
              <Radio value="failed" label={t('onlyFailed')} />
              <Radio value="all" label={t('everything')} />
            </Stack>
          </Radio.Group>
          <DialogButtons onCancel={onClose}>
            <Button type="submit" disabled={from === null} loading={replay.isPending}>
              {t('again')}
            </Button>
          </DialogButtons>
        </Stack>
      </form>
    </Dialog>
  );
}
