// The message as a record of one's choice gets it, a moment after each change.
import { Alert, Group, SegmentedControl, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { reading } from '#web/api/hooks.ts';
import { contentOf, isEmpty, type WrittenTemplate } from '#web/features/templates/editing.ts';
import { type Language, nameOfLanguage } from '#web/features/templates/in-language.ts';
import { type Named, namesOf } from '#web/features/records/module.ts';
import type { Module } from '#web/features/templates/merge-fields.ts';
import { RecordChoice, useFirstRecord } from '#web/features/templates/record-choice.tsx';
import classes from '#web/features/templates/template-editor.module.css';
import { templatesWords } from '#web/features/templates/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { MailFrame } from '#web/ui/mail-frame.tsx';

const RENDER_AFTER_MS = 350;

type PreviewPaneProps = {
  readonly template: WrittenTemplate;
  /** Of the variant that is written; null: the content for all others. */
  readonly language: Language | null;
  readonly module: Module;
};

export function PreviewPane({ template, language: written, module }: PreviewPaneProps) {
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
          <Preview template={template} language={written} module={module} record={record} shown={shown} />
        </>
      )}
    </section>
  );
}

type PreviewProps = PreviewPaneProps & { readonly record: Named; readonly shown: string };

function Preview({ template, language: written, module, record, shown }: PreviewProps) {
  const { t, language } = useWords(templatesWords);
  const [content] = useDebouncedValue({ ...contentOf(template), language: written }, RENDER_AFTER_MS);
  const seen = content.variants.find((variant) => variant.language === content.language) ?? content;
  const isWaiting = seen.subject.trim() === '' || isEmpty(seen);
  const preview = useQuery({
    ...reading('previewTemplate', { body: { ...content, module: module.key, record: record.id } }),
    enabled: !isWaiting,
    placeholderData: keepPreviousData,
  });
  if (isWaiting) return <Text c="dimmed">{t('previewWaits')}</Text>;
  if (preview.error !== null) {
    const reasons = preview.error.errors.map(({ message }) => message);
    return (
      <Alert color="red" role="status" title={t('previewProblem', namesOf(module, language))}>
        {reasons.length === 0 ? preview.error.message : reasons.join(' ')}
      </Alert>
    );
  }
  if (preview.data === undefined) return null;
  const { subject, html, text, sends } = preview.data;
  const sent = sends === null ? t('allOthers') : nameOfLanguage(sends, language);
  return (
    <>
      {sends === written ? null : (
        <Text c="dimmed" size="sm">
          {t('getsOther', { ...namesOf(module, language), language: sent })}
        </Text>
      )}
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
    </>
  );
}
