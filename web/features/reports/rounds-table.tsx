// Enrollments of a cadence: who is where, what comes next and when; each opens its story.
import { Anchor, Button, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useMemo, useState } from 'react';
import type { Input } from '#web/api/call.ts';
import { useAct, usePages } from '#web/api/hooks.ts';
import { useFollowUpNames } from '#web/features/cadences/follow-up-names.ts';
import { RoundStatus } from '#web/features/enrollments/round-status.tsx';
import { namesOf } from '#web/features/records/module.ts';
import { useModuleOfCadence } from '#web/features/reports/module-of-cadence.ts';
import type { Round } from '#web/features/reports/report-search.ts';
import { reportsWords } from '#web/features/reports/words.ts';
import { useWords, type InWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { may, useMe } from '#web/session/me.ts';
import type { Column } from '#web/ui/columns.ts';
import { confirm } from '#web/ui/confirm.ts';
import { DataTable } from '#web/ui/data-table.tsx';
import { Empty, Failed, Waiting } from '#web/ui/states.tsx';
import { toastDone } from '#web/ui/toast.tsx';
import { When } from '#web/ui/when.tsx';

type RoundsTableProps = {
  readonly cadence: string;
  readonly query: NonNullable<Input<'listCadenceEnrollments'>['query']>;
  readonly label: string;
  readonly toolbar?: ReactNode;
  readonly empty?: ReactNode;
};

const PAGE_ROWS = 100;

export function RoundsTable({ cadence, query, label, toolbar, empty }: RoundsTableProps) {
  const words = useWords(reportsWords);
  const { t } = words;
  const nameOf = useFollowUpNames(cadence);
  const me = useMe();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const rounds = usePages('listCadenceEnrollments', { params: { id: cadence }, query: { ...query, limit: PAGE_ROWS } });
  const record = useModuleOfCadence(cadence)?.singular[words.language] ?? t('record');
  const columns = useMemo(() => columnsIn(words, nameOf, record), [words, nameOf, record]);
  if (rounds.status === 'pending') return <Waiting lines={8} />;
  if (rounds.error !== null) return <Failed error={rounds.error} onRetry={rounds.retry} />;
  return (
    <DataTable
      name="rounds"
      label={label}
      columns={columns}
      rows={rounds.items}
      rowKey={({ id }) => id}
      rowName={({ record }) => record?.name ?? t('goneRecord')}
      more={rounds}
      toolbar={toolbar}
      empty={empty ?? <Empty title={t('noneTitle')} text={t('noneText')} />}
      {...(may(me, 'enrollments.write')
        ? {
            selection: { chosen, onChange: setChosen },
            bulk: (
              <Unenroll
                cadence={cadence}
                rounds={rounds.items.filter(({ id }) => chosen.has(id))}
                onDone={() => setChosen(new Set())}
              />
            ),
          }
        : {})}
    />
  );
}

type UnenrollProps = {
  readonly cadence: string;
  readonly rounds: readonly Round[];
  readonly onDone: () => void;
};

function Unenroll({ cadence, rounds, onDone }: UnenrollProps) {
  const { t, language } = useWords(reportsWords);
  const module = useModuleOfCadence(cadence);
  const names = module === null ? { record: t('record'), records: t('record') } : namesOf(module, language);
  const act = useAct('unenroll', {
    refreshes: ['listCadenceEnrollments', 'getCadenceReport', 'listCadences', 'listRecordEnrollments'],
    onDone: (answer) => {
      onDone();
      if (answer.kind === 'answered') toastDone(t('unenrollDone', { count: answer.counts.unenrolled, ...names }));
    },
  });
  const records = [...new Set(rounds.flatMap(({ record }) => (record === null ? [] : [record.id])))];
  const ask = async () => {
    const title = t('unenrollTitle', { count: records.length, ...names });
    if (await confirm({ title, text: t('unenrollText'), yes: t('unenroll'), kind: 'destructive' }))
      act.mutate({ params: { id: cadence }, body: { records } });
  };
  return (
    <Button variant="default" loading={act.isPending} disabled={records.length === 0} onClick={() => void ask()}>
      {t('unenroll')}
    </Button>
  );
}

function columnsIn(
  { t }: InWords<typeof reportsWords.en>,
  nameOf: (followUp: string) => string,
  record: string,
): Column<Round>[] {
  return [
    {
      key: 'record',
      header: record,
      shown: 'always',
      widthPx: 184,
      cell: ({ id, record: enrolled }) => (
        <Anchor
          c="inherit"
          fw={600}
          size="sm"
          renderRoot={(props) => <Link to={paths.enrollment} params={{ enrollmentId: id }} {...props} />}
        >
          {enrolled?.name ?? t('goneRecord')}
        </Anchor>
      ),
    },
    { key: 'status', header: t('status'), widthPx: 136, cell: ({ status }) => <RoundStatus status={status} /> },
    {
      key: 'current',
      header: t('current'),
      cell: ({ current }) => (current === null ? null : (current.subject ?? nameOf(current.followUp))),
    },
    {
      key: 'next',
      header: t('next'),
      widthPx: 232,
      cell: ({ status, next }) => {
        if (next === null)
          return status === 'active' ? (
            <Text span c="dimmed" size="sm">
              {t('waits')}
            </Text>
          ) : null;
        return (
          <>
            {next.subject ?? nameOf(next.followUp)} · <When at={next.at} />
          </>
        );
      },
    },
    { key: 'reason', header: t('reason'), cell: ({ reason }) => reason?.words ?? null },
    { key: 'enrolledAt', header: t('enrolledAt'), widthPx: 120, cell: ({ enrolledAt }) => <When at={enrolledAt} /> },
  ];
}
