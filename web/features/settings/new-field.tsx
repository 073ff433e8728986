// A field of their own, added while everything runs.
import { Button, Checkbox, Group, NumberInput, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { NUMBER_DIGITS_MAX } from '#core/records/check-field.ts';
import { type FieldType, fieldTypes } from '#core/records/field.ts';
import { useAct } from '#web/api/hooks.ts';
import type { ApiProblem } from '#web/api/problem.ts';
import { keyFromName } from '#web/features/settings/field-key.ts';
import { fieldTypeWords } from '#web/features/settings/field-type-words.ts';
import { settingsWords } from '#web/features/settings/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { Dialog, DialogButtons } from '#web/ui/dialog.tsx';
import { toastDone } from '#web/ui/toast.tsx';

/** A lookup has no input on a lead's page. */
const offered = fieldTypes.filter((type) => type !== 'lookup');

type Draft = {
  readonly en: string;
  readonly zh: string;
  /** Null: made from the English name. */
  readonly key: string | null;
  readonly type: FieldType;
  readonly options: string;
  readonly required: boolean;
  /** Of an automatic number. */
  readonly prefix: string;
  readonly digits: number;
};

const blank: Draft = { en: '', zh: '', key: null, type: 'text', options: '', required: false, prefix: '', digits: 5 };

export function NewField({ onClose }: { readonly onClose: () => void }) {
  const { t, language } = useWords(settingsWords);
  const [draft, setDraft] = useState(blank);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const set = (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change }));
  const key = draft.key ?? keyFromName(draft.en);
  const isNumbered = draft.type === 'auto_number';
  const hasOptions = draft.type === 'pick_list' || draft.type === 'multi_select';
  const add = useAct('addField', {
    refreshes: ['getModule', 'listRecords', 'getRecord'],
    onDone: ({ label }) => {
      toastDone(t('fieldAdded', { name: label[language] }));
      onClose();
    },
    onProblem: setProblem,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setProblem(null);
    const { en, zh, type, required, prefix, digits } = draft;
    const options = hasOptions ? linesOf(draft.options) : [];
    const own = isNumbered ? { numbering: { prefix, digits } } : { required, options };
    add.mutate({ params: { module: 'leads' }, body: { key, type, label: { en, zh }, ...own } });
  };
  const problemAt = (place: Place) => (problem !== null && placeOf(problem) === place ? problem.message : null);
  return (
    <Dialog onClose={onClose} title={t('newField')}>
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label={t('labelEn')}
            required
            data-autofocus
            value={draft.en}
            error={problemAt('label')}
            onChange={(event) => set({ en: event.currentTarget.value })}
          />
          <TextInput
            label={t('labelZh')}
            required
            value={draft.zh}
            onChange={(event) => set({ zh: event.currentTarget.value })}
          />
          <TextInput
            label={t('keyOfField')}
            description={t('keyOfFieldHint')}
            required
            value={key}
            error={problemAt('key')}
            onChange={(event) => set({ key: event.currentTarget.value })}
          />
          <Select
            label={t('fieldType')}
            allowDeselect={false}
            value={draft.type}
            error={problemAt('type')}
            onChange={(type) => set({ type: type ?? 'text' })}
            data={offered.map((type) => ({ value: type, label: t(fieldTypeWords[type]) }))}
          />
          {hasOptions ? (
            <Textarea
              label={t('fieldOptions')}
              description={t('optionsHint')}
              required
              autosize
              minRows={3}
              maxRows={10}
              value={draft.options}
              error={problemAt('options')}
              onChange={(event) => set({ options: event.currentTarget.value })}
            />
          ) : null}
          {isNumbered ? (
            <Numbering draft={draft} error={problemAt('numbering')} onChange={set} />
          ) : (
            <Checkbox
              size="xs"
              label={t('fieldRequired')}
              description={t('requiredHint')}
              checked={draft.required}
              onChange={(event) => set({ required: event.currentTarget.checked })}
            />
          )}
          <DialogButtons onCancel={onClose}>
            <Button type="submit" loading={add.isPending}>
              {t('addField')}
            </Button>
          </DialogButtons>
        </Stack>
      </form>
    </Dialog>
  );
}

type NumberingProps = {
  readonly draft: Draft;
  readonly error: string | null;
  readonly onChange: (change: Partial<Draft>) => void;
};

/** Nobody writes an automatic number, so it can't be asked for either. */
function Numbering({ draft: { prefix, digits }, error, onChange }: NumberingProps) {
  const { t } = useWords(settingsWords);
  return (
    <Stack gap="xs">
      <Group grow align="flex-start">
        <TextInput
          label={t('numberPrefix')}
          value={prefix}
          error={error}
          onChange={(event) => onChange({ prefix: event.currentTarget.value })}
        />
        <NumberInput
          label={t('numberDigits')}
          min={1}
          max={NUMBER_DIGITS_MAX}
          allowDecimal={false}
          clampBehavior="strict"
          value={digits}
          onChange={(count) => onChange({ digits: Number(count) || 1 })}
        />
      </Group>
      <Text size="xs" c="dimmed">
        {t('numberExample', { number: prefix + '1'.padStart(digits, '0') })}
      </Text>
    </Stack>
  );
}

type Place = 'label' | 'key' | 'options' | 'numbering' | 'type';

/** Which input a "no" is about. */
function placeOf({ code }: ApiProblem): Place {
  if (code === 'field_label_not_valid') return 'label';
  if (code === 'field_options_not_valid') return 'options';
  if (code === 'field_numbering_not_valid') return 'numbering';
  return code === 'field_key_not_valid' || code === 'field_key_taken' ? 'key' : 'type';
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
