import { Alert, Group, Input, SegmentedControl, Stack } from '@mantine/core';
import { useState } from 'react';
import type { Content } from '#web/features/templates/editing.ts';
import { isRichText } from '#web/features/templates/rich-html.ts';
import type { Module } from '#web/features/templates/merge-fields.ts';
import { mjmlFrom } from '#web/features/templates/mjml-from.ts';
import { RichText } from '#web/features/templates/rich-text.tsx';
import { TaggedArea } from '#web/features/templates/tagged-input.tsx';
import { templatesWords } from '#web/features/templates/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { confirm } from '#web/ui/confirm.ts';

type BodyEditorProps = {
  readonly content: Pick<Content, 'html' | 'mjml'>;
  readonly module: Module;
  readonly isReadOnly: boolean;
  readonly onChange: (changes: Partial<Pick<Content, 'html' | 'mjml'>>) => void;
};

type Mode = 'text' | 'source' | 'mjml';

/** As text where the text editor can hold the message, else as HTML: it never loses anything by being opened. */
export function BodyEditor({ content: { html, mjml }, module, isReadOnly, onChange }: BodyEditorProps) {
  const { t } = useWords(templatesWords);
  const [writtenAs, setWrittenAs] = useState<Exclude<Mode, 'mjml'>>(() => (isRichText(html) ? 'text' : 'source'));
  const mode: Mode = mjml === null ? writtenAs : 'mjml';
  const canBeText = writtenAs === 'text' || isRichText(html);
  const choose = async (wanted: Mode) => {
    if (wanted === 'mjml') return onChange({ mjml: mjmlFrom(canBeText ? html : '') });
    const question = { title: t('leaveMjmlTitle'), text: t('leaveMjmlText'), yes: t('leaveMjmlYes') };
    if (mjml !== null && !(await confirm({ ...question, kind: 'destructive' }))) return;
    if (mjml !== null) onChange({ mjml: null });
    setWrittenAs(wanted);
  };
  return (
    <Stack gap={4}>
      <Group justify="space-between">
        <Input.Label labelElement="div" required>
          {t('body')}
        </Input.Label>
        <SegmentedControl
          size="xs"
          aria-label={t('writeAs')}
          value={mode}
          readOnly={isReadOnly && mode === 'mjml'}
          onChange={(wanted) => void choose(modes.find((one) => one === wanted) ?? mode)}
          data={[
            { value: 'text', label: t('asText'), disabled: !canBeText },
            { value: 'source', label: t('asSource') },
            { value: 'mjml', label: t('asMjml'), disabled: isReadOnly && mode !== 'mjml' },
          ]}
        />
      </Group>
      {mode === 'text' ? (
        <RichText
          html={html}
          module={module}
          isReadOnly={isReadOnly}
          onChange={(changed) => onChange({ html: changed })}
        />
      ) : (
        <>
          {mode === 'mjml' ? <Input.Description>{t('mjmlHint')}</Input.Description> : null}
          {mode === 'mjml' || canBeText ? null : <Alert color="gray">{t('sourceOnly')}</Alert>}
          <TaggedArea
            module={module}
            aria-label={t('body')}
            insertLabel={t('insertField')}
            autosize
            minRows={14}
            maxRows={32}
            spellCheck={false}
            readOnly={isReadOnly}
            styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12 } }}
            value={mjml ?? html}
            onChange={(changed) => onChange(mjml === null ? { html: changed } : { mjml: changed })}
          />
        </>
      )}
    </Stack>
  );
}

const modes = ['text', 'source', 'mjml'] as const satisfies readonly Mode[];
