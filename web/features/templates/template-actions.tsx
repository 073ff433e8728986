import { DocumentDuplicateIcon, TrashIcon } from '@heroicons/react/16/solid';
import { useNavigate } from '@tanstack/react-router';
import { useAct } from '#web/api/hooks.ts';
import { sendersOf, type TemplateListed } from '#web/features/templates/editing.ts';
import { templatesWords } from '#web/features/templates/words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { may, useMe } from '#web/session/me.ts';
import { confirm } from '#web/ui/confirm.ts';
import { MoreButton } from '#web/ui/menu-button.tsx';
import { toastDone } from '#web/ui/toast.tsx';

export function TemplateActions({ template }: { readonly template: TemplateListed }) {
  const { t } = useWords(templatesWords);
  const { t: general } = useWords(generalWords);
  const format = useFormat();
  const navigate = useNavigate();
  const { name, usedBy } = template;
  const remove = useAct('deleteTemplate', {
    refreshes: ['listTemplates', 'getCadence'],
    onDone: () => toastDone(t('deleted', { name })),
  });
  const senders = sendersOf(template);
  const whyReadOnly = may(useMe(), 'cadences.write') ? null : t('readOnly');
  const whySent = senders.length === 0 ? null : t('cantDelete', { cadences: format.list(senders) });
  const askAndRemove = async () => {
    const drafts = format.list(usedBy.map((cadence) => cadence.name));
    const text = usedBy.length === 0 ? t('deleteText') : t('deleteInDrafts', { cadences: drafts });
    const isMeant = await confirm({
      title: t('deleteTitle', { name }),
      text,
      yes: general('delete'),
      kind: 'destructive',
    });
    if (isMeant) remove.mutate({ params: { name } });
  };
  return (
    <MoreButton
      label={t('actionsOf', { name })}
      entries={[
        {
          text: t('duplicate'),
          icon: DocumentDuplicateIcon,
          why: whyReadOnly,
          onClick: () => void navigate({ to: paths.template, search: { copyOf: name } }),
        },
        {
          text: general('delete'),
          icon: TrashIcon,
          why: whyReadOnly ?? whySent,
          isDestructive: true,
          onClick: () => void askAndRemove(),
        },
      ]}
    />
  );
}
