// The fields of a record to write in: at first what is asked of everybody, on wish all, section by section.
import { Anchor, Button, SimpleGrid, Stack, Title } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Draft, Written } from '#web/features/records/forms/draft.ts';
import { FieldInput } from '#web/features/records/forms/field-input.tsx';
import { type FormPart, formParts } from '#web/features/records/forms/form-parts.ts';
import { formWords } from '#web/features/records/forms/form-words.ts';
import type { Module } from '#web/features/records/module.ts';
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
  const { t } = useWords(formWords);
  const [isAll, setAll] = useState(false);
  const { first, further } = formParts(module);
  const asked = first.flatMap(({ fields }) => fields);
  // What is wrong must be seen.
  const mustShowAll = Object.keys(problems).some((key) => !asked.some((field) => field.key === key));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation(); // a dialog above a form stands in it, as React sees it
    onSubmit();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {first.map((part, index) => (
          <Part key={part.label?.en ?? ''} {...props} {...part} isFirst={index === 0} />
        ))}
        {further.length > 0 && !isAll && !mustShowAll ? (
          <Anchor component="button" type="button" size="sm" ta="start" onClick={() => setAll(true)}>
            {t('allFields')}
          </Anchor>
        ) : null}
        {isAll || mustShowAll
          ? further.map((part) => <Part key={part.label?.en ?? ''} {...props} {...part} isFirst={false} />)
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

type PartProps = Pick<RecordFormProps, 'draft' | 'onChange' | 'problems'> & FormPart & { readonly isFirst: boolean };

function Part({ label, ...inputs }: PartProps) {
  const { language } = useWords(formWords);
  if (label === null) return <Inputs {...inputs} />;
  return (
    <Stack gap="xs">
      <Title order={3} size="h4">
        {label[language]}
      </Title>
      <Inputs {...inputs} />
    </Stack>
  );
}

function Inputs({ fields, draft, onChange, problems, isFirst }: Omit<PartProps, 'label'>) {
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
