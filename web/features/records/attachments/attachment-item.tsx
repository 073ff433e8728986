import { ArrowDownTrayIcon, PaperClipIcon, TrashIcon } from '@heroicons/react/16/solid';
import { Anchor } from '@mantine/core';
import { type Item, useAct } from '#web/api/hooks.ts';
import { attachmentWords } from '#web/features/records/attachments/attachment-words.ts';
import type { Place } from '#web/features/records/attachments/use-uploads.ts';
import classes from '#web/features/records/page/belongings.module.css';
import { useFormat } from '#web/i18n/format.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { confirm } from '#web/ui/confirm.ts';
import { MoreButton } from '#web/ui/menu-button.tsx';
import { offerFile } from '#web/ui/offer-file.ts';
import { QuietLine } from '#web/ui/quiet-line.tsx';
import { toastDone } from '#web/ui/toast.tsx';
import { When } from '#web/ui/when.tsx';

type AttachmentItemProps = {
  readonly file: Item<'listAttachments'>;
  /** The record's. */
  readonly place: Place;
  /** Why it can't be deleted; null: it can. */
  readonly why: string | null;
};

export function AttachmentItem({ file, place, why }: AttachmentItemProps) {
  const { t } = useWords(attachmentWords);
  const { t: general } = useWords(generalWords);
  const format = useFormat();
  const { name, author } = file;
  const params = { ...place, attachment: file.id };
  const download = useAct('downloadAttachment', { onDone: (content) => offerFile(content, name) });
  const remove = useAct('deleteAttachment', {
    refreshes: ['listAttachments', 'getTimeline'],
    onDone: () => toastDone(t('wasDeleted', { name })),
  });
  const keep = () => download.mutate({ params });
  const ask = async () => {
    const question = { title: t('deleteTitle', { name }), text: t('deleteText'), yes: t('deleteYes') };
    if (await confirm({ ...question, kind: 'destructive' })) remove.mutate({ params });
  };
  return (
    <li className={classes['item']}>
      <PaperClipIcon width={16} aria-hidden />
      <div className={classes['content']}>
        <Anchor component="button" size="sm" className={classes['name'] ?? ''} onClick={keep}>
          {name}
        </Anchor>
        <QuietLine>
          <span>{format.bytes(file.bytes)}</span>
          <span>{author?.name ?? t('formerMember')}</span>
          <When at={file.createdAt} />
        </QuietLine>
      </div>
      <MoreButton
        size="sm"
        label={t('actionsOf', { name })}
        entries={[
          { text: t('download'), icon: ArrowDownTrayIcon, onClick: keep },
          { text: general('delete'), icon: TrashIcon, why, isDestructive: true, onClick: () => void ask() },
        ]}
      />
    </li>
  );
}
