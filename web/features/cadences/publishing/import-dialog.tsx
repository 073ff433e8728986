// A cadence from a file (C-13): read here, checked by the server, made as a draft.
import { Alert, Button, FileButton, Group, List, Stack, Text, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { CadenceFile } from '#core/cadence/file.ts';
import { useAct, useRead } from '#web/api/hooks.ts';
import { allFollowUps } from '#web/features/cadences/builder/draft.ts';
import { type FileRead, readCadenceFile } from '#web/features/cadences/publishing/read-file.ts';
import { publishingWords } from '#web/features/cadences/publishing/words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { Dialog, DialogButtons } from '#web/ui/dialog.tsx';
import { toastDone } from '#web/ui/toast.tsx';

export function ImportDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords(publishingWords);
  const [read, setRead] = useState<FileRead | null>(null);
  const choose = async (file: File | null) => {
    if (file !== null) setRead(await readCadenceFile(file));
  };
  return (
    <Dialog onClose={onClose} title={t('importTitle')} size="lg">
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {t('importText')}
        </Text>
        {read?.kind === 'broken' ? (
          <Alert color="red" role="alert" title={read.title}>
            <List size="sm">
              {read.details.map((detail) => (
                <List.Item key={detail}>{detail}</List.Item>
              ))}
            </List>
          </Alert>
        ) : null}
        {read?.kind === 'read' ? <Importing key={read.file.name} {...read} onClose={onClose} /> : null}
        <Group>
          <FileButton accept=".yaml,.yml,.json" onChange={(file) => void choose(file)}>
            {(props) => (
              <Button variant={read?.kind === 'read' ? 'subtle' : 'filled'} {...props}>
                {t(read === null ? 'importChoose' : 'importOther')}
              </Button>
            )}
          </FileButton>
        </Group>
      </Stack>
    </Dialog>
  );
}

type ImportingProps = Extract<FileRead, { kind: 'read' }> & { readonly onClose: () => void };

function Importing({ file, problems, onClose }: ImportingProps) {
  const { t } = useWords(publishingWords);
  const navigate = useNavigate();
  const [name, setName] = useState(file.name);
  const create = useAct('createCadence', {
    refreshes: ['listCadences', 'listTemplates', 'getTemplate', 'getCadenceLimits'],
    onDone: (made) => {
      onClose();
      toastDone(t('imported', { name: made.name }));
      void navigate({ to: paths.cadence, params: { cadenceId: made.id } });
    },
    onProblem: () => undefined, // shown at the name
  });
  return (
    <Stack gap="md">
      <TextInput
        label={t('importName')}
        required
        maxLength={120}
        value={name}
        error={create.error?.message}
        onChange={(event) => {
          setName(event.currentTarget.value);
          create.reset();
        }}
      />
      <Contents file={file} />
      {problems.length === 0 ? null : (
        <Alert color="yellow" title={t('importProblems')}>
          <List size="sm">
            {problems.map(({ path, message }) => (
              <List.Item key={path + message}>{message}</List.Item>
            ))}
          </List>
        </Alert>
      )}
      <DialogButtons onCancel={onClose}>
        <Button
          disabled={name.trim() === ''}
          loading={create.isPending}
          onClick={() => create.mutate({ body: { ...file, name: name.trim() } })}
        >
          {t('importYes')}
        </Button>
      </DialogButtons>
    </Stack>
  );
}

/** What comes in, and which templates it would change for everybody. */
function Contents({ file }: { readonly file: CadenceFile }) {
  const { t } = useWords(publishingWords);
  const format = useFormat();
  const existing = useRead('listTemplates').data?.items ?? [];
  const names = Object.keys(file.templates ?? {});
  const replaced = names.filter((name) => existing.some((template) => template.name === name));
  return (
    <>
      <Text size="sm">
        {t('importContents', {
          count: allFollowUps(file).length,
          rules: file.unenroll?.length ?? 0,
          templates: names.length,
        })}
      </Text>
      {replaced.length === 0 ? null : (
        <Alert color="yellow">
          {t('importReplaces', {
            count: replaced.length,
            names: format.list(replaced.map((name) => `“${name}”`)),
          })}
        </Alert>
      )}
    </>
  );
}
