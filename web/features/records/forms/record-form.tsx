// The fields of a record to write in: at first those that people usually know, on wish all, section by section.
import { Anchor, Button, SimpleGrid, Stack, Title } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Draft, Written } from '#web/features/records/forms/draft.ts';
import { FieldInput } from '#web/features/records/forms/field-input.tsx';
import { formWords } from '#web/features/records/forms/form-words.ts';
import type { Field, Module } from '#web/features/records/module.ts';
import { fieldSections } from '#web/features/records/page/field-sections.ts';
import { usualForm } from '#web/features/records/usual-fields.ts';
import { useWords } from '#web/i18n/words.ts';
import { DialogButtons } from '#web/ui/dialog.tsx';

type RecordFormProps = {
  readonly module: Module;
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  /** By field key. */
  readonly problems: Readonly<Record<string, string>>;
  readonly yes: string;
  readonly isSaving: boolean;
  readonly onSubmit: () => void;
  readonly onCancel: () => void;
};

export function RecordForm(props: RecordFormProps) {
  const { module, problems, yes, isSaving, onSubmit, onCancel } = props;
  const { t, language } = useWords(formWords);
  const [isAll, setAll] = useState(false);
  const first = usualForm(module);
  const isFurther = ({ key, readOnly }: Field) => !readOnly && !first.some((field) => field.key === key);
  // What is wrong must be seen.
  const mustShowAll = Object.keys(problems).some((key) => !first.some((field) => field.key === key));
  const further = fieldSections(module)
    .map(({ label, fields }) => ({ label, fields: fields.filter(isFurther) }))
    .filter(({ fields }) => fields.length > 0);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation(); // a dialog above a form stands in it, as React sees it
    onSubmit();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Inputs {...props} fields={first} isFirst />
        {further.length > 0 && !isAll && !mustShowAll ? (
          <Anchor component="button" type="button" size="sm" ta="start" onClick={() => setAll(true)}>
            {t('allFields')}
          </Anchor>
        ) : null}
        {isAll || mustShowAll
          ? further.map(({ label, fields }) => (
              <Stack key={label.en} gap="xs">
                <Title order={3} size="h4">
                  {label[language]}
                </Title>
                <Inputs {...props} fields={fields} />
              </Stack>
            ))
          : null}
        <DialogButtons onCancel={onCancel}>
          <Button type="submit" loading={isSaving}>
            {yes}
          </Button>
        </DialogButtons>
      </Stack>
    </form>
  );
}

type InputsProps = Pick<RecordFormProps, 'draft' | 'onChange' | 'problems'> & {
  readonly fields: readonly Field[];
  readonly isFirst?: boolean;
};

function Inputs({ fields, draft, onChange, problems, isFirst = false }: InputsProps) {
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} verticalSpacing="sm">
      {fields.map((field, index) => (
        <FieldInput
          key={field.key}
          field={field}
          written={draft[field.key] ?? null}
          problem={problems[field.key]}
          isFirst={isFirst && index === 0}
          onChange={(written: Written) => onChange({ ...draft, [field.key]: written })}
        />
      ))}
    </SimpleGrid>
  );
}
