// A field made or changed while everything runs.
import { Alert, Button, Checkbox, Select, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { formulaFieldTypes } from '#core/formulas/check-formula.ts';
import { limitsFor } from '#core/records/check-field.ts';
import { type FieldType, fieldTypes } from '#core/records/field.ts';
import type { Field, Module } from '#web/features/records/module.ts';
import { useMainModules } from '#web/features/records/modules.ts';
import {
  blankField,
  draftOfField,
  type FieldDraft,
  hasOptions,
  isWorkedOut,
  keyOf,
} from '#web/features/settings/modules/field-draft.ts';
import { FieldDetails } from '#web/features/settings/modules/field-details.tsx';
import { fieldWords } from '#web/features/settings/modules/field-words.ts';
import { FormulaInput } from '#web/features/settings/modules/formula-input.tsx';
import { Numbering } from '#web/features/settings/modules/numbering.tsx';
import { OptionsEditor } from '#web/features/settings/modules/options-editor.tsx';
import { useSaveField } from '#web/features/settings/modules/use-save-field.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { Dialog, DialogButtons } from '#web/ui/dialog.tsx';

type FieldDialogProps = {
  readonly module: Module;
  /** Null: a new one. */
  readonly field: Field | null;
  readonly isOpen: boolean;
  readonly onClose: () => void;
};

export function FieldDialog({ isOpen, ...props }: FieldDialogProps) {
  const { t, language } = useWords(fieldWords);
  const title = props.field === null ? t('newField') : t('editField', { name: props.field.label[language] });
  return (
    <Dialog isOpen={isOpen} onClose={props.onClose} size="lg" title={title} isKept>
      <FieldForm {...props} />
    </Dialog>
  );
}

function FieldForm({ module, field, onClose }: Omit<FieldDialogProps, 'isOpen'>) {
  const { t } = useWords(fieldWords);
  const { t: general } = useWords(generalWords);
  const [draft, setDraft] = useState(() => (field === null ? blankField : draftOfField(field)));
  const saving = useSaveField({ module, field }, onClose);
  const set = (change: Partial<FieldDraft>) => setDraft((before) => ({ ...before, ...change }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    saving.save(draft);
  };
  const isWritable = field === null || !field.readOnly;
  const takesFormula = formulaFieldTypes.includes(draft.type) && (field === null || field.formula !== null);
  const problem = saving.problemAt;
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Naming draft={draft} isNew={field === null} onChange={set} problem={problem} />
        {field === null ? <TypeChoice draft={draft} onChange={set} problem={problem} /> : null}
        {hasOptions(draft) && isWritable ? (
          <OptionsEditor options={draft.options} error={problem('options')} onChange={(options) => set({ options })} />
        ) : null}
        {draft.type === 'auto_number' && field === null ? (
          <Numbering draft={draft} error={problem('numbering')} onChange={set} />
        ) : null}
        {takesFormula ? (
          <FormulaInput value={draft.formula} error={problem('formula')} onChange={(formula) => set({ formula })} />
        ) : null}
        {isWritable && !isWorkedOut(draft) ? <Rules draft={draft} onChange={set} problem={problem} /> : null}
        <FieldDetails draft={draft} isWritable={isWritable} onChange={set} problem={problem} />
        {problem('elsewhere') === null ? null : <Alert color="red">{problem('elsewhere')}</Alert>}
        <DialogButtons onCancel={onClose}>
          <Button type="submit" loading={saving.isSaving}>
            {field === null ? t('add') : general('save')}
          </Button>
        </DialogButtons>
      </Stack>
    </form>
  );
}

type PartProps = {
  readonly draft: FieldDraft;
  readonly onChange: (change: Partial<FieldDraft>) => void;
  readonly problem: ReturnType<typeof useSaveField>['problemAt'];
};

function Naming({ draft, isNew, onChange, problem }: PartProps & { readonly isNew: boolean }) {
  const { t } = useWords(fieldWords);
  return (
    <>
      <TextInput
        label={t('labelEn')}
        required
        data-autofocus
        value={draft.en}
        error={problem('label')}
        onChange={(event) => onChange({ en: event.currentTarget.value })}
      />
      <TextInput
        label={t('labelZh')}
        required
        value={draft.zh}
        onChange={(event) => onChange({ zh: event.currentTarget.value })}
      />
      {isNew ? (
        <TextInput
          label={t('key')}
          description={t('keyHint')}
          required
          value={keyOf(draft)}
          error={problem('key')}
          onChange={(event) => onChange({ key: event.currentTarget.value })}
        />
      ) : null}
    </>
  );
}

/** Written down with what a field of another type would not have. */
function withType(draft: FieldDraft, type: FieldType): Partial<FieldDraft> {
  const options = hasOptions({ type }) && draft.options.length === 0 ? [firstOption] : draft.options;
  return { type, options, default: null };
}

const firstOption = { line: 0, value: null, en: '', zh: '', color: 'gray' } as const;

function TypeChoice({ draft, onChange, problem }: PartProps) {
  const { t, language } = useWords(fieldWords);
  const modules = useMainModules();
  return (
    <>
      <Select
        label={t('type')}
        allowDeselect={false}
        value={draft.type}
        error={problem('type')}
        onChange={(type) => onChange(withType(draft, type ?? 'text'))}
        data={fieldTypes.map((type) => ({ value: type, label: t(type) }))}
      />
      {draft.type === 'lookup' ? (
        <Select
          label={t('target')}
          allowDeselect={false}
          value={draft.target}
          error={problem('target')}
          onChange={(target) => onChange({ target: target ?? draft.target })}
          data={modules.map(({ key, label }) => ({ value: key, label: label[language] }))}
        />
      ) : null}
    </>
  );
}

function Rules({ draft, onChange, problem }: PartProps) {
  const { t } = useWords(fieldWords);
  return (
    <Stack gap="xs">
      <Checkbox
        size="xs"
        label={t('required')}
        description={t('requiredHint')}
        checked={draft.required}
        onChange={(event) => onChange({ required: event.currentTarget.checked })}
      />
      {limitsFor(draft.type).unique ? (
        <Checkbox
          size="xs"
          label={t('unique')}
          description={t('uniqueHint')}
          checked={draft.unique}
          error={problem('unique')}
          onChange={(event) => onChange({ unique: event.currentTarget.checked })}
        />
      ) : null}
    </Stack>
  );
}
