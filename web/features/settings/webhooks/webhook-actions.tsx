// What can be done with a webhook, in the list and on its page.
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useAct } from '#web/api/hooks.ts';
import { EditWebhook } from '#web/features/settings/webhooks/edit-webhook.tsx';
import { WebhookSecret } from '#web/features/settings/webhooks/new-webhook.tsx';
import type { Webhook } from '#web/features/settings/webhooks/webhook-state.tsx';
import { webhookWords } from '#web/features/settings/webhooks/words.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { confirm } from '#web/ui/confirm.ts';
import { MoreButton } from '#web/ui/menu-button.tsx';
import type { MenuEntry } from '#web/ui/menu-entry.ts';
import { toastDone } from '#web/ui/toast.tsx';

export function WebhookActions({ webhook }: { readonly webhook: Webhook }) {
  const { t } = useWords(webhookWords);
  const [isEditing, setEditing] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const { name } = webhook;
  const entries = useEntries({ webhook, onEdit: () => setEditing(true), onSecret: setSecret });
  return (
    <>
      <MoreButton label={t('actionsOf', { name })} entries={entries} />
      {isEditing ? <EditWebhook webhook={webhook} onClose={() => setEditing(false)} /> : null}
      {secret === null ? null : <WebhookSecret name={name} secret={secret} onClose={() => setSecret(null)} />}
    </>
  );
}

type Entries = {
  readonly webhook: Webhook;
  readonly onEdit: () => void;
  readonly onSecret: (secret: string) => void;
};

function useEntries({ webhook: { id, name, active }, onEdit, onSecret }: Entries): readonly MenuEntry[] {
  const { t } = useWords(webhookWords);
  const { t: general } = useWords(generalWords);
  const navigate = useNavigate();
  const test = useAct('testWebhook', {
    refreshes: ['listWebhookDeliveries'],
    onDone: () => void navigate({ to: paths.settingsWebhook, params: { webhookId: id } }),
  });
  const update = useAct('updateWebhook', {
    refreshes: ['listWebhooks', 'listWebhookDeliveries'],
    onDone: (saved) => toastDone(t(saved.active ? 'isOn' : 'isOff', { name })),
  });
  const renew = useAct('renewWebhookSecret', { onDone: ({ secret }) => onSecret(secret) });
  const remove = useAct('deleteWebhook', {
    refreshes: ['listWebhooks'],
    onDone: () => {
      toastDone(t('wasDeleted', { name }));
      void navigate({ to: paths.settingsWebhooks });
    },
  });
  const askRenew = async () => {
    const asked = { title: t('renewTitle', { name }), text: t('renewText'), yes: t('renew') };
    if (await confirm(asked)) renew.mutate({ params: { id } });
  };
  const askRemove = async () => {
    const asked = { title: t('deleteTitle', { name }), text: t('deleteText'), yes: general('delete') };
    if (await confirm({ ...asked, kind: 'destructive' })) remove.mutate({ params: { id } });
  };
  return [
    { text: general('edit'), onClick: onEdit },
    { text: t('test'), onClick: () => test.mutate({ params: { id } }) },
    {
      text: t(active ? 'switchOff' : 'switchOn'),
      onClick: () => update.mutate({ params: { id }, body: { active: !active } }),
    },
    { text: t('renew'), onClick: () => void askRenew() },
    'divider',
    { text: general('delete'), onClick: () => void askRemove(), isDestructive: true },
  ];
}
