import { PencilIcon, TrashIcon } from '@heroicons/react/16/solid';
import { useState } from 'react';
import { type ListedRecord, titleOf } from '#web/features/records/list/record-columns.tsx';
import { mayDo, type Module } from '#web/features/records/module.ts';
import { useDeleteRecord } from '#web/features/records/page/use-delete-record.ts';
import { relatedWords } from '#web/features/records/related/related-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { MoreButton } from '#web/ui/menu-button.tsx';
import { lazily, OnceOpened } from '#web/ui/on-demand.tsx';

const EditRecordDialog = lazily(
  async () => (await import('#web/features/records/forms/edit-record-dialog.tsx')).EditRecordDialog,
);

type PartActionsProps = { readonly module: Module; readonly part: ListedRecord };

/** Of a line of a quote, a member of a campaign: changed and deleted where it stands. */
export function PartActions({ module, part }: PartActionsProps) {
  const { t } = useWords(relatedWords);
  const [isEditing, setEditing] = useState(false);
  const remove = useDeleteRecord(module);
  const name = titleOf(part);
  const edit = { text: t('edit'), icon: PencilIcon, onClick: () => setEditing(true) };
  const away = {
    text: t('delete'),
    icon: TrashIcon,
    isDestructive: true,
    onClick: () => void remove.ask({ id: part.id, name }),
  };
  return (
    <>
      <MoreButton
        size="sm"
        label={t('actionsOf', { name })}
        entries={[...(mayDo(module, 'update') ? [edit] : []), ...(mayDo(module, 'delete') ? [away] : [])]}
      />
      <OnceOpened isOpen={isEditing}>
        <EditRecordDialog module={module} record={part} isOpen={isEditing} onClose={() => setEditing(false)} />
      </OnceOpened>
    </>
  );
}
