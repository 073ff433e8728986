// Why rounds are over: by which rule, or for which other reason.
import { Text } from '@mantine/core';
import { wordOf } from '#contract/history-words.ts';
import { Figure, Rate } from '#web/features/reports/figure.tsx';
import { type RoundsFilter, type Status, statuses } from '#web/features/reports/report-search.ts';
import type { Report } from '#web/features/reports/stages.ts';
import { reportsWords } from '#web/features/reports/words.ts';
import { useWords } from '#web/i18n/words.ts';
import sheet from '#web/ui/sheet.module.css';

type Ending = {
  readonly name: string;
  readonly status: Status;
  readonly count: number;
  readonly filter: RoundsFilter;
};

export function Endings({ report }: { readonly report: Report }) {
  const { t } = useWords(reportsWords);
  const endings = useEndings(report);
  if (endings.length === 0) return <Text c="dimmed">{t('nobodyLeft')}</Text>;
  return (
    <table className={sheet['table']} aria-labelledby="endings">
      <thead>
        <tr>
          <th>{t('why')}</th>
          <th>{t('status')}</th>
          <th data-number>{t('people')}</th>
        </tr>
      </thead>
      <tbody>
        {endings.map(({ name, status, count, filter }) => (
          <tr key={`${status} ${name}`}>
            <td>{name}</td>
            <td>{t(status)}</td>
            <td data-number>
              <Figure count={count} filter={filter} what={name} /> <Rate of={report.enrolled} count={count} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function useEndings({ unenrolledByRule, reasons }: Report): Ending[] {
  const { t, language } = useWords(reportsWords);
  const byRule = unenrolledByRule.map(
    ({ rule, goal, enrollments }): Ending => ({
      name: t(goal ? 'byGoal' : 'byRule', { rule }),
      status: 'unenrolled',
      count: enrollments,
      filter: { reason: `rule:${rule}` },
    }),
  );
  const others = Object.entries(reasons).flatMap(([key, count]): Ending[] => {
    const [word = '', reason = ''] = key.split(': ');
    const status = statuses.find((one) => one === word);
    return status === undefined ? [] : [{ name: wordOf(reason, language), status, count, filter: { status, reason } }];
  });
  return [...byRule, ...others].toSorted((a, b) => b.count - a.count);
}
