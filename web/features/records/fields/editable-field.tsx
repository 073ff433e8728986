// A field on a record's page: its value is a button that becomes an input. Enter or leaving it saves, Escape doesn't.
import { Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { FieldConflict } from '#web/features/records/fields/field-conflict.tsx';
import { FieldEditor, type Way } from '#web/features/records/fields/field-editor.tsx';
import type { FieldValue as Value } from '#web/features/records/fields/field-text.ts';
import { StandingField } from '#web/features/records/fields/standing-field.tsx';
import { useSaveField } from '#web/features/records/fields/use-save-field.ts';
import type { Field, ShownRecord } from '#web/features/records/module.ts';
import classes from '#web/features/records/page/record-page.module.css';
import { recordWords } from '#web/features/records/page/record-words.ts';
import { useWords } from '#web/i18n/words.ts';

type EditableFieldProps = {
  /** By its key. */
  readonly module: string;
  readonly field: Field;
  readonly record: ShownRecord;
  readonly mayEdit: boolean;
};

/**
 * A choice can't be wrong, so its input closes at once, and may be open again by the time it is saved; what was written can
 * be, and stays until it is accepted.
 */
const chosen: ReadonlySet<Field['type']> = new Set(['pick_list', 'user', 'lookup']);

export function EditableField({ module, field, record, mayEdit }: EditableFieldProps) {
  const { language } = useWords(recordWords);
  const [isEditing, setEditing] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const comesBack = useRef(false);
  const closesAtOnce = chosen.has(field.type);
  const saving = useSaveField({ module, record, key: field.key }, () => {
    if (!closesAtOnce) setEditing(false);
  });
  useEffect(() => {
    if (!isEditing && comesBack.current) button.current?.focus();
  }, [isEditing]);
  const value = record.values[field.key] ?? null;
  const leadsTo = record.lookups[field.key] ?? null;
  const label = field.label[language];
  const problem = saving.problem ?? record.problems[field.key]?.[language] ?? null;
  const close = (way: Way) => {
    comesBack.current = way === 'keys';
    saving.forget();
    setEditing(false);
  };
  const save = (wanted: Value, way: Way) => {
    comesBack.current = way === 'keys';
    saving.save(wanted);
    if (closesAtOnce) setEditing(false);
  };
  return (
    <div className={classes['field']}>
      <dt {...(field.help === null ? {} : { title: field.help[language], 'data-help': true })}>{label}</dt>
      <dd>
        {isEditing ? (
          <FieldEditor
            field={field}
            label={label}
            value={value}
            leadsTo={leadsTo}
            isHeld={saving.problem !== null || saving.conflict !== null}
            isSaving={saving.saving !== undefined}
            onSave={save}
            onCancel={close}
          />
        ) : (
          <StandingField
            field={field}
            label={label}
            mayEdit={mayEdit && !field.readOnly}
            onEdit={() => setEditing(true)}
            onSwitch={saving.save}
            ref={button}
            {...(saving.saving === undefined ? { value, leadsTo } : { value: saving.saving })}
          />
        )}
        {problem === null ? null : (
          <Text size="xs" c="var(--mantine-color-error)" role="alert">
            {problem}
          </Text>
        )}
        {saving.conflict === null ? null : (
          <FieldConflict
            field={field}
            theirs={saving.conflict.theirs}
            onTheirs={saving.takeTheirs}
            onMine={saving.saveMine}
          />
        )}
      </dd>
    </div>
  );
}
