// The files of a record: attached by a button or by dropping them, kept and deleted one by one.
import { Button, CloseButton, FileButton, Loader, Text } from '@mantine/core';
import { ArrowUpTrayIcon } from '@heroicons/react/16/solid';
import { FILE_MEGABYTES_MAX } from '#core/records/file-name.ts';
import { usePages } from '#web/api/hooks.ts';
import { AttachmentItem } from '#web/features/records/attachments/attachment-item.tsx';
import { attachmentWords } from '#web/features/records/attachments/attachment-words.ts';
import { useDroppedFiles } from '#web/features/records/attachments/use-dropped-files.ts';
import { type Upload, type Uploads, useUploads } from '#web/features/records/attachments/use-uploads.ts';
import type { Module, ShownRecord } from '#web/features/records/module.ts';
import classes from '#web/features/records/page/belongings.module.css';
import { RecordSection } from '#web/features/records/page/record-section.tsx';
import { useWhyNot } from '#web/features/records/why-not.ts';
import { useWords } from '#web/i18n/words.ts';
import { MoreOfList } from '#web/ui/more-of-list.tsx';
import { Failed } from '#web/ui/states.tsx';
import { WhyButton } from '#web/ui/why-button.tsx';

const PAGE_FILES = 20;

type RecordAttachmentsProps = { readonly record: ShownRecord; readonly module: Module };

export function RecordAttachments({ record, module }: RecordAttachmentsProps) {
  const { t } = useWords(attachmentWords);
  const why = useWhyNot(module)('update');
  const place = { module: module.key, id: record.id };
  const files = usePages('listAttachments', { params: place, query: { limit: PAGE_FILES } });
  const uploads = useUploads(place);
  const isOver = useDroppedFiles((dropped) => {
    if (why === null) uploads.add(dropped);
  });
  return (
    <RecordSection title={t('title')} actions={<AttachButton why={why} onChosen={uploads.add} />}>
      <div className={classes['drop']} data-over={isOver || undefined}>
        <Text size="xs" c="dimmed" px="sm" py="xs">
          {why ?? t('hint', { max: FILE_MEGABYTES_MAX })}
        </Text>
        {uploads.items.map((upload) => (
          <UploadLine key={upload.key} upload={upload} uploads={uploads} />
        ))}
        {files.error === null ? null : <Failed error={files.error} onRetry={files.retry} />}
        <ul className={classes['list']} aria-label={t('title')}>
          {files.items.map((file) => (
            <AttachmentItem key={file.id} file={file} place={place} why={why} />
          ))}
        </ul>
        <MoreOfList pages={files} says={t('showEarlier')} />
      </div>
    </RecordSection>
  );
}

type AttachButtonProps = { readonly why: string | null; readonly onChosen: Uploads['add'] };

function AttachButton({ why, onChosen }: AttachButtonProps) {
  const { t } = useWords(attachmentWords);
  return (
    <FileButton multiple onChange={onChosen}>
      {({ onClick }) => (
        <WhyButton
          why={why}
          variant="subtle"
          leftSection={<ArrowUpTrayIcon width={14} aria-hidden />}
          onClick={onClick}
        >
          {t('upload')}
        </WhyButton>
      )}
    </FileButton>
  );
}

type UploadLineProps = { readonly upload: Upload; readonly uploads: Uploads };

function UploadLine({ upload, uploads }: UploadLineProps) {
  const { t } = useWords(attachmentWords);
  const { name } = upload.file;
  if (upload.state === 'sending') {
    return (
      <div className={classes['item']} role="status">
        <Loader size={14} aria-hidden />
        {t('sending', { name })}
      </div>
    );
  }
  return (
    <div className={classes['item']} role="alert">
      <Text size="sm" c="var(--mantine-color-error)" className={classes['content'] ?? ''}>
        {upload.says}
      </Text>
      {upload.canBeTriedAgain ? (
        <Button variant="default" size="compact-xs" onClick={() => uploads.again(upload)}>
          {t('again')}
        </Button>
      ) : null}
      <CloseButton size="sm" aria-label={t('dismiss', { name })} onClick={() => uploads.dismiss(upload)} />
    </div>
  );
}
