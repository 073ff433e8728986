// A field of their own, added while everything runs.
import { Button, Checkbox, Group, Modal, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { type FieldType, fieldTypes } from '#core/records/field.ts';
import { useAct } from '#web/api/hooks.ts';
import type { ApiProblem } from '#web/api/problem.ts';
import { keyFromName } from '#web/features/settings/field-key.ts';
import { fieldTypeWords } from '#web/features/settings/field-type-words.ts';
import { settingsWords } from '#web/features/settings/words.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { toastDone } from '#web/ui/toast.tsx';

/** Lookups wait for a second module. */
const offered = fieldTypes.filter((type) => type !== 'lookup');

type Draft = {
  readonly en: string;
  readonly zh: string;
  /** Null: made from the English name. */
  readonly key: string | null;
  readonly type: FieldType;
  readonly options: string;
  readonly required: boolean;
};

const blank: Draft = { en: '', zh: '', key: null, type: 'text', options: '', required: false };

export function NewField({ onClose }: { readonly onClose: () => void }) {
  const { t, language } = useWords(settingsWords);
  const { t: general } = useWords(generalWords);
  const [draft, setDraft] = useState(blank);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const set = (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change }));
  const key = draft.key ?? keyFromName(draft.en);
  const hasOptions = draft.type === 'pick_list' || draft.type === 'multi_select';
  const add = useAct('addField', {
    refreshes: ['getModule', 'listLeads', 'getLead'],
    onDone: ({ label }) => {
      toastDone(t('fieldAdded', { name: label[language] }));
      onClose();
    },
    onProblem: setProblem,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setProblem(null);
    const { en, zh, type, required } = draft;
    const options = hasOptions ? linesOf(draft.options) : [];
    add.mutate({ params: { module: 'leads' }, body: { key, type, label: { en, zh }, required, options } });
  };
  const problemAt = (place: Place) => (problem !== null && placeOf(problem) === place ? problem.message : null);
  return (
    <Modal opened onClose={onClose} title={t('newField')} closeButtonProps={{ 'aria-label': general('close') }}>
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
          <Checkbox
            size="xs"
            label={t('fieldRequired')}
            description={t('requiredHint')}
            checked={draft.required}
            onChange={(event) => set({ required: event.currentTarget.checked })}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {general('cancel')}
            </Button>
            <Button type="submit" loading={add.isPending}>
              {t('addField')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

type Place = 'label' | 'key' | 'options' | 'type';

/** Which input a "no" is about. */
function placeOf({ code }: ApiProblem): Place {
  if (code === 'field_label_not_valid') return 'label';
  if (code === 'field_options_not_valid') return 'options';
  return code === 'field_key_not_valid' || code === 'field_key_taken' ? 'key' : 'type';
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
