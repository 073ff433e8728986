import { useState } from 'react';
import type { ApiProblem } from '#contract/client/problem.ts';
import type { Answer } from '#web/api/call.ts';
import { useAct } from '#web/api/hooks.ts';
import { ShownOnce } from '#web/features/settings/shown-once.tsx';
import { WebhookForm } from '#web/features/settings/webhooks/webhook-form.tsx';
import { webhookWords } from '#web/features/settings/webhooks/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { Dialog } from '#web/ui/dialog.tsx';

export function NewWebhook({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords(webhookWords);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [made, setMade] = useState<Answer<'createWebhook'> | null>(null);
  const create = useAct('createWebhook', { refreshes: ['listWebhooks'], onDone: setMade, onProblem: setProblem });
  if (made !== null) return <WebhookSecret name={made.webhook.name} secret={made.secret} onClose={onClose} />;
  return (
    <Dialog title={t('add')} size="lg" isKept onClose={onClose}>
      <WebhookForm
        start={{ name: '', url: '', events: [] }}
        yes={t('add')}
        problem={problem}
        isPending={create.isPending}
        onCancel={onClose}
        onSave={({ name, url, events }) => create.mutate({ body: { name, url, events: [...events] } })}
      />
    </Dialog>
  );
}

type WebhookSecretProps = { readonly name: string; readonly secret: string; readonly onClose: () => void };

export function WebhookSecret({ name, secret, onClose }: WebhookSecretProps) {
  const { t } = useWords(webhookWords);
  return (
    <Dialog title={t('secret', { name })} isKept onClose={onClose}>
      <ShownOnce name={t('secret', { name })} text={secret} hint={t('secretOnce')} onClose={onClose} />
    </Dialog>
  );
}
