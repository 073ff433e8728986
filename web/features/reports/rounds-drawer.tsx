// The enrollments behind a number, over the report. What is shown stands in the address.
import { Drawer } from '@mantine/core';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { wordOf } from '#contract/history-words.ts';
import { useReportNames } from '#web/features/reports/report-names.ts';
import classes from '#web/features/reports/report-page.module.css';
import {
  countingOf,
  filterOf,
  type Range,
  type RoundsFilter,
  roundsQuery,
} from '#web/features/reports/report-search.ts';
import { RoundsTable } from '#web/features/reports/rounds-table.tsx';
import { reportsWords } from '#web/features/reports/words.ts';
import type { Report } from '#web/features/reports/stages.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';

type RoundsDrawerProps = {
  /** In which the figures of follow-ups are counted. */
  readonly range: Range;
  readonly followUps: Report['followUps'];
};

export function RoundsDrawer({ range, followUps }: RoundsDrawerProps) {
  const { t } = useWords(generalWords);
  const { cadenceId } = useParams({ from: paths.cadenceReport });
  const search = useSearch({ from: paths.cadenceReport });
  const navigate = useNavigate();
  const filter = filterOf(search);
  const title = useFilterWords(followUps)(filter ?? {});
  const close = () =>
    void navigate({
      to: paths.cadenceReport,
      params: { cadenceId },
      search: countingOf(search),
      resetScroll: false,
    });
  return (
    <Drawer
      opened={filter !== null}
      onClose={close}
      title={title}
      position="right"
      size="min(62rem, 92vw)"
      padding={0}
      closeButtonProps={{ 'aria-label': t('close') }}
      classNames={{
        content: classes['drawer'] ?? '',
        body: classes['drawerBody'] ?? '',
        header: classes['drawerHead'] ?? '',
      }}
    >
      {filter === null ? null : (
        <RoundsTable
          key={JSON.stringify(filter)}
          cadence={cadenceId}
          query={roundsQuery(filter, range, search.version)}
          label={title}
        />
      )}
    </Drawer>
  );
}

function useFilterWords(followUps: Report['followUps']): (filter: RoundsFilter) => string {
  const { t, language } = useWords(reportsWords);
  const nameOf = useReportNames({ followUps });
  return ({ status, reason, goal, followUp, figure, response }) => {
    if (goal === true) return t('goal');
    if (reason?.startsWith('rule:') === true) return t('byRule', { rule: reason.slice('rule:'.length) });
    if (reason !== undefined) return wordOf(reason, language);
    if (status !== undefined) return t(status);
    if (followUp === undefined || figure === undefined) return t('all');
    const what =
      figure === 'responded' ? wordOf(response ?? '', language) : t(figure === 'executed' ? 'emailExecuted' : figure);
    return t('ofFollowUp', { followUp: nameOf(followUp), what });
  };
}
