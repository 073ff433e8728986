// Plain inputs into which merge fields can be put where the cursor stands: the subject, the source, the plain text.
import { ActionIcon, Textarea, type TextareaProps, TextInput, type TextInputProps, Tooltip } from '@mantine/core';
import { VariableIcon } from '@heroicons/react/16/solid';
import { useRef } from 'react';
import { MergeFieldPicker } from '#web/features/templates/merge-field-picker.tsx';
import type { Module } from '#web/features/templates/merge-fields.ts';

type Tagged = {
  readonly module: Module;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What the button for a field does. */
  readonly insertLabel: string;
};

type InputProps = Tagged & Omit<TextInputProps, keyof Tagged>;

export function TaggedInput({ module, value, onChange, insertLabel, ...props }: InputProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <TextInput
      {...props}
      ref={input}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      rightSection={<InsertField module={module} label={insertLabel} into={input} onInserted={onChange} />}
    />
  );
}

type AreaProps = Tagged & Omit<TextareaProps, keyof Tagged>;

export function TaggedArea({ module, value, onChange, insertLabel, ...props }: AreaProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  return (
    <Textarea
      {...props}
      ref={area}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      rightSection={<InsertField module={module} label={insertLabel} into={area} onInserted={onChange} />}
      rightSectionProps={{ style: { alignItems: 'flex-start', paddingTop: 4 } }}
    />
  );
}

type InsertFieldProps = {
  readonly module: Module;
  readonly label: string;
  readonly into: { readonly current: HTMLInputElement | HTMLTextAreaElement | null };
  readonly onInserted: (value: string) => void;
};

function InsertField({ module, label, into, onInserted }: InsertFieldProps) {
  const insert = (tag: string) => {
    const input = into.current;
    if (input === null) return;
    input.setRangeText(tag, input.selectionStart ?? 0, input.selectionEnd ?? 0, 'end');
    onInserted(input.value);
    requestAnimationFrame(() => input.focus());
  };
  return (
    <MergeFieldPicker
      module={module}
      current={null}
      onPick={insert}
      button={(toggle) => (
        <Tooltip label={label}>
          <ActionIcon aria-label={label} onClick={toggle}>
            <VariableIcon width={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
    />
  );
}
