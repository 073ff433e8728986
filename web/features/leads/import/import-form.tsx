import { Button, FileInput, Group, Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { Answer, Input } from '#web/api/call.ts';
import { ColumnMapping } from '#web/features/leads/import/column-mapping.tsx';
import { guessMapping, type Head, type Mapping, readHead, withColumn } from '#web/features/leads/import/read-head.ts';
import { importWords } from '#web/features/leads/import/words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { WhyButton } from '#web/ui/why-button.tsx';

const duplicates = ['skip', 'update', 'add'] as const;
type Duplicates = (typeof duplicates)[number];

type Chosen = { readonly file: File; readonly head: Head; readonly mapping: Mapping };

type ImportFormProps = {
  readonly module: Answer<'getModule'>;
  readonly onCancel: () => void;
  readonly onStart: (input: Input<'importLeads'>) => void;
};

export function ImportForm({ module, onCancel, onStart }: ImportFormProps) {
  const { t, language } = useWords(importWords);
  const { t: general } = useWords(generalWords);
  const format = useFormat();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [onDuplicate, setOnDuplicate] = useState<Duplicates>('skip');
  const choose = async (file: File | null) => {
    if (file === null) return setChosen(null);
    const head = await readHead(file);
    setChosen({ file, head, mapping: guessMapping(module, head) });
  };
  const isEmpty = chosen !== null && chosen.head.columns.length === 0;
  const start = ({ file, head, mapping }: Chosen) => {
    const kept = Object.fromEntries(Object.entries(mapping).filter(([, key]) => key !== null));
    onStart({
      query: { mapping: JSON.stringify(kept), duplicates: onDuplicate, encoding: head.encoding },
      body: file,
    });
  };
  const missing = chosen === null ? [] : missingFields(module, chosen.mapping).map(({ label }) => label[language]);
  return (
    <Stack>
      <FileInput
        data-autofocus
        accept=".csv,.txt,text/csv"
        label={t('file')}
        description={t('fileHint')}
        placeholder={t('filePlaceholder')}
        error={isEmpty ? t('fileEmpty') : null}
        value={chosen?.file ?? null}
        onChange={(file) => void choose(file)}
      />
      {chosen === null || isEmpty ? null : (
        <>
          <ColumnMapping
            module={module}
            head={chosen.head}
            mapping={chosen.mapping}
            onChange={(heading, key) => setChosen({ ...chosen, mapping: withColumn(chosen.mapping, heading, key) })}
          />
          <Radio.Group
            label={t('duplicates')}
            value={onDuplicate}
            onChange={(value) => setOnDuplicate(duplicates.find((one) => one === value) ?? 'skip')}
          >
            <Stack gap={6} mt={6}>
              {duplicates.map((one) => (
                <Radio key={one} size="xs" value={one} label={t(one)} />
              ))}
            </Stack>
          </Radio.Group>
          {missing.length === 0 ? null : (
            <Text size="sm" c="var(--mantine-color-error)" role="alert">
              {t('missing', { fields: format.list(missing) })}
            </Text>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onCancel}>
              {general('cancel')}
            </Button>
            <WhyButton
              why={missing.length === 0 ? null : t('missing', { fields: format.list(missing) })}
              onClick={() => start(chosen)}
            >
              {t('start')}
            </WhyButton>
          </Group>
        </>
      )}
    </Stack>
  );
}

/** Required ones that no column goes to. */
function missingFields(module: Answer<'getModule'>, mapping: Mapping) {
  const mapped = new Set(Object.values(mapping));
  return module.fields.filter(({ key, required, readOnly }) => required && !readOnly && !mapped.has(key));
}
