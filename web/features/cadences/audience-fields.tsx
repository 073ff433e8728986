// Whom a cadence is for (C-2): whom people add, or the records of a view, now or also later.
import { Checkbox, Group, Input, NativeSelect, Radio, Stack, Text, TextInput } from '@mantine/core';
import type { FileAudience } from '#core/cadence/file.ts';
import { useRead } from '#web/api/hooks.ts';
import { audienceWords } from '#web/features/cadences/audience-words.ts';
import { OptionalDurationField } from '#web/features/cadences/builder/duration-field.tsx';
import { useNames } from '#web/features/records/modules.ts';
import { useWords } from '#web/i18n/words.ts';

type OfView = Exclude<FileAudience, 'manual'>;
type Intake = NonNullable<OfView['enrollNew']>;

type AudienceFieldsProps = {
  readonly id?: string;
  readonly module: string;
  readonly value: FileAudience;
  readonly onChange: (audience: FileAudience) => void;
  readonly error?: string | null;
};

export function AudienceFields({ id, module, value, onChange, error = null }: AudienceFieldsProps) {
  const { t } = useWords(audienceWords);
  const names = useNames(module);
  const views = useRead('listViews', { query: { module } }).data?.items ?? [];
  const free = views.filter(({ whyNoAudience }) => whyNoAudience === null);
  const barred = views.flatMap(({ whyNoAudience }) => whyNoAudience?.message ?? []);
  return (
    <Stack gap="sm">
      <Radio.Group
        size="xs"
        label={t('forWhom')}
        value={value === 'manual' ? 'manual' : 'view'}
        onChange={(kind) => onChange(kind === 'manual' ? 'manual' : { view: free[0]?.name ?? '' })}
      >
        <Stack gap={6} mt={6}>
          <Radio size="xs" value="manual" label={t('manual')} description={t('manualText')} />
          <Radio size="xs" value="view" label={t('view')} description={t('viewText')} />
        </Stack>
      </Radio.Group>
      {value === 'manual' ? null : (
        <>
          <NativeSelect
            {...(id === undefined ? {} : { id })}
            size="xs"
            label={t('whichView')}
            error={error}
            value={value.view}
            onChange={(event) => onChange({ ...value, view: event.currentTarget.value })}
            data={[
              ...(views.some(({ name }) => name === value.view) ? [] : [{ value: value.view, label: value.view }]),
              ...views.map(({ name, whyNoAudience }) => ({
                value: name,
                label: name,
                disabled: whyNoAudience !== null,
              })),
            ]}
            {...(views.length === 0 ? { description: t('noViews', names) } : {})}
          />
          {barred.map((why) => (
            <Text key={why} size="xs" c="dimmed">
              {why}
            </Text>
          ))}
          <IntakeFields value={value} onChange={onChange} />
        </>
      )}
    </Stack>
  );
}

type IntakeFieldsProps = { readonly value: OfView; readonly onChange: (audience: OfView) => void };

function IntakeFields({ value, onChange }: IntakeFieldsProps) {
  const { t } = useWords(audienceWords);
  const { enrollNew, ...rest } = value;
  return (
    <>
      <Radio.Group
        size="xs"
        label={t('whichRecords')}
        value={enrollNew === undefined ? 'present' : 'later'}
        onChange={(which) => onChange(which === 'present' ? rest : { ...rest, enrollNew: {} })}
      >
        <Stack gap={6} mt={6}>
          <Radio size="xs" value="present" label={t('present')} />
          <Radio size="xs" value="later" label={t('later')} />
        </Stack>
      </Radio.Group>
      {enrollNew === undefined ? null : (
        <LaterFields value={enrollNew} onChange={(changed) => onChange({ ...rest, enrollNew: changed })} />
      )}
      <Text size="xs" c="dimmed">
        {t('existingText')}
      </Text>
      <Checkbox
        size="xs"
        label={t('manualToo')}
        checked={value.manualToo === true}
        onChange={(event) => {
          const { manualToo: _, ...others } = value;
          onChange(event.currentTarget.checked ? { ...others, manualToo: true } : others);
        }}
      />
    </>
  );
}

type LaterFieldsProps = { readonly value: Intake; readonly onChange: (intake: Intake) => void };

function LaterFields({ value, onChange }: LaterFieldsProps) {
  const { t } = useWords(audienceWords);
  return (
    <>
      <OptionalDurationField
        label={t('howOften')}
        none={t('asTheyEnter')}
        units={['hours', 'days', 'weeks']}
        value={value.every}
        onChange={(every) => onChange({ ...value, every })}
      />
      <Input.Wrapper size="xs" description={t('windowText')} inputWrapperOrder={['input', 'description']}>
        <Group gap="xs" grow mb={4}>
          <DayField label={t('from')} value={value.from} onChange={(from) => onChange({ ...value, from })} />
          <DayField label={t('until')} value={value.until} onChange={(until) => onChange({ ...value, until })} />
        </Group>
      </Input.Wrapper>
    </>
  );
}

type DayFieldProps = {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (day: string | undefined) => void;
};

function DayField({ label, value, onChange }: DayFieldProps) {
  return (
    <TextInput
      type="date"
      size="xs"
      label={label}
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
    />
  );
}
