// What one has imported, what came of it, and the way to undo it (I-1).
import { Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Answer } from '#web/api/call.ts';
import { reading } from '#web/api/hooks.ts';
import { ImportRun } from '#web/features/records/import/import-run.tsx';
import { importsWords } from '#web/features/records/import/imports-words.ts';
import { useModules } from '#web/features/records/modules.ts';
import { type Format, useFormat } from '#web/i18n/format.ts';
import { type Translate, useWords } from '#web/i18n/words.ts';
import type { Column } from '#web/ui/columns.ts';
import { DataTable } from '#web/ui/data-table.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { Page } from '#web/ui/page.tsx';
import { Empty, Loaded } from '#web/ui/states.tsx';
import { Tone } from '#web/ui/tone.tsx';
import { When } from '#web/ui/when.tsx';

type Import = Answer<'listImports'>['items'][number];

const LOOK_EVERY_MS = 2_000;
const underWay: ReadonlySet<Import['state']> = new Set(['waiting', 'running', 'undoing']);

export function ImportsPage() {
  const { t } = useWords(importsWords);
  const [shown, setShown] = useState<Import | null>(null);
  const imports = useQuery({
    ...reading('listImports'),
    refetchInterval: ({ state }) =>
      state.data?.items.some((one) => underWay.has(one.state)) === true ? LOOK_EVERY_MS : false,
  });
  const close = () => {
    setShown(null);
    void imports.refetch();
  };
  return (
    <Page title={t('title')} fit="full" aside={<About />}>
      <Loaded of={imports}>{({ items }) => <ImportsTable imports={items} onShow={setShown} />}</Loaded>
      {shown === null ? null : (
        <Dialog onClose={close} size="xl" title={nameOf(shown, t)}>
          <ImportRun id={shown.id} onClose={close} />
        </Dialog>
      )}
    </Page>
  );
}

function About() {
  const { t } = useWords(importsWords);
  return (
    <Text size="sm" c="dimmed">
      {t('text')}
    </Text>
  );
}

type ImportsTableProps = { readonly imports: readonly Import[]; readonly onShow: (one: Import) => void };

function ImportsTable({ imports, onShow }: ImportsTableProps) {
  const { t, language } = useWords(importsWords);
  const format = useFormat();
  const modules = useModules();
  const columns = useMemo(() => {
    const labelOf = (key: string) => modules.find((module) => module.key === key)?.label[language] ?? key;
    return importColumns({ t, format, labelOf, onShow });
  }, [t, format, modules, language, onShow]);
  return (
    <DataTable
      name="imports"
      label={t('title')}
      columns={columns}
      rows={imports}
      rowKey={({ id }) => id}
      rowName={(one) => nameOf(one, t)}
      empty={<Empty title={t('none')} text={t('noneText')} />}
    />
  );
}

function nameOf({ fileName }: Import, t: Translate<typeof importsWords.en>): string {
  return fileName === '' ? t('unnamed') : fileName;
}

const states = {
  staged: ['staged', 'gray'],
  waiting: ['waiting', 'gray'],
  running: ['running', 'iris'],
  done: ['done', 'green'],
  failed: ['broken', 'red'],
  cancelled: ['cancelled', 'yellow'],
  undoing: ['undoing', 'iris'],
  undone: ['undone', 'gray'],
  undo_failed: ['broken', 'red'],
} as const satisfies Record<Import['state'], readonly [keyof typeof importsWords.en, string]>;

type Columns = {
  readonly t: Translate<typeof importsWords.en>;
  readonly format: Format;
  readonly labelOf: (key: string) => string;
  readonly onShow: (one: Import) => void;
};

function importColumns({ t, format, labelOf, onShow }: Columns): Column<Import>[] {
  const counted = (key: 'created' | 'updated' | 'failed'): Column<Import> => ({
    key,
    header: t(key),
    align: 'end',
    widthPx: 104,
    cell: ({ counts }) => format.number(counts[key]),
  });
  return [
    {
      key: 'file',
      header: t('file'),
      shown: 'always',
      widthPx: 280,
      cell: (one) =>
        one.state === 'staged' ? (
          nameOf(one, t)
        ) : (
          <Anchor component="button" size="sm" c="inherit" fw={600} onClick={() => onShow(one)}>
            {nameOf(one, t)}
          </Anchor>
        ),
    },
    { key: 'module', header: t('module'), cell: ({ module }) => labelOf(module) },
    { key: 'state', header: t('state'), cell: ({ state }) => <State state={state} /> },
    counted('created'),
    counted('updated'),
    counted('failed'),
    { key: 'at', header: t('at'), cell: ({ createdAt }) => <When at={createdAt} /> },
  ];
}

function State({ state }: Pick<Import, 'state'>) {
  const { t } = useWords(importsWords);
  const [word, color] = states[state];
  return <Tone color={color}>{t(word)}</Tone>;
}
