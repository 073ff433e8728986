// The report of a cadence (C-80 to C-82): its figures, each of which opens the enrollments behind it.
import { Button, Tabs } from '@mantine/core';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useRead } from '#web/api/hooks.ts';
import { isProblem } from '#contract/client/problem.ts';
import { EnrollmentsTab } from '#web/features/reports/enrollments-tab.tsx';
import { Figures } from '#web/features/reports/figures.tsx';
import { PeriodChoice, VersionChoice } from '#web/features/reports/period-choice.tsx';
import classes from '#web/features/reports/report-page.module.css';
import { countingOf, rangeOf } from '#web/features/reports/report-search.ts';
import { RoundsDrawer } from '#web/features/reports/rounds-drawer.tsx';
import { reportsWords } from '#web/features/reports/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { Page } from '#web/ui/page.tsx';
import { Empty, Loaded } from '#web/ui/states.tsx';
import { useNow } from '#web/ui/when.tsx';

export function ReportPage() {
  const { t } = useWords(reportsWords);
  const { cadenceId } = useParams({ from: paths.cadenceReport });
  const search = useSearch({ from: paths.cadenceReport });
  const { tab, version } = search;
  const navigate = useNavigate();
  const range = rangeOf(search, useNow());
  const report = useRead('getCadenceReport', {
    params: { id: cadenceId },
    query: { ...range, ...(version === undefined ? {} : { version: String(version) }) },
  });
  const cadence = useRead('getCadence', { params: { id: cadenceId } });
  const name = cadence.data?.name;
  const change = (wanted: string | null) =>
    void navigate({
      to: paths.cadenceReport,
      params: { cadenceId },
      search: { ...countingOf(search), ...(wanted === 'enrollments' ? { tab: 'enrollments' as const } : {}) },
    });
  return (
    <Page
      title={name === undefined ? t('title') : t('titleOf', { cadence: name })}
      fit="full"
      crumbs={[{ label: t('cadences'), link: { to: paths.cadences } }]}
      actions={
        <>
          {tab === 'enrollments' ? null : <PeriodChoice />}
          {report.data === undefined ? null : <VersionChoice latest={report.data.latestVersion} />}
          <Button
            variant="default"
            renderRoot={(props) => <Link to={paths.cadence} params={{ cadenceId }} {...props} />}
          >
            {t('edit')}
          </Button>
        </>
      }
    >
      {isProblem(report.error, 'never_published') ? (
        <Empty title={t('neverTitle')} text={t('neverText')} />
      ) : (
        <Tabs value={tab ?? 'figures'} onChange={change} keepMounted={false} className={classes['tabs']}>
          <Tabs.List className={classes['list']}>
            <Tabs.Tab value="figures">{t('figures')}</Tabs.Tab>
            <Tabs.Tab value="enrollments">{t('enrollments')}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="figures" className={classes['figures']}>
            <Loaded of={cadence}>
              {({ published }) => (
                <Loaded of={report}>{(figures) => <Figures report={figures} published={published} />}</Loaded>
              )}
            </Loaded>
          </Tabs.Panel>
          <Tabs.Panel value="enrollments" className={classes['enrollments']}>
            <EnrollmentsTab />
          </Tabs.Panel>
        </Tabs>
      )}
      <RoundsDrawer range={range} followUps={report.data?.followUps ?? []} />
    </Page>
  );
}
