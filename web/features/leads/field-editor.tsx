// The input that a field's value becomes, by the type of the field.
import { MultiSelect, Select, Textarea, TextInput } from '@mantine/core';
import { type FocusEvent, type KeyboardEvent, useRef, useState } from 'react';
import { useRead } from '#web/api/hooks.ts';
import type { Field } from '#web/features/leads/field-sections.ts';
import { type FieldValue, isSameValue, textOfValue, valueOfText } from '#web/features/leads/field-text.ts';
import { leadWords } from '#web/features/leads/lead-words.ts';
import { optionLabel } from '#web/features/leads/options.ts';
import { useWords } from '#web/i18n/words.ts';

/** By the keyboard the focus goes back to where it was; by leaving it is elsewhere already. */
export type Way = 'keys' | 'leaving';

export type FieldEditorProps = {
  readonly field: Field;
  readonly label: string;
  readonly value: FieldValue;
  /** Something about the last try is still to be answered: leaving saves nothing. */
  readonly isHeld: boolean;
  readonly isSaving: boolean;
  readonly onSave: (value: FieldValue, way: Way) => void;
  readonly onCancel: (way: Way) => void;
};

export function FieldEditor(props: FieldEditorProps) {
  const { language } = useWords(leadWords);
  const { type, options } = props.field;
  const choices = options.map((option) => ({ value: option, label: optionLabel(props.field, option, language) }));
  if (type === 'pick_list') return <ChoiceEditor {...props} choices={choices} />;
  if (type === 'user') return <MemberEditor {...props} />;
  if (type === 'multi_select') return <ChoicesEditor {...props} choices={choices} />;
  return <TextEditor {...props} />;
}

const inputTypes: Partial<Record<Field['type'], string>> = {
  email: 'email',
  phone: 'tel',
  url: 'url',
  date: 'date',
  date_time: 'datetime-local',
};
const inputModes: Partial<Record<Field['type'], 'numeric' | 'decimal'>> = {
  integer: 'numeric',
  decimal: 'decimal',
  currency: 'decimal',
  percent: 'decimal',
};

function TextEditor({ field, label, value, isHeld, isSaving, onSave, onCancel }: FieldEditorProps) {
  const { t } = useWords(leadWords);
  const [text, setText] = useState(() => textOfValue(field, value));
  const isLong = field.type === 'long_text';
  const finish = (way: Way) => {
    const wanted = valueOfText(field, text);
    if (isSaving) return;
    if (isSameValue(wanted, value)) onCancel(way);
    else onSave(wanted, way);
  };
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') onCancel('keys');
    if (event.key !== 'Enter' || (isLong && !event.ctrlKey && !event.metaKey)) return;
    event.preventDefault();
    finish('keys');
  };
  const shared = {
    size: 'xs',
    autoFocus: true,
    'aria-label': label,
    'aria-busy': isSaving,
    value: text,
    required: field.required,
    onKeyDown: press,
    onBlur: () => {
      if (!isHeld) finish('leaving');
    },
  } as const;
  if (isLong) {
    return (
      <Textarea
        {...shared}
        autosize
        minRows={3}
        maxRows={14}
        description={t('longTextHint')}
        inputWrapperOrder={['input', 'description']}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    );
  }
  return (
    <TextInput
      {...shared}
      type={inputTypes[field.type] ?? 'text'}
      inputMode={inputModes[field.type]}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setText(event.currentTarget.value)}
    />
  );
}

type Choice = { readonly value: string; readonly label: string };
type ChoicesProps = FieldEditorProps & { readonly choices: readonly Choice[] };

const SEARCH_FROM = 8;

function ChoiceEditor({ field, label, value, choices, onSave, onCancel }: ChoicesProps) {
  const isDone = useRef(false);
  const leave = (finish: () => void) => {
    if (isDone.current) return;
    isDone.current = true;
    finish();
  };
  return (
    <Select
      size="xs"
      autoFocus
      defaultDropdownOpened
      aria-label={label}
      data={[...choices]}
      value={value === null ? null : String(value)}
      searchable={choices.length > SEARCH_FROM}
      clearable={!field.required}
      allowDeselect={false}
      onChange={(choice) => leave(() => onSave(choice, 'keys'))}
      onKeyDown={(event) => {
        if (event.key === 'Escape') leave(() => onCancel('keys'));
      }}
      onDropdownClose={() => leave(() => onCancel('leaving'))}
    />
  );
}

function MemberEditor(props: FieldEditorProps) {
  const users = useRead('listUsers').data?.items ?? [];
  const choices = users.filter(({ active }) => active).map(({ id, name }) => ({ value: id, label: name }));
  return <ChoiceEditor {...props} choices={choices} />;
}

function ChoicesEditor({ label, value, choices, isHeld, onSave, onCancel }: ChoicesProps) {
  const [chosen, setChosen] = useState<string[]>(Array.isArray(value) ? [...value] : []);
  const before = Array.isArray(value) ? value : [];
  const leave = (event: FocusEvent) => {
    if (isHeld || event.currentTarget.contains(event.relatedTarget)) return;
    if (isSameValue(chosen, before)) onCancel('leaving');
    else onSave(chosen, 'leaving');
  };
  return (
    <div onBlur={leave}>
      <MultiSelect
        size="xs"
        autoFocus
        defaultDropdownOpened
        searchable
        aria-label={label}
        data={[...choices]}
        value={chosen}
        onChange={setChosen}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onCancel('keys');
        }}
      />
    </div>
  );
}
