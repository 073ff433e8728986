import { Button, NativeSelect } from '@mantine/core';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { countingOf, roundsQuery, statuses } from '#web/features/reports/report-search.ts';
import { namesOf } from '#web/features/records/module.ts';
import { useModuleOfCadence } from '#web/features/reports/module-of-cadence.ts';
import { RoundsTable } from '#web/features/reports/rounds-table.tsx';
import { reportsWords } from '#web/features/reports/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { Empty } from '#web/ui/states.tsx';

export function EnrollmentsTab() {
  const { t } = useWords(reportsWords);
  const { cadenceId } = useParams({ from: paths.cadenceReport });
  const { status, version } = useSearch({ from: paths.cadenceReport });
  return (
    <RoundsTable
      cadence={cadenceId}
      query={roundsQuery(status === undefined ? {} : { status }, {}, version)}
      label={t('enrollments')}
      toolbar={<StatusChoice />}
      {...(status === undefined && version === undefined ? { empty: <NobodyYet cadence={cadenceId} /> } : {})}
    />
  );
}

function StatusChoice() {
  const { t } = useWords(reportsWords);
  const { cadenceId } = useParams({ from: paths.cadenceReport });
  const search = useSearch({ from: paths.cadenceReport });
  const { status } = search;
  const navigate = useNavigate();
  const choose = (wanted: string) => {
    const chosen = statuses.find((one) => one === wanted);
    void navigate({
      to: paths.cadenceReport,
      params: { cadenceId },
      search: { ...countingOf(search), tab: 'enrollments', ...(chosen === undefined ? {} : { status: chosen }) },
      replace: true,
    });
  };
  return (
    <NativeSelect
      size="xs"
      aria-label={t('status')}
      value={status ?? ''}
      onChange={(event) => choose(event.currentTarget.value)}
      data={[{ value: '', label: t('anyStatus') }, ...statuses.map((one) => ({ value: one, label: t(one) }))]}
    />
  );
}

function NobodyYet({ cadence }: { readonly cadence: string }) {
  const { t, language } = useWords(reportsWords);
  const module = useModuleOfCadence(cadence);
  if (module === null) return null;
  const names = namesOf(module, language);
  return (
    <Empty
      title={t('noneTitle')}
      text={t('emptyText', names)}
      action={
        <Button renderRoot={(props) => <Link to={paths.records} params={{ module: module.key }} {...props} />}>
          {t('toRecords', names)}
        </Button>
      }
    />
  );
}
