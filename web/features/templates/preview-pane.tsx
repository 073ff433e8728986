// The message as a lead of one's choice gets it, a moment after each change.
import { Alert, Group, SegmentedControl, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { reading } from '#web/api/hooks.ts';
import { contentOf, type WrittenTemplate } from '#web/features/templates/editing.ts';
import type { Named } from '#web/features/records/module.ts';
import { LeadChoice, useFirstLead } from '#web/features/templates/lead-choice.tsx';
import classes from '#web/features/templates/template-editor.module.css';
import { templatesWords } from '#web/features/templates/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { MailFrame } from '#web/ui/mail-frame.tsx';

const RENDER_AFTER_MS = 350;

export function PreviewPane({ template }: { readonly template: WrittenTemplate }) {
  const { t } = useWords(templatesWords);
  const first = useFirstLead();
  const [chosen, setChosen] = useState<Named | null>(null);
  const [shown, setShown] = useState('desktop');
  const lead = chosen ?? first.lead;
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
      {first.isKnown && lead === null ? <Text c="dimmed">{t('noLeads')}</Text> : null}
      {lead === null ? null : (
        <>
          <LeadChoice lead={lead} onChoose={setChosen} />
          <Preview template={template} lead={lead} shown={shown} />
        </>
      )}
    </section>
  );
}

type PreviewProps = { readonly template: WrittenTemplate; readonly lead: Named; readonly shown: string };

function Preview({ template, lead, shown }: PreviewProps) {
  const { t } = useWords(templatesWords);
  const [content] = useDebouncedValue(contentOf(template), RENDER_AFTER_MS);
  const isEmpty = content.subject.trim() === '' || content.html.trim() === '';
  const preview = useQuery({
    ...reading('previewTemplate', { body: { ...content, record: lead.id } }),
    enabled: !isEmpty,
    placeholderData: keepPreviousData,
  });
  if (isEmpty) return <Text c="dimmed">{t('previewWaits')}</Text>;
  if (preview.error !== null) {
    const reasons = preview.error.errors.map(({ message }) => message);
    return (
      <Alert color="red" role="status" title={t('previewProblem')}>
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
          <MailFrame html={html} title={t('mailFor', { name: lead.name })} />
        </div>
      )}
    </div>
  );
}
