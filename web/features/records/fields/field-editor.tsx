// The input that a field's value becomes, by the type of the field.
import { MultiSelect, Select, Textarea, TextInput } from '@mantine/core';
import { type FocusEvent, type KeyboardEvent, useRef, useState } from 'react';
import { useRead } from '#web/api/hooks.ts';
import { type FieldValue, isSameValue, textOfValue, valueOfText } from '#web/features/records/fields/field-text.ts';
import { inputOf } from '#web/features/records/fields/input-of.ts';
import { RecordSelect } from '#web/features/records/fields/record-select.tsx';
import type { Field, Named } from '#web/features/records/module.ts';
import { recordWords } from '#web/features/records/page/record-words.ts';
import { optionLabel } from '#web/features/records/fields/options.ts';
import { useWords } from '#web/i18n/words.ts';

/** By the keyboard the focus goes back to where it was; by leaving it is elsewhere already. */
export type Way = 'keys' | 'leaving';

export type FieldEditorProps = {
  readonly field: Field;
  readonly label: string;
  readonly value: FieldValue;
  /** Of a lookup: the record. */
  readonly leadsTo: Named | null;
  /** Something about the last try is still to be answered: leaving saves nothing. */
  readonly isHeld: boolean;
  readonly isSaving: boolean;
  readonly onSave: (value: FieldValue, way: Way) => void;
  readonly onCancel: (way: Way) => void;
};

export function FieldEditor(props: FieldEditorProps) {
  const { language } = useWords(recordWords);
  const { type, options } = props.field;
  const choices = options.map((option) => ({ value: option, label: optionLabel(props.field, option, language) }));
  if (type === 'pick_list') return <ChoiceEditor {...props} choices={choices} />;
  if (type === 'user') return <MemberEditor {...props} />;
  if (type === 'lookup') return <LookupEditor {...props} />;
  if (type === 'multi_select') return <ChoicesEditor {...props} choices={choices} />;
  return <TextEditor {...props} />;
}

function TextEditor({ field, label, value, isHeld, isSaving, onSave, onCancel }: FieldEditorProps) {
  const { t } = useWords(recordWords);
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
      {...inputOf(field)}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setText(event.currentTarget.value)}
    />
  );
}

type Choice = { readonly value: string; readonly label: string };
type ChoicesProps = FieldEditorProps & { readonly choices: readonly Choice[] };

const SEARCH_FROM = 8;

/** Choosing closes the list, and so does leaving it: whichever comes first counts. */
function useOnce(): (finish: () => void) => void {
  const isDone = useRef(false);
  return (finish) => {
    if (isDone.current) return;
    isDone.current = true;
    finish();
  };
}

function ChoiceEditor({ field, label, value, choices, onSave, onCancel }: ChoicesProps) {
  const leave = useOnce();
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

function LookupEditor({ field, label, leadsTo, onSave, onCancel }: FieldEditorProps) {
  const leave = useOnce();
  return (
    <RecordSelect
      size="xs"
      autoFocus
      defaultDropdownOpened
      aria-label={label}
      module={field.target ?? ''}
      record={leadsTo}
      onChoose={({ id }) => leave(() => onSave(id, 'keys'))}
      {...(field.required ? {} : { onClear: () => leave(() => onSave(null, 'keys')) })}
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
