// A template beside what a real record gets of it.
import { Alert, Anchor, Checkbox, Stack, Text, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { inLanguage, type Language } from '#web/features/templates/in-language.ts';
import { LanguageTabs } from '#web/features/templates/language-tabs.tsx';
import { TemplateFiles } from '#web/features/templates/template-files.tsx';
import { BodyEditor } from '#web/features/templates/body-editor.tsx';
import type { Editing } from '#web/features/templates/editing.ts';
import type { Module } from '#web/features/templates/merge-fields.ts';
import { PreviewPane } from '#web/features/templates/preview-pane.tsx';
import { TaggedArea, TaggedInput } from '#web/features/templates/tagged-input.tsx';
import classes from '#web/features/templates/template-editor.module.css';
import { templatesWords } from '#web/features/templates/words.ts';
import { useWords } from '#web/i18n/words.ts';

const NAME_LENGTH_MAX = 250;

type TemplateEditorProps = {
  readonly editing: Editing;
  /** Whose fields can be put in. */
  readonly module: Module;
  /** Where another one can be chosen. */
  readonly moduleChoice?: ReactNode;
};

export function TemplateEditor({ editing, module, moduleChoice }: TemplateEditorProps) {
  const { t } = useWords(templatesWords);
  const { isNew, isReadOnly, sentBy, problem } = editing;
  const [language, setLanguage] = useState<Language | null>(null);
  const shown = inLanguage(editing, language);
  const { template, change } = shown;
  // The editors hold what they were given: what comes from elsewhere begins them anew.
  const [given, setGiven] = useState(0);
  return (
    <div className={classes['halves']}>
      <Stack gap="md" className={classes['written'] ?? ''}>
        {problem === null ? null : (
          <Alert color="red" role="alert">
            {[problem.message, ...problem.errors.map(({ message }) => message)].join(' ')}
          </Alert>
        )}
        {sentBy === null ? null : (
          <Alert color="yellow" title={t('liveTitle')}>
            {t('liveText', { cadences: sentBy })}
          </Alert>
        )}
        {isNew ? (
          <TextInput
            label={t('name')}
            description={t('nameHint')}
            required
            maxLength={NAME_LENGTH_MAX}
            error={editing.isNameTaken ? t('nameTaken') : null}
            value={template.name}
            onChange={(event) => editing.change({ name: event.currentTarget.value })}
          />
        ) : null}
        {moduleChoice}
        <LanguageTabs editing={editing} language={language} onChange={setLanguage} />
        <TaggedInput
          module={module}
          label={t('subject')}
          insertLabel={t('insertInSubject')}
          required
          readOnly={isReadOnly}
          maxLength={NAME_LENGTH_MAX}
          value={template.subject}
          onChange={(subject) => change({ subject })}
        />
        <BodyEditor
          key={`${language ?? ''} ${given}`}
          content={template}
          module={module}
          isReadOnly={isReadOnly}
          onChange={change}
        />
        <Unsubscribe
          {...shown}
          onAdded={(html) => {
            change({ html });
            setGiven(given + 1);
          }}
        />
        <OwnText editing={shown} module={module} />
        <TemplateFiles template={isNew ? null : editing.template.name} isReadOnly={isReadOnly} />
      </Stack>
      <PreviewPane key={module.key} template={editing.template} language={language} module={module} />
    </div>
  );
}

type UnsubscribeProps = Editing & { readonly onAdded: (html: string) => void };

/** For a message without one. */
function Unsubscribe({ template: { html, mjml }, isReadOnly, onAdded }: UnsubscribeProps) {
  const { t } = useWords(templatesWords);
  if (isReadOnly || mjml !== null || html.trim() === '' || html.includes('unsubscribe_url')) return null;
  return (
    <Text c="dimmed" size="sm">
      {t('unsubscribeMissing')}{' '}
      <Anchor
        component="button"
        type="button"
        size="sm"
        onClick={() => onAdded(withLine(html, `<a href="{{ unsubscribe_url }}">${t('unsubscribeText')}</a>`))}
      >
        {t('unsubscribeAdd')}
      </Anchor>
    </Text>
  );
}

/** At its end, inside of the body where there is one. */
function withLine(html: string, line: string): string {
  const end = html.search(/<\/body>/iu);
  const place = end === -1 ? html.length : end;
  return `${html.slice(0, place).trimEnd()}\n<p>${line}</p>\n${html.slice(place)}`;
}

function OwnText({ editing: { template, change, isReadOnly }, module }: Omit<TemplateEditorProps, 'moduleChoice'>) {
  const { t } = useWords(templatesWords);
  return (
    <Stack gap="xs">
      <Checkbox
        label={t('ownText')}
        description={t('ownTextHint')}
        disabled={isReadOnly}
        checked={template.text !== null}
        onChange={(event) => change({ text: event.currentTarget.checked ? '' : null })}
      />
      {template.text === null ? null : (
        <TaggedArea
          module={module}
          aria-label={t('plainText')}
          insertLabel={t('insertInText')}
          autosize
          minRows={6}
          readOnly={isReadOnly}
          value={template.text}
          onChange={(text) => change({ text })}
        />
      )}
    </Stack>
  );
}
