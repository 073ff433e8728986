import { Group, NativeSelect, NumberInput } from '@mantine/core';
import type { FileRule } from '#core/cadence/file.ts';
import { rulesWords } from '#web/features/cadences/rules/words.ts';
import type { Module } from '#web/features/templates/merge-fields.ts';
import { useWords } from '#web/i18n/words.ts';

const DAYS_MAX = 3_650;

export function dateFieldsOf(module: Module): Module['fields'] {
  return module.fields.filter(({ type }) => type === 'date' || type === 'date_time');
}

type DateFieldRuleProps = {
  readonly rule: FileRule;
  readonly module: Module;
  readonly onChange: (rule: FileRule) => void;
};

/** Some days before or after a date of the record. */
export function DateFieldRule({ rule, module, onChange }: DateFieldRuleProps) {
  const { t, language } = useWords(rulesWords);
  const { field = '', offsetDays = 0 } = rule.dateField ?? {};
  const change = (to: { readonly field?: string; readonly offsetDays?: number }) => {
    const next = { field, offsetDays, ...to };
    onChange({ ...rule, dateField: next.offsetDays === 0 ? { field: next.field } : next });
  };
  return (
    <>
      <NativeSelect
        size="xs"
        label={t('field')}
        value={field}
        onChange={(event) => change({ field: event.currentTarget.value })}
        data={dateFieldsOf(module).map(({ key, label }) => ({ value: key, label: label[language] }))}
      />
      <Group grow gap="xs" align="flex-end">
        <NativeSelect
          size="xs"
          label={t('shift')}
          value={String(Math.sign(offsetDays))}
          onChange={(event) => change({ offsetDays: Number(event.currentTarget.value) * (Math.abs(offsetDays) || 1) })}
          data={[
            { value: '0', label: t('shiftOn') },
            { value: '-1', label: t('shiftBefore') },
            { value: '1', label: t('shiftAfter') },
          ]}
        />
        {offsetDays === 0 ? null : (
          <NumberInput
            size="xs"
            label={t('days')}
            min={1}
            max={DAYS_MAX}
            allowDecimal={false}
            clampBehavior="strict"
            value={Math.abs(offsetDays)}
            onChange={(days) => {
              if (typeof days === 'number' && days > 0) change({ offsetDays: days * Math.sign(offsetDays) });
            }}
          />
        )}
      </Group>
    </>
  );
}
