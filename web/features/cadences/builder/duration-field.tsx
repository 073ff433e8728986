// A number and a unit.
import { Group, Input, NativeSelect, NumberInput } from '@mantine/core';
import {
  amountIn,
  calendarUnits,
  type DelayUnit,
  delayUnits,
  type FileDelay,
  type FileDuration,
} from '#core/cadence/file-duration.ts';
import { durationWords } from '#web/features/cadences/builder/duration-words.ts';
import { useWords } from '#web/i18n/words.ts';

const AMOUNT_MAX = 99;

type SharedProps = {
  readonly label: string;
  readonly description?: string;
  readonly error?: string | null;
  readonly id?: string;
  readonly units?: readonly DelayUnit[];
};

type DurationFieldProps = SharedProps & {
  readonly value: FileDuration;
  readonly onChange: (value: FileDuration) => void;
};

export function DurationField({ onChange, ...props }: DurationFieldProps) {
  return (
    <AmountAndUnit
      {...props}
      none={null}
      onChange={(value) => {
        if (value !== undefined) onChange(value);
      }}
    />
  );
}

type OptionalDurationFieldProps = SharedProps & {
  readonly value: FileDuration | undefined;
  /** What no duration means: 'No reminder'. */
  readonly none: string;
  readonly onChange: (value: FileDuration | undefined) => void;
};

/** One that can also be nothing at all. */
export function OptionalDurationField(props: OptionalDurationFieldProps) {
  return <AmountAndUnit {...props} />;
}

type DelayFieldProps = SharedProps & {
  readonly value: FileDelay | undefined;
  readonly none: string;
  readonly onChange: (value: FileDelay | undefined) => void;
};

/** One that also counts in business hours and days. */
export function DelayField(props: DelayFieldProps) {
  return <AmountAndUnit {...props} units={delayUnits} />;
}

type AmountAndUnitProps = Omit<DelayFieldProps, 'none'> & { readonly none: string | null };

function AmountAndUnit(props: AmountAndUnitProps) {
  const { label, description, error = null, id, units = calendarUnits, value, none, onChange } = props;
  const { t } = useWords(durationWords);
  const given = value === undefined ? null : amountIn(value);
  const choose = (wanted: string) => {
    const unit = units.find((one) => one === wanted);
    onChange(unit === undefined ? undefined : { [unit]: given?.amount ?? 1 });
  };
  return (
    <Input.Wrapper label={label} description={description} error={error} labelElement="div" size="xs">
      <Group gap={6} wrap="nowrap" role="group" aria-label={label} mt={4}>
        {given === null ? null : (
          <NumberInput
            size="xs"
            w="4.5rem"
            aria-label={t('amount')}
            min={1}
            max={AMOUNT_MAX}
            allowDecimal={false}
            clampBehavior="strict"
            error={error !== null}
            value={given.amount}
            onChange={(amount) => {
              if (typeof amount === 'number') onChange({ [given.unit]: amount });
            }}
          />
        )}
        <NativeSelect
          {...(id === undefined ? {} : { id })}
          size="xs"
          style={{ flex: 1 }}
          aria-label={t('unit')}
          value={given?.unit ?? ''}
          onChange={(event) => choose(event.currentTarget.value)}
          data={[
            ...(none === null ? [] : [{ value: '', label: none }]),
            ...units.map((unit) => ({ value: unit, label: t(unit) })),
          ]}
        />
      </Group>
    </Input.Wrapper>
  );
}
