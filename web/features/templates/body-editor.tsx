import { Alert, Group, Input, SegmentedControl, Stack } from '@mantine/core';
import { useState } from 'react';
import { isRichText } from '#web/features/templates/rich-html.ts';
import type { Module } from '#web/features/templates/merge-fields.ts';
import { RichText } from '#web/features/templates/rich-text.tsx';
import { TaggedArea } from '#web/features/templates/tagged-input.tsx';
import { templatesWords } from '#web/features/templates/words.ts';
import { useWords } from '#web/i18n/words.ts';

type BodyEditorProps = {
  readonly html: string;
  readonly module: Module;
  readonly isReadOnly: boolean;
  readonly onChange: (html: string) => void;
};

/** As text where the text editor can hold the message, else as HTML: it never loses anything by being opened. */
export function BodyEditor({ html, module, isReadOnly, onChange }: BodyEditorProps) {
  const { t } = useWords(templatesWords);
  const [mode, setMode] = useState<'text' | 'source'>(() => (isRichText(html) ? 'text' : 'source'));
  const canBeText = mode === 'text' || isRichText(html);
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
          onChange={(wanted) => setMode(wanted === 'text' ? 'text' : 'source')}
          data={[
            { value: 'text', label: t('asText'), disabled: !canBeText },
            { value: 'source', label: t('asSource') },
          ]}
        />
      </Group>
      {mode === 'text' ? (
        <RichText html={html} module={module} isReadOnly={isReadOnly} onChange={onChange} />
      ) : (
        <>
          {canBeText ? null : <Alert color="gray">{t('sourceOnly')}</Alert>}
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
            value={html}
            onChange={onChange}
          />
        </>
      )}
    </Stack>
  );
}
