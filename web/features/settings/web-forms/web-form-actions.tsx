// What can be done with a web form, in the list and on its page.
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useAct } from '#web/api/hooks.ts';
import { EditWebForm } from '#web/features/settings/web-forms/edit-web-form.tsx';
import { settingsOf, type WebForm } from '#web/features/settings/web-forms/wish.ts';
import { webFormWords } from '#web/features/settings/web-forms/words.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { confirm } from '#web/ui/confirm.ts';
import { MoreButton } from '#web/ui/menu-button.tsx';
import type { MenuEntry } from '#web/ui/menu-entry.ts';
import { toastDone } from '#web/ui/toast.tsx';

export function WebFormActions({ form }: { readonly form: WebForm }) {
  const { t } = useWords(webFormWords);
  const [isEditing, setEditing] = useState(false);
  const entries = useEntries(form, () => setEditing(true));
  return (
    <>
      <MoreButton label={t('actionsOf', { name: form.name })} entries={entries} />
      {isEditing ? <EditWebForm form={form} onClose={() => setEditing(false)} /> : null}
    </>
  );
}

function useEntries(form: WebForm, onEdit: () => void): readonly MenuEntry[] {
  const { t } = useWords(webFormWords);
  const { t: general } = useWords(generalWords);
  const navigate = useNavigate();
  const { id, name, active } = form;
  const update = useAct('updateWebForm', {
    refreshes: ['listWebForms'],
    onDone: (saved) => toastDone(t(saved.active ? 'isOn' : 'isOff', { name })),
  });
  const renew = useAct('renewWebFormAddress', {
    refreshes: ['listWebForms'],
    onDone: () => toastDone(t('renewed', { name })),
  });
  const remove = useAct('deleteWebForm', {
    refreshes: ['listWebForms'],
    onDone: () => {
      toastDone(t('wasDeleted', { name }));
      void navigate({ to: paths.settingsWebForms });
    },
  });
  const askRenew = async () => {
    const asked = { title: t('renewTitle', { name }), text: t('renewText'), yes: t('renew') };
    if (await confirm({ ...asked, kind: 'destructive' })) renew.mutate({ params: { id } });
  };
  const askRemove = async () => {
    const asked = { title: t('deleteTitle', { name }), text: t('deleteText'), yes: general('delete') };
    if (await confirm({ ...asked, kind: 'destructive' })) remove.mutate({ params: { id } });
  };
  return [
    { text: general('edit'), onClick: onEdit },
    {
      text: t(active ? 'switchOff' : 'switchOn'),
      onClick: () => update.mutate({ params: { id }, body: { ...settingsOf(form), active: !active } }),
    },
    { text: t('renew'), onClick: () => void askRenew() },
    'divider',
    { text: general('delete'), onClick: () => void askRemove(), isDestructive: true },
  ];
}
