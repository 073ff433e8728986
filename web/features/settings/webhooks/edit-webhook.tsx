import { useState } from 'react';
import { useAct } from '#web/api/hooks.ts';
import type { ApiProblem } from '#contract/client/problem.ts';
import { WebhookForm } from '#web/features/settings/webhooks/webhook-form.tsx';
import type { Webhook } from '#web/features/settings/webhooks/webhook-state.tsx';
import { webhookWords } from '#web/features/settings/webhooks/words.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { toastDone } from '#web/ui/toast.tsx';

type EditWebhookProps = { readonly webhook: Webhook; readonly onClose: () => void };

export function EditWebhook({ webhook, onClose }: EditWebhookProps) {
  const { t } = useWords(webhookWords);
  const { t: general } = useWords(generalWords);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const update = useAct('updateWebhook', {
    refreshes: ['listWebhooks'],
    onDone: () => {
      toastDone(t('saved'));
      onClose();
    },
    onProblem: setProblem,
  });
  return (
    <Dialog title={t('editTitle', { name: webhook.name })} size="lg" isKept onClose={onClose}>
      <WebhookForm
        start={webhook}
        yes={general('save')}
        problem={problem}
        isPending={update.isPending}
        onCancel={onClose}
        onSave={({ name, url, events }) =>
          update.mutate({ params: { id: webhook.id }, body: { name, url, events: [...events] } })
        }
      />
    </Dialog>
  );
}
