import { Alert, Radio, Select, Stack, Text } from '@mantine/core';
import { dayOrders } from '#core/records/day-order.ts';
import { useAct } from '#web/api/hooks.ts';
import { ColumnMapping } from '#web/features/records/import/column-mapping.tsx';
import {
  type File,
  missingFields,
  type Module,
  type Settings,
  type Tried,
  withColumn,
} from '#web/features/records/import/settings.ts';
import { importWords } from '#web/features/records/import/words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { useWords } from '#web/i18n/words.ts';
import { DialogButtons } from '#web/ui/dialog.tsx';
import { WhyButton } from '#web/ui/why-button.tsx';

type ImportFormProps = {
  readonly module: Module;
  readonly file: File;
  readonly settings: Settings;
  readonly onChange: (settings: Settings) => void;
  readonly onBack: () => void;
  readonly onTried: (tried: Tried) => void;
};

export function ImportForm({ module, file, settings, onChange, onBack, onTried }: ImportFormProps) {
  const { t, language } = useWords(importWords);
  const format = useFormat();
  const attempt = useAct('tryImport', { onDone: onTried });
  const missing = missingFields(module, settings).map(({ label }) => label[language]);
  const why = missing.length === 0 ? null : t('missing', { fields: format.list(missing) });
  return (
    <Stack>
      <Text size="sm">{t('rows', { count: file.total, file: file.fileName })}</Text>
      {file.remembered ? <Alert color="iris">{t('remembered')}</Alert> : null}
      <ColumnMapping
        module={module}
        columns={file.columns}
        mapping={settings.columns}
        onChange={(heading, key) => onChange(withColumn(settings, heading, key))}
      />
      {hasDays(module, settings) ? <DayOrderChoice settings={settings} onChange={onChange} /> : null}
      <DuplicatesChoice module={module} settings={settings} onChange={onChange} />
      {why === null ? null : (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {why}
        </Text>
      )}
      <DialogButtons onCancel={onBack} cancel={t('otherFile')}>
        <WhyButton
          why={why}
          loading={attempt.isPending}
          onClick={() => attempt.mutate({ params: { id: file.id }, body: settings })}
        >
          {t('check')}
        </WhyButton>
      </DialogButtons>
    </Stack>
  );
}

type ChoiceProps = Pick<ImportFormProps, 'settings' | 'onChange'>;

function hasDays({ fields }: Module, { columns }: Settings): boolean {
  const mapped = new Set(Object.values(columns));
  return fields.some(({ key, type }) => mapped.has(key) && (type === 'date' || type === 'date_time'));
}

function DayOrderChoice({ settings, onChange }: ChoiceProps) {
  const { t } = useWords(importWords);
  return (
    <Select
      label={t('dayOrder')}
      maw="20rem"
      allowDeselect={false}
      data={dayOrders.map((value) => ({ value, label: t(value) }))}
      value={settings.dayOrder ?? 'year_first'}
      onChange={(value) => {
        const dayOrder = dayOrders.find((one) => one === value);
        if (dayOrder !== undefined) onChange({ ...settings, dayOrder });
      }}
    />
  );
}

const kinds = ['skip', 'update', 'add'] as const;
/** What can't tell two records apart, or is written in several ways. */
const NO_KEYS: ReadonlySet<string> = new Set(['boolean', 'multi_select', 'date_time', 'long_text']);

function DuplicatesChoice({ module, settings, onChange }: ChoiceProps & Pick<ImportFormProps, 'module'>) {
  const { t, language } = useWords(importWords);
  const duplicates = settings.duplicates ?? { kind: 'add' };
  const mapped = new Set(Object.values(settings.columns));
  const keys = module.fields.filter(({ key, type }) => mapped.has(key) && !NO_KEYS.has(type));
  const key = duplicates.kind === 'add' ? (keys[0]?.key ?? '') : duplicates.key;
  const choose = (kind: string) => {
    const chosen = kinds.find((one) => one === kind) ?? 'add';
    onChange({ ...settings, duplicates: chosen === 'add' ? { kind: chosen } : { kind: chosen, key } });
  };
  return (
    <Radio.Group label={t('duplicates')} value={duplicates.kind} onChange={choose}>
      <Stack gap={6} mt={6}>
        {kinds.map((kind) => (
          <Radio key={kind} size="xs" value={kind} label={t(kind)} disabled={kind !== 'add' && keys.length === 0} />
        ))}
        {duplicates.kind === 'add' ? null : (
          <Select
            label={t('key')}
            maw="20rem"
            allowDeselect={false}
            data={keys.map((field) => ({ value: field.key, label: field.label[language] }))}
            value={key}
            onChange={(value) => onChange({ ...settings, duplicates: { kind: duplicates.kind, key: value ?? key } })}
          />
        )}
      </Stack>
    </Radio.Group>
  );
}
