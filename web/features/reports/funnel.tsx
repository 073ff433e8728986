// How far people come, as a picture and beside it as a table with the same numbers.
import { NativeSelect, Text } from '@mantine/core';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import { Figure, Rate } from '#web/features/reports/figure.tsx';
import classes from '#web/features/reports/report-page.module.css';
import { useReportNames } from '#web/features/reports/report-names.ts';
import { countingOf } from '#web/features/reports/report-search.ts';
import { useStageWords } from '#web/features/reports/stage-words.ts';
import { type Report, type Stage, stagesOfCadence, stagesOfFollowUp } from '#web/features/reports/stages.ts';
import { reportsWords } from '#web/features/reports/words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { lazily } from '#web/ui/on-demand.tsx';
import sheet from '#web/ui/sheet.module.css';

const FunnelChart = lazily(async () => (await import('#web/features/reports/funnel-chart.tsx')).FunnelChart);

type FunnelProps = { readonly report: Report; readonly hasGoal: boolean };

export function Funnel({ report, hasGoal }: FunnelProps) {
  const { t } = useWords(reportsWords);
  const nameOf = useReportNames(report);
  const [chosen, setChosen] = useState('');
  const followUp = report.followUps.find((one) => one.followUp === chosen);
  const stages = followUp === undefined ? stagesOfCadence(report, hasGoal) : stagesOfFollowUp(followUp);
  if (report.enrolled === 0) return <Text c="dimmed">{t('funnelEmpty')}</Text>;
  return (
    <>
      <NativeSelect
        size="xs"
        w="fit-content"
        mb="sm"
        label={t('stagesOf')}
        value={chosen}
        onChange={(event) => setChosen(event.currentTarget.value)}
        data={[
          { value: '', label: t('wholeCadence') },
          ...report.followUps.map(({ followUp: id }) => ({ value: id, label: nameOf(id) })),
        ]}
      />
      <div className={sheet['beside']}>
        <Suspense fallback={<div className={classes['chart']} />}>
          <Chart report={report} stages={stages} />
        </Suspense>
        <StageTable report={report} stages={stages} />
      </div>
    </>
  );
}

type StagesProps = { readonly report: Report; readonly stages: readonly Stage[] };

function Chart({ report, stages }: StagesProps) {
  const { t } = useWords(reportsWords);
  const format = useFormat();
  const say = useStageWords(report);
  const { cadenceId } = useParams({ from: paths.cadenceReport });
  const counting = countingOf(useSearch({ from: paths.cadenceReport }));
  const navigate = useNavigate();
  const drawn = stages.map(({ name, count }) => ({ name: say(name), count }));
  const said = drawn.map(({ name, count }) => t('stageSays', { stage: name, number: format.number(count) }));
  const open = (index: number) => {
    const stage = stages[index];
    if (stage === undefined) return;
    const search = { ...counting, ...(stage.filter ?? { all: true as const }) };
    void navigate({ to: paths.cadenceReport, params: { cadenceId }, search, resetScroll: false });
  };
  return <FunnelChart stages={drawn} says={t('funnelSays', { stages: format.list(said) })} onOpen={open} />;
}

function StageTable({ report, stages }: StagesProps) {
  const { t } = useWords(reportsWords);
  const say = useStageWords(report);
  const first = stages[0]?.count ?? 0;
  return (
    <table className={sheet['table']} aria-labelledby="funnel">
      <thead>
        <tr>
          <th>{t('stage')}</th>
          <th data-number>{t('people')}</th>
          <th data-number>{t('share')}</th>
        </tr>
      </thead>
      <tbody>
        {stages.map(({ name, count, filter }, index) => (
          <tr key={index}>
            <th scope="row">{say(name)}</th>
            <td data-number>
              <Figure count={count} filter={filter} what={say(name)} />
            </td>
            <td data-number>
              <Rate of={first} count={count} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
