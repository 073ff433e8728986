// A field of a form, by its type.
import { MultiSelect, Select, Switch, Textarea, TextInput } from '@mantine/core';
import { useRead } from '#web/api/hooks.ts';
import { inputOf } from '#web/features/records/fields/input-of.ts';
import { optionLabel } from '#web/features/records/fields/options.ts';
import { RecordSelect } from '#web/features/records/fields/record-select.tsx';
import type { Written } from '#web/features/records/forms/draft.ts';
import type { Field } from '#web/features/records/module.ts';
import { recordsWords } from '#web/features/records/list/records-words.ts';
import { useWords } from '#web/i18n/words.ts';

type FieldInputProps = {
  readonly field: Field;
  readonly written: Written;
  readonly problem: string | undefined;
  readonly isFirst?: boolean;
  readonly onChange: (written: Written) => void;
};

export function FieldInput(props: FieldInputProps) {
  switch (props.field.type) {
    case 'boolean':
      return <YesNoInput {...props} />;
    case 'lookup':
      return <LookupInput {...props} />;
    case 'multi_select':
      return <ChoicesInput {...props} />;
    case 'pick_list':
    case 'user':
      return <ChoiceInput {...props} />;
    default:
      return <WrittenInput {...props} />;
  }
}

function useCommon({ field, problem }: FieldInputProps) {
  const { language } = useWords(recordsWords);
  return {
    label: field.label[language],
    required: field.required,
    error: problem ?? null,
    ...(field.help === null ? {} : { description: field.help[language] }),
  };
}

function WrittenInput(props: FieldInputProps) {
  const { field, written, isFirst = false, onChange } = props;
  const shared = {
    ...useCommon(props),
    'data-autofocus': isFirst || undefined,
    value: typeof written === 'string' ? written : '',
  };
  if (field.type === 'long_text') {
    return (
      <Textarea
        {...shared}
        autosize
        minRows={2}
        maxRows={8}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  return <TextInput {...shared} {...inputOf(field)} onChange={(event) => onChange(event.currentTarget.value)} />;
}

function YesNoInput(props: FieldInputProps) {
  const { written, onChange } = props;
  const { required: _, ...common } = useCommon(props);
  return (
    <Switch
      {...common}
      size="xs"
      mt="xs"
      checked={written === true}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}

const SEARCH_FROM = 8;

function useChoices(field: Field) {
  const { language } = useWords(recordsWords);
  const users = useRead('listUsers').data?.items ?? [];
  if (field.type !== 'user') {
    return field.options.map((option) => ({ value: option, label: optionLabel(field, option, language) }));
  }
  return users.filter(({ active }) => active).map(({ id, name }) => ({ value: id, label: name }));
}

function ChoiceInput(props: FieldInputProps) {
  const { field, written, onChange } = props;
  const choices = useChoices(field);
  return (
    <Select
      {...useCommon(props)}
      searchable={choices.length > SEARCH_FROM}
      clearable={!field.required}
      allowDeselect={!field.required}
      data={choices}
      value={typeof written === 'string' && written !== '' ? written : null}
      onChange={(option) => onChange(option ?? '')}
    />
  );
}

function ChoicesInput(props: FieldInputProps) {
  const { field, written, onChange } = props;
  return (
    <MultiSelect
      {...useCommon(props)}
      searchable
      data={useChoices(field)}
      value={Array.isArray(written) ? [...(written as readonly string[])] : []} // the only lists there are
      onChange={onChange}
    />
  );
}

function LookupInput(props: FieldInputProps) {
  const { field, written, onChange } = props;
  const { description: _, ...common } = useCommon(props);
  return (
    <RecordSelect
      {...common}
      module={field.target ?? ''}
      record={typeof written === 'object' && written !== null && 'id' in written ? written : null}
      onChoose={onChange}
      {...(field.required ? {} : { onClear: () => onChange(null) })}
    />
  );
}
