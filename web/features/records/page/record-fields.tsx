// Everything that is known about a record, changed where it stands.
import { Title } from '@mantine/core';
import { useRef } from 'react';
import { EditableField } from '#web/features/records/fields/editable-field.tsx';
import { fieldSections } from '#web/features/records/page/field-sections.ts';
import classes from '#web/features/records/page/record-page.module.css';
import { recordWords } from '#web/features/records/page/record-words.ts';
import { mayDo, type Module, type ShownRecord } from '#web/features/records/module.ts';
import { tagsKey } from '#web/features/records/usual-fields.ts';
import { useWords } from '#web/i18n/words.ts';
import { useKey } from '#web/ui/keys.ts';

type RecordFieldsProps = { readonly record: ShownRecord; readonly module: Module };

export function RecordFields({ record, module }: RecordFieldsProps) {
  const { t, language } = useWords(recordWords);
  const mayEdit = mayDo(module, 'update');
  const all = useRef<HTMLElement>(null);
  useKey({ key: 'e', says: t('keyEdit') }, () =>
    all.current?.querySelector<HTMLButtonElement>('button[data-field]')?.click(),
  );
  return (
    // It scrolls, so the keyboard must reach it where nothing in it can be edited.
    <section ref={all} className={classes['fields']} aria-label={t('fields')} {...(mayEdit ? {} : { tabIndex: 0 })}>
      {fieldSections({ ...module, fields: module.fields.filter(({ key }) => key !== tagsKey) }).map(
        ({ label, fields }) => (
          <div key={label.en}>
            <Title order={2} size="h3" mb={4}>
              {label[language]}
            </Title>
            <dl>
              {fields.map((field) => (
                <EditableField key={field.key} module={module.key} field={field} record={record} mayEdit={mayEdit} />
              ))}
            </dl>
          </div>
        ),
      )}
    </section>
  );
}
