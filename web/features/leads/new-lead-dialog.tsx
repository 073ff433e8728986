// A lead written down by hand: what is required, and what one usually knows. Everything else is added on its page.
import { Button, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { Answer } from '#web/api/call.ts';
import { useAct } from '#web/api/hooks.ts';
import type { Field } from '#web/features/leads/field-sections.ts';
import { valueOfText } from '#web/features/leads/field-text.ts';
import { optionLabel } from '#web/features/leads/options.ts';
import { leadsWords } from '#web/features/leads/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { Dialog, DialogButtons } from '#web/ui/dialog.tsx';
import { toastDone, toastProblem } from '#web/ui/toast.tsx';

type NewLeadDialogProps = {
  readonly module: Answer<'getModule'>;
  readonly isOpen: boolean;
  readonly onClose: () => void;
};

export function NewLeadDialog({ isOpen, ...props }: NewLeadDialogProps) {
  const { t } = useWords(leadsWords);
  return (
    <Dialog isOpen={isOpen} onClose={props.onClose} size="lg" title={t('newLead')}>
      <NewLeadForm {...props} />
    </Dialog>
  );
}

const usual = ['last_name', 'first_name', 'company', 'title', 'email', 'phone', 'lead_status', 'lead_source'];

function NewLeadForm({ module, onClose }: Omit<NewLeadDialogProps, 'isOpen'>) {
  const { t } = useWords(leadsWords);
  const navigate = useNavigate();
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({ lead_status: 'New' });
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  const create = useAct('createRecord', {
    refreshes: ['listRecords'],
    onDone: ({ id, name }) => {
      toastDone(t('created', { name }));
      onClose();
      void navigate({ to: paths.lead, params: { leadId: id } });
    },
    onProblem: (problem) => {
      setProblems(problem.byField('body.values'));
      if (problem.errors.length === 0) toastProblem(problem);
    },
  });
  const fields = shownFields(module);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const values = fields.map((field) => [field.key, valueOfText(field, texts[field.key] ?? '')] as const);
    create.mutate({
      params: { module: 'leads' },
      body: { values: Object.fromEntries(values.filter(([, value]) => value !== null)) },
    });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <SimpleGrid cols={2} verticalSpacing="sm">
          {fields.map((field, index) => (
            <FieldInput
              key={field.key}
              field={field}
              text={texts[field.key] ?? ''}
              problem={problems[field.key]}
              isFirst={index === 0}
              onChange={(text) => setTexts({ ...texts, [field.key]: text })}
            />
          ))}
        </SimpleGrid>
        <DialogButtons onCancel={onClose}>
          <Button type="submit" loading={create.isPending}>
            {t('create')}
          </Button>
        </DialogButtons>
      </Stack>
    </form>
  );
}

/** Also what an administrator requires. */
function shownFields({ fields }: Answer<'getModule'>): Field[] {
  const isShown = ({ key, required, readOnly }: Field) => usual.includes(key) || (required && !readOnly);
  const rank = ({ key }: Field) => (usual.includes(key) ? usual.indexOf(key) : usual.length);
  return fields.filter(isShown).toSorted((a, b) => rank(a) - rank(b));
}

type FieldInputProps = {
  readonly field: Field;
  readonly text: string;
  readonly problem: string | undefined;
  readonly isFirst: boolean;
  readonly onChange: (text: string) => void;
};

function FieldInput({ field, text, problem, isFirst, onChange }: FieldInputProps) {
  const { language } = useWords(leadsWords);
  const common = { label: field.label[language], required: field.required, error: problem ?? null };
  if (field.type === 'pick_list') {
    const data = field.options.map((option) => ({ value: option, label: optionLabel(field, option, language) }));
    return (
      <Select
        {...common}
        searchable
        clearable={!field.required}
        data={data}
        value={text === '' ? null : text}
        onChange={(option) => onChange(option ?? '')}
      />
    );
  }
  return (
    <TextInput
      {...common}
      data-autofocus={isFirst || undefined}
      type={field.type === 'date' ? 'date' : field.type === 'date_time' ? 'datetime-local' : 'text'}
      value={text}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
