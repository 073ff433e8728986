// An import under way, and what it came to; it goes on when the dialog is closed.
import { Alert, Button, Group, List, Progress, Stack, Text } from '@mantine/core';
import { ArrowDownTrayIcon } from '@heroicons/react/16/solid';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { reading, useAct } from '#web/api/hooks.ts';
import type { File } from '#web/features/records/import/settings.ts';
import { importWords } from '#web/features/records/import/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { confirm } from '#web/ui/confirm.ts';
import { Loaded } from '#web/ui/states.tsx';
import { toastProblem } from '#web/ui/toast.tsx';

const LOOK_EVERY_MS = 700;
const UNDER_WAY: ReadonlySet<File['state']> = new Set(['waiting', 'running', 'undoing']);

type ImportRunProps = { readonly id: string; readonly onClose: () => void };

export function ImportRun({ id, onClose }: ImportRunProps) {
  const { t } = useWords(importWords);
  const queries = useQueryClient();
  const found = useQuery({
    ...reading('getImport', { params: { id } }),
    refetchInterval: ({ state }) =>
      state.data === undefined || UNDER_WAY.has(state.data.state) ? LOOK_EVERY_MS : false,
  });
  const state = found.data?.state;
  useEffect(() => {
    if (state !== undefined && !UNDER_WAY.has(state)) void queries.invalidateQueries({ queryKey: ['listRecords'] });
  }, [state, queries]);
  return (
    <Stack>
      <Loaded of={found}>
        {(file) => (UNDER_WAY.has(file.state) ? <UnderWay file={file} /> : <Outcome file={file} />)}
      </Loaded>
      <Group justify="flex-end">
        <Button onClick={onClose}>{state !== undefined && UNDER_WAY.has(state) ? t('goOn') : t('done')}</Button>
      </Group>
    </Stack>
  );
}

function UnderWay({ file: { id, state, counts, total, undone } }: { readonly file: File }) {
  const { t } = useWords(importWords);
  const records = counts.created + counts.updated;
  const [done, of] = state === 'undoing' ? [undone, records] : [counts.read, total];
  return (
    <>
      <Text role="status">{state === 'undoing' ? t('undoing') : t('running')}</Text>
      <Progress.Root>
        <Progress.Section value={of === 0 ? 0 : (100 * done) / of} aria-label={t('progress')} animated />
      </Progress.Root>
      <Text size="sm" c="dimmed">
        {t('soFar', { done, total: of })}
      </Text>
      {state === 'undoing' ? null : <StopButton id={id} />}
    </>
  );
}

/** One that came to its end in this moment is shown as it ended. */
function StopButton({ id }: Pick<File, 'id'>) {
  const { t } = useWords(importWords);
  const queries = useQueryClient();
  const cancel = useAct('cancelImport', {
    refreshes: ['getImport', 'listImports'],
    onProblem: (problem) => {
      if (problem.code !== 'import_not_now') toastProblem(problem);
      void queries.invalidateQueries({ queryKey: ['getImport'] });
    },
  });
  const ask = async () => {
    const isWanted = await confirm({ title: t('stopTitle'), text: t('stopText'), yes: t('stop'), kind: 'destructive' });
    if (isWanted) cancel.mutate({ params: { id } });
  };
  return (
    <Group>
      <Button variant="default" loading={cancel.isPending} onClick={() => void ask()}>
        {t('stop')}
      </Button>
    </Group>
  );
}

function Outcome({ file }: { readonly file: File }) {
  return file.state === 'undone' ? <Undone file={file} /> : <Imported file={file} />;
}

function Imported({ file: { id, state, counts, total, brokenOff } }: { readonly file: File }) {
  const { t } = useWords(importWords);
  const undo = useAct('undoImport', { refreshes: ['getImport'] });
  const { read, created, updated, skipped, failed } = counts;
  const isWhole = failed === 0 && read === total;
  const ask = async () => {
    const isWanted = await confirm({
      title: t('undoTitle'),
      text: t('undoText'),
      yes: t('undo'),
      kind: 'destructive',
    });
    if (isWanted) undo.mutate({ params: { id } });
  };
  return (
    <>
      <div role="status">
        {state === 'done' ? null : (
          <Alert color={state === 'cancelled' ? 'yellow' : 'red'} mb="sm">
            {t('stopped', { read, total })}
          </Alert>
        )}
        <List spacing={4}>
          <List.Item fw={600}>{t('created', { count: created })}</List.Item>
          {updated === 0 ? null : <List.Item>{t('updated', { count: updated })}</List.Item>}
          {skipped === 0 ? null : <List.Item>{t('skipped', { count: skipped })}</List.Item>}
          {failed === 0 ? null : <List.Item>{t('failed', { count: failed })}</List.Item>}
          {read === total ? null : <List.Item>{t('notRead', { count: total - read })}</List.Item>}
          {isWhole ? <List.Item>{t('allIn')}</List.Item> : null}
        </List>
      </div>
      {brokenOff === null ? null : <Alert color="red">{t('brokenOff', { row: brokenOff.row })}</Alert>}
      <Group>
        {isWhole ? null : <Download address={`/api/v1/imports/${id}/failures`}>{t('download')}</Download>}
        {created + updated === 0 ? null : (
          <Button variant="default" loading={undo.isPending} onClick={() => void ask()}>
            {t('undo')}
          </Button>
        )}
      </Group>
    </>
  );
}

function Undone({ file: { id, undoneAs } }: { readonly file: File }) {
  const { t } = useWords(importWords);
  const { binned, restored, kept, refused, gone } = undoneAs;
  return (
    <>
      <List role="status" spacing={4}>
        <List.Item fw={600}>{t('binned', { count: binned })}</List.Item>
        {restored === 0 ? null : <List.Item>{t('restored', { count: restored })}</List.Item>}
        {kept === 0 ? null : <List.Item>{t('kept', { count: kept })}</List.Item>}
        {refused === 0 ? null : <List.Item>{t('refused', { count: refused })}</List.Item>}
        {gone === 0 ? null : <List.Item>{t('gone', { count: gone })}</List.Item>}
      </List>
      <Group>
        <Download address={`/api/v1/imports/${id}/undone`}>{t('undoneFile')}</Download>
      </Group>
    </>
  );
}

function Download({ address, children }: { readonly address: string; readonly children: string }) {
  return (
    <Button
      component="a"
      href={address}
      download
      variant="default"
      leftSection={<ArrowDownTrayIcon width={14} aria-hidden />}
    >
      {children}
    </Button>
  );
}
