import { Button, Select } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useAct, useRead } from '#web/api/hooks.ts';
import { useMainModules } from '#web/features/records/modules.ts';
import { emptyContent, useEditing, type WrittenTemplate } from '#web/features/templates/editing.ts';
import type { Module } from '#web/features/templates/merge-fields.ts';
import { TemplateEditor } from '#web/features/templates/template-editor.tsx';
import { templatesWords } from '#web/features/templates/words.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { useKey } from '#web/ui/keys.ts';
import { Page } from '#web/ui/page.tsx';
import { Loaded } from '#web/ui/states.tsx';
import { useUnsavedGuard } from '#web/ui/unsaved-guard.ts';
import { WhyButton } from '#web/ui/why-button.tsx';

const EMPTY: WrittenTemplate = { name: '', ...emptyContent, variants: [] };

/** Of the template that the address names, of a copy of one, or of a new one. */
export function TemplatePage() {
  const { t } = useWords(templatesWords);
  const { name, copyOf } = useSearch({ from: paths.template });
  const [moduleKey, setModuleKey] = useState('leads');
  const module = useRead('getModule', { params: { module: moduleKey } });
  const moduleChoice = <ModuleChoice module={moduleKey} onChange={setModuleKey} />;
  const known = name ?? copyOf;
  return (
    <Loaded of={module}>
      {(described) =>
        known === undefined ? (
          <Editor key="new" initial={EMPTY} isNew module={described} moduleChoice={moduleChoice} />
        ) : (
          <Known name={known}>
            {(found) =>
              name === undefined ? (
                <Editor
                  key={`copy of ${known}`}
                  initial={{ ...found, name: t('copyOf', { name: known }) }}
                  isNew
                  filesOf={known}
                  module={described}
                  moduleChoice={moduleChoice}
                />
              ) : (
                <Editor key={known} initial={found} isNew={false} module={described} moduleChoice={moduleChoice} />
              )
            }
          </Known>
        )
      }
    </Loaded>
  );
}

type KnownProps = { readonly name: string; readonly children: (found: WrittenTemplate) => ReactNode };

function Known({ name, children }: KnownProps) {
  const found = useRead('getTemplate', { params: { name } });
  return (
    <Loaded of={found.data?.name === name ? found : { ...found, data: undefined }}>
      {({ subject, html, text, mjml, variants }) => children({ name, subject, html, text, mjml, variants })}
    </Loaded>
  );
}

type ModuleChoiceProps = { readonly module: string; readonly onChange: (module: string) => void };

function ModuleChoice({ module, onChange }: ModuleChoiceProps) {
  const { t, language } = useWords(templatesWords);
  const modules = useMainModules();
  return (
    <Select
      label={t('fieldsOf')}
      description={t('fieldsOfHint')}
      allowDeselect={false}
      data={modules.map(({ key, label }) => ({ value: key, label: label[language] }))}
      value={module}
      onChange={(key) => onChange(key ?? module)}
    />
  );
}

type EditorProps = {
  readonly initial: WrittenTemplate;
  readonly isNew: boolean;
  /** The template that this one is made from; its files go along, too. */
  readonly filesOf?: string;
  readonly module: Module;
  readonly moduleChoice: ReactNode;
};

function Editor({ initial, isNew, filesOf, module, moduleChoice }: EditorProps) {
  const { t } = useWords(templatesWords);
  const { t: general } = useWords(generalWords);
  const navigate = useNavigate();
  const copy = useAct('copyTemplateAttachments', { refreshes: ['getTemplate'] });
  const editing = useEditing({
    initial,
    isNew,
    onSaved: (name) => {
      if (filesOf !== undefined) copy.mutate({ params: { name }, body: { from: filesOf } });
      if (isNew) void navigate({ to: paths.template, search: { name }, replace: true, ignoreBlocker: true });
    },
  });
  useUnsavedGuard(editing.isDirty);
  const save = () => {
    if (editing.why === null && !editing.isSaving) editing.save();
  };
  useKey({ key: 'mod+s', says: general('save') }, save);
  return (
    <Page
      title={isNew ? t('new') : initial.name}
      crumbs={[{ label: t('title'), link: { to: paths.templates } }]}
      fit="full"
      actions={
        <>
          {isNew ? null : (
            <Button
              variant="default"
              onClick={() => void navigate({ to: paths.template, search: { copyOf: initial.name } })}
            >
              {t('duplicate')}
            </Button>
          )}
          <WhyButton why={editing.why} loading={editing.isSaving} onClick={save}>
            {general('save')}
          </WhyButton>
        </>
      }
    >
      <TemplateEditor editing={editing} module={module} moduleChoice={moduleChoice} />
    </Page>
  );
}
