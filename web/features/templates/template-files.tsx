// Files that go along with the messages of a template.
import { ArrowUpTrayIcon, PaperClipIcon } from '@heroicons/react/16/solid';
import { Anchor, CloseButton, FileButton, Group, Input, Stack, Text } from '@mantine/core';
import { FILES_MAX, FILES_MEGABYTES_MAX } from '#core/message/template-files.ts';
import type { Answer } from '#web/api/call.ts';
import { useAct, useRead } from '#web/api/hooks.ts';
import { templatesWords } from '#web/features/templates/words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { useWords } from '#web/i18n/words.ts';
import { confirm } from '#web/ui/confirm.ts';
import { offerFile } from '#web/ui/offer-file.ts';
import { toastDone } from '#web/ui/toast.tsx';
import { WhyButton } from '#web/ui/why-button.tsx';

type TemplateFilesProps = {
  /** Its name; null: it isn't saved yet. */
  readonly template: string | null;
  readonly isReadOnly: boolean;
};

export function TemplateFiles({ template, isReadOnly }: TemplateFilesProps) {
  const { t } = useWords(templatesWords);
  return (
    <Input.Wrapper
      label={t('files')}
      labelElement="div"
      description={t('filesHint', { files: FILES_MAX, max: FILES_MEGABYTES_MAX })}
    >
      {template === null ? (
        <Text size="sm" c="dimmed" mt={4}>
          {t('filesAfterSaving')}
        </Text>
      ) : (
        <Files template={template} isReadOnly={isReadOnly} />
      )}
    </Input.Wrapper>
  );
}

type FilesProps = { readonly template: string; readonly isReadOnly: boolean };

function Files({ template, isReadOnly }: FilesProps) {
  const { t } = useWords(templatesWords);
  const files = useRead('getTemplate', { params: { name: template } }).data?.attachments ?? [];
  const add = useAct('addTemplateAttachment', {
    refreshes: ['getTemplate'],
    onDone: ({ name }) => toastDone(t('attached', { name })),
  });
  return (
    <Stack gap={4} mt={4} align="flex-start">
      {files.map((file) => (
        <TemplateFileLine key={file.id} template={template} file={file} isReadOnly={isReadOnly} />
      ))}
      <FileButton
        onChange={(file) => {
          if (file !== null) add.mutate({ params: { name: template }, query: { name: file.name }, body: file });
        }}
      >
        {({ onClick }) => (
          <WhyButton
            why={isReadOnly ? t('readOnly') : null}
            variant="default"
            size="xs"
            loading={add.isPending}
            leftSection={<ArrowUpTrayIcon width={14} aria-hidden />}
            onClick={onClick}
          >
            {t('attach')}
          </WhyButton>
        )}
      </FileButton>
    </Stack>
  );
}

type LineProps = FilesProps & { readonly file: Answer<'getTemplate'>['attachments'][number] };

function TemplateFileLine({ template, file: { id, name, bytes }, isReadOnly }: LineProps) {
  const { t } = useWords(templatesWords);
  const format = useFormat();
  const params = { name: template, attachment: id };
  const download = useAct('downloadTemplateAttachment', { onDone: (content) => offerFile(content, name) });
  const remove = useAct('removeTemplateAttachment', {
    refreshes: ['getTemplate'],
    onDone: () => toastDone(t('detached', { name })),
  });
  const ask = async () => {
    const question = { title: t('detachTitle', { name }), text: t('detachText'), yes: t('detach', { name }) };
    if (await confirm({ ...question, kind: 'destructive' })) remove.mutate({ params });
  };
  return (
    <Group gap="xs">
      <PaperClipIcon width={16} aria-hidden />
      <Anchor
        component="button"
        type="button"
        size="sm"
        aria-label={t('download', { name })}
        onClick={() => download.mutate({ params })}
      >
        {name}
      </Anchor>
      <Text size="xs" c="dimmed">
        {format.bytes(bytes)}
      </Text>
      {isReadOnly ? null : <CloseButton size="sm" aria-label={t('detach', { name })} onClick={() => void ask()} />}
    </Group>
  );
}
