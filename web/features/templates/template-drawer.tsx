// A template beside the page that needs it: what stands on that page stays as it is.
import { Button, Drawer, Group } from '@mantine/core';
import { useRead } from '#web/api/hooks.ts';
import { emptyContent, useEditing, type WrittenTemplate } from '#web/features/templates/editing.ts';
import type { Module } from '#web/features/templates/merge-fields.ts';
import { TemplateEditor } from '#web/features/templates/template-editor.tsx';
import classes from '#web/features/templates/template-drawer.module.css';
import { templatesWords } from '#web/features/templates/words.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { confirm } from '#web/ui/confirm.ts';
import { Loaded } from '#web/ui/states.tsx';
import { WhyButton } from '#web/ui/why-button.tsx';

type TemplateDrawerProps = {
  /** Null: a new one. */
  readonly name: string | null;
  readonly suggestedName: string;
  readonly module: Module;
  readonly onClose: () => void;
  readonly onSaved: (name: string) => void;
};

export function TemplateDrawer({ name, suggestedName, ...props }: TemplateDrawerProps) {
  if (name !== null) return <Known name={name} {...props} />;
  return <Writing initial={{ name: suggestedName, ...emptyContent, variants: [] }} isNew {...props} />;
}

type WritingProps = Pick<TemplateDrawerProps, 'module' | 'onClose' | 'onSaved'> & {
  readonly initial: WrittenTemplate;
  readonly isNew: boolean;
};

function Known({ name, ...props }: Omit<WritingProps, 'initial' | 'isNew'> & { readonly name: string }) {
  const found = useRead('getTemplate', { params: { name } });
  return (
    <Loaded of={found}>
      {({ subject, html, text, mjml, variants }) => (
        <Writing initial={{ name, subject, html, text, mjml, variants }} isNew={false} {...props} />
      )}
    </Loaded>
  );
}

function Writing({ initial, isNew, module, onClose, onSaved }: WritingProps) {
  const { t } = useWords(templatesWords);
  const { t: general } = useWords(generalWords);
  const editing = useEditing({ initial, isNew, onSaved });
  const close = async () => {
    if (!editing.isDirty || (await askToLeave(general))) onClose();
  };
  return (
    <Drawer
      opened
      onClose={() => void close()}
      position="right"
      size="min(76rem, 100vw)"
      title={isNew ? t('new') : initial.name}
      closeButtonProps={{ 'aria-label': general('close') }}
      classNames={{ content: classes['content'] ?? '', body: classes['body'] ?? '' }}
    >
      <TemplateEditor editing={editing} module={module} />
      <Group justify="flex-end" className={classes['foot'] ?? ''}>
        <Button variant="default" onClick={() => void close()}>
          {general('cancel')}
        </Button>
        <WhyButton why={editing.why} loading={editing.isSaving} onClick={editing.save}>
          {general('save')}
        </WhyButton>
      </Group>
    </Drawer>
  );
}

function askToLeave(general: ReturnType<typeof useWords<typeof generalWords.en>>['t']): Promise<boolean> {
  return confirm({
    title: general('unsavedTitle'),
    text: general('unsavedText'),
    yes: general('discard'),
    no: general('keepEditing'),
    kind: 'destructive',
  });
}
