// The message as a record of one's choice gets it, a moment after each change.
import { Alert, Group, SegmentedControl, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { reading } from '#web/api/hooks.ts';
import { contentOf, type WrittenTemplate } from '#web/features/templates/editing.ts';
import { type Named, namesOf } from '#web/features/records/module.ts';
import type { Module } from '#web/features/templates/merge-fields.ts';
import { RecordChoice, useFirstRecord } from '#web/features/templates/record-choice.tsx';
import classes from '#web/features/templates/template-editor.module.css';
import { templatesWords } from '#web/features/templates/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { MailFrame } from '#web/ui/mail-frame.tsx';

const RENDER_AFTER_MS = 350;

type PreviewPaneProps = { readonly template: WrittenTemplate; readonly module: Module };

export function PreviewPane({ template, module }: PreviewPaneProps) {
  const { t, language } = useWords(templatesWords);
  const first = useFirstRecord(module);
  const [chosen, setChosen] = useState<Named | null>(null);
  const [shown, setShown] = useState('desktop');
  const record = chosen ?? first.record;
  return (
    <section className={classes['seen']} aria-label={t('preview')}>
      <Group justify="space-between">
        <Title order={2}>{t('preview')}</Title>
        <SegmentedControl
          size="xs"
          aria-label={t('width')}
          value={shown}
          onChange={setShown}
          data={[
            { value: 'desktop', label: t('desktop') },
            { value: 'phone', label: t('phone') },
            { value: 'text', label: t('textVersion') },
          ]}
        />
      </Group>
      {first.isKnown && record === null ? <Text c="dimmed">{t('noRecords', namesOf(module, language))}</Text> : null}
      {record === null ? null : (
        <>
          <RecordChoice module={module} record={record} onChoose={setChosen} />
          <Preview template={template} module={module} record={record} shown={shown} />
        </>
      )}
    </section>
  );
}

type PreviewProps = PreviewPaneProps & { readonly record: Named; readonly shown: string };

function Preview({ template, module, record, shown }: PreviewProps) {
  const { t, language } = useWords(templatesWords);
  const [content] = useDebouncedValue(contentOf(template), RENDER_AFTER_MS);
  const isEmpty = content.subject.trim() === '' || content.html.trim() === '';
  const preview = useQuery({
    ...reading('previewTemplate', { body: { ...content, module: module.key, record: record.id } }),
    enabled: !isEmpty,
    placeholderData: keepPreviousData,
  });
  if (isEmpty) return <Text c="dimmed">{t('previewWaits')}</Text>;
  if (preview.error !== null) {
    const reasons = preview.error.errors.map(({ message }) => message);
    return (
      <Alert color="red" role="status" title={t('previewProblem', namesOf(module, language))}>
        {reasons.length === 0 ? preview.error.message : reasons.join(' ')}
      </Alert>
    );
  }
  if (preview.data === undefined) return null;
  const { subject, html, text } = preview.data;
  return (
    <div className={classes['mail']} data-width={shown}>
      <div className={classes['subject']}>{subject}</div>
      {shown === 'text' ? (
        <pre className={classes['plain']}>{text}</pre>
      ) : (
        <div className={classes['body']}>
          <MailFrame html={html} title={t('mailFor', { name: record.name })} />
        </div>
      )}
    </div>
  );
}
