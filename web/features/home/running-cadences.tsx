import { Anchor, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Cadence, Report } from '#web/features/home/first-steps.ts';
import { homeWords } from '#web/features/home/words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import sheet from '#web/ui/sheet.module.css';

type RunningCadencesProps = {
  readonly cadences: readonly Cadence[];
  /** In the same order; null while unknown. */
  readonly reports: readonly (Report | null)[];
};

export function RunningCadences({ cadences, reports }: RunningCadencesProps) {
  const { t } = useWords(homeWords);
  return (
    <section aria-labelledby="running">
      <Group justify="space-between" mb="xs">
        <h2 id="running">{t('running')}</h2>
        <Anchor size="sm" renderRoot={(props) => <Link to={paths.cadences} {...props} />}>
          {t('allCadences')}
        </Anchor>
      </Group>
      {cadences.length === 0 ? (
        <Text c="dimmed">{t('runningNone')}</Text>
      ) : (
        <table className={sheet['table']} aria-labelledby="running">
          <thead>
            <tr>
              <th>{t('cadence')}</th>
              <th data-number>{t('inIt')}</th>
              <th data-number>{t('enrolled')}</th>
              <th data-number>{t('goal')}</th>
            </tr>
          </thead>
          <tbody>
            {cadences.map((cadence, index) => (
              <Running key={cadence.id} cadence={cadence} report={reports[index] ?? null} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Running({ cadence, report }: { readonly cadence: Cadence; readonly report: Report | null }) {
  const format = useFormat();
  const { id, name, activeEnrollments } = cadence;
  return (
    <tr>
      <th scope="row">
        <Anchor
          size="sm"
          c="inherit"
          fw={600}
          renderRoot={(props) => <Link to={paths.cadenceReport} params={{ cadenceId: id }} {...props} />}
        >
          {name}
        </Anchor>
      </th>
      <td data-number>{format.number(activeEnrollments)}</td>
      <td data-number>{report === null ? null : format.number(report.enrolled)}</td>
      <td data-number>
        {report === null ? null : (
          <>
            {format.number(report.goalMet)}{' '}
            {report.enrolled === 0 ? null : <small>{format.percent(report.goalMet / report.enrolled)}</small>}
          </>
        )}
      </td>
    </tr>
  );
}
