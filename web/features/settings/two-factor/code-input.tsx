import { TextInput, type TextInputProps } from '@mantine/core';

type CodeInputProps = Pick<TextInputProps, 'label' | 'description' | 'error' | 'autoFocus'> & {
  /** any: a recovery code as well, which has letters. */
  readonly kind: 'one_time' | 'any';
  readonly value: string;
  readonly onChange: (code: string) => void;
};

export function CodeInput({ kind, value, onChange, ...shown }: CodeInputProps) {
  return (
    <TextInput
      {...shown}
      inputMode={kind === 'one_time' ? 'numeric' : 'text'}
      autoComplete="one-time-code"
      autoCapitalize="none"
      spellCheck={false}
      maxLength={40}
      data-autofocus={shown.autoFocus}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
