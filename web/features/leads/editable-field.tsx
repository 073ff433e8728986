// A field on a lead's page: its value is a button that becomes an input. Enter or leaving it saves, Escape doesn't.
import { Switch, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { PencilIcon } from '@heroicons/react/16/solid';
import { type Ref, useEffect, useRef, useState } from 'react';
import { FieldConflict } from '#web/features/leads/field-conflict.tsx';
import { FieldEditor, type Way } from '#web/features/leads/field-editor.tsx';
import type { Field } from '#web/features/leads/field-sections.ts';
import type { FieldValue as Value } from '#web/features/leads/field-text.ts';
import { FieldValue } from '#web/features/leads/field-value.tsx';
import classes from '#web/features/leads/lead-page.module.css';
import { leadWords } from '#web/features/leads/lead-words.ts';
import { type Lead, useSaveField } from '#web/features/leads/use-save-field.ts';
import { useWords } from '#web/i18n/words.ts';

type EditableFieldProps = { readonly field: Field; readonly lead: Lead; readonly mayEdit: boolean };

export function EditableField({ field, lead, mayEdit }: EditableFieldProps) {
  const { language } = useWords(leadWords);
  const [isEditing, setEditing] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const comesBack = useRef(false);
  const saving = useSaveField(lead, field.key, () => setEditing(false));
  useEffect(() => {
    if (!isEditing && comesBack.current) button.current?.focus();
  }, [isEditing]);
  const value = lead.values[field.key] ?? null;
  const label = field.label[language];
  const close = (way: Way) => {
    comesBack.current = way === 'keys';
    saving.forget();
    setEditing(false);
  };
  const save = (wanted: Value, way: Way) => {
    comesBack.current = way === 'keys';
    saving.save(wanted);
    // A choice can't be wrong; what was written can, and stays until it is accepted.
    if (field.type === 'pick_list' || field.type === 'user') setEditing(false);
  };
  return (
    <div className={classes['field']}>
      <dt>{label}</dt>
      <dd>
        {isEditing ? (
          <FieldEditor
            field={field}
            label={label}
            value={value}
            isHeld={saving.problem !== null || saving.conflict !== null}
            isSaving={saving.saving !== undefined}
            onSave={save}
            onCancel={close}
          />
        ) : (
          <Shown
            field={field}
            label={label}
            value={saving.saving === undefined ? value : saving.saving}
            mayEdit={mayEdit && !field.readOnly && field.type !== 'lookup'}
            onEdit={() => setEditing(true)}
            onSwitch={saving.save}
            ref={button}
          />
        )}
        {saving.problem === null ? null : (
          <Text size="xs" c="var(--mantine-color-error)" role="alert">
            {saving.problem}
          </Text>
        )}
        {saving.conflict === null ? null : (
          <FieldConflict
            field={field}
            theirs={saving.conflict.theirs.values[field.key] ?? null}
            onTheirs={saving.takeTheirs}
            onMine={saving.saveMine}
          />
        )}
      </dd>
    </div>
  );
}

type ShownProps = {
  readonly field: Field;
  readonly label: string;
  readonly value: Value;
  readonly mayEdit: boolean;
  readonly onEdit: () => void;
  readonly onSwitch: (value: boolean) => void;
  readonly ref: Ref<HTMLButtonElement>;
};

function Shown({ field, label, value, mayEdit, onEdit, onSwitch, ref }: ShownProps) {
  const { t } = useWords(leadWords);
  if (field.type === 'boolean') {
    return (
      <Switch
        size="xs"
        m={6}
        aria-label={label}
        checked={value === true}
        disabled={!mayEdit}
        onChange={(event) => onSwitch(event.currentTarget.checked)}
      />
    );
  }
  const isEmpty = value === null || value === '' || (Array.isArray(value) && value.length === 0);
  const shown = isEmpty ? (
    <Text span inherit c="dimmed">
      {t('nothing')}
    </Text>
  ) : (
    <FieldValue field={field} value={isList(value) ? [...value] : value} />
  );
  if (!mayEdit) return <div className={classes['plain']}>{shown}</div>;
  return (
    <UnstyledButton ref={ref} className={classes['value']} data-field={field.key} onClick={onEdit}>
      {shown}
      <VisuallyHidden>{t('editField', { field: label })}</VisuallyHidden>
      <PencilIcon width={14} aria-hidden className={classes['pencil']} />
    </UnstyledButton>
  );
}

/** Array.isArray() doesn't know lists that nobody may change. */
function isList(value: Value): value is readonly string[] {
  return Array.isArray(value);
}
