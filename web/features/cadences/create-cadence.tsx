// The dialog that makes a cadence (C-66): what it is called, whom it is for, what to start from; then the builder opens.
import { Button, Group, NativeSelect, Radio, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { CadenceFile, FileAudience } from '#core/cadence/file.ts';
import { useAct, useRead } from '#web/api/hooks.ts';
import { AudienceFields } from '#web/features/cadences/audience-fields.tsx';
import classes from '#web/features/cadences/create-cadence.module.css';
import { createWords } from '#web/features/cadences/create-words.ts';
import { chineseStarts } from '#web/features/cadences/starts/chinese.ts';
import { englishStarts } from '#web/features/cadences/starts/english.ts';
import { type StartFile, withOwnTemplates } from '#web/features/cadences/starts/start.ts';
import { useMainModules } from '#web/features/records/modules.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { Dialog, DialogButtons } from '#web/ui/dialog.tsx';
import { toastProblem } from '#web/ui/toast.tsx';

const SCRATCH = 'scratch';
const scratch: StartFile = { followUps: [], templates: {} };

export function CreateCadence({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords(createWords);
  return (
    <Dialog onClose={onClose} size="xl" title={t('title')}>
      <CreateForm onClose={onClose} />
    </Dialog>
  );
}

function CreateForm({ onClose }: { readonly onClose: () => void }) {
  const { t, language } = useWords(createWords);
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  const [module, setModule] = useState('leads');
  const [audience, setAudience] = useState<FileAudience>('manual');
  const [start, setStart] = useState(SCRATCH);
  const [error, setError] = useState<string | null>(null);
  const create = useCreate(setError);
  const modules = useMainModules();
  const starts = language === 'zh' ? chineseStarts : englishStarts;
  const choose = (key: string) => {
    const title = (wanted: string) => starts.find((one) => one.key === wanted)?.title ?? '';
    if (name.trim() === '' || name === title(start)) setName(title(key));
    setStart(key);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '') return setError(t('nameNeeded'));
    const text = description.trim();
    create.from(starts.find(({ key }) => key === start)?.file ?? scratch, {
      name: name.trim(),
      module,
      audience,
      ...(text === '' ? {} : { description: text }),
    });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="lg">
        <div className={classes['columns']}>
          <Starts value={start} onChange={choose} starts={starts} />
          <Stack gap="sm">
            <TextInput
              data-autofocus
              label={t('name')}
              placeholder={t('namePlaceholder')}
              withAsterisk
              error={error}
              value={name}
              onChange={(event) => {
                setError(null);
                setName(event.currentTarget.value);
              }}
            />
            <Textarea
              autosize
              minRows={1}
              maxRows={4}
              label={t('description')}
              value={description}
              onChange={(event) => setDescription(event.currentTarget.value)}
            />
            <NativeSelect
              label={t('module')}
              value={module}
              onChange={(event) => setModule(event.currentTarget.value)}
              data={modules.map(({ key, label }) => ({ value: key, label: label[language] }))}
            />
            <AudienceFields module={module} value={audience} onChange={setAudience} />
          </Stack>
        </div>
        <DialogButtons onCancel={onClose}>
          <Button type="submit" loading={create.isPending}>
            {t('next')}
          </Button>
        </DialogButtons>
      </Stack>
    </form>
  );
}

type StartsProps = {
  readonly value: string;
  readonly onChange: (key: string) => void;
  readonly starts: typeof englishStarts;
};

function Starts({ value, onChange, starts }: StartsProps) {
  const { t } = useWords(createWords);
  const choices = [{ key: SCRATCH, title: t('scratch'), text: t('scratchText') }, ...starts];
  return (
    <Radio.Group label={t('startFrom')} value={value} onChange={onChange}>
      <Stack gap="xs" mt={6}>
        {choices.map(({ key, title, text }) => (
          <Radio.Card key={key} value={key} className={classes['start'] ?? ''}>
            <Group wrap="nowrap" align="flex-start" gap="sm">
              <Radio.Indicator size="xs" mt={2} />
              <div>
                <Text size="sm" fw={600}>
                  {title}
                </Text>
                <Text size="xs" c="dimmed">
                  {text}
                </Text>
              </div>
            </Group>
          </Radio.Card>
        ))}
      </Stack>
    </Radio.Group>
  );
}

function useCreate(onNameProblem: (message: string) => void) {
  const navigate = useNavigate();
  const templates = useRead('listTemplates').data?.items ?? [];
  const act = useAct('createCadence', {
    refreshes: ['listCadences', 'listTemplates', 'getCadenceLimits'],
    onDone: ({ id }) => void navigate({ to: paths.cadence, params: { cadenceId: id } }),
    onProblem: (problem) => (problem.code === 'name_taken' ? onNameProblem(problem.message) : toastProblem(problem)),
  });
  return {
    isPending: act.isPending,
    from: (start: StartFile, head: Omit<CadenceFile, 'followUps'>) => {
      const taken = new Set(templates.map(({ name }) => name));
      act.mutate({ body: { ...head, ...withOwnTemplates(start, taken) } });
    },
  };
}
