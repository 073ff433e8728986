import { TextInput } from '@mantine/core';

type TimeFieldProps = {
  readonly label: string;
  /** HH:MM; 24:00 is shown as midnight. */
  readonly value: string;
  readonly isDisabled: boolean;
  readonly onChange: (value: string) => void;
};

export function TimeField({ label, value, isDisabled, onChange }: TimeFieldProps) {
  return (
    <TextInput
      type="time"
      size="xs"
      w="7rem"
      aria-label={label}
      disabled={isDisabled}
      value={value === '24:00' ? '00:00' : value}
      onChange={(event) => {
        if (event.currentTarget.value !== '') onChange(event.currentTarget.value);
      }}
    />
  );
}
