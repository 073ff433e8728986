import { NativeSelect, Tooltip } from '@mantine/core';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { periods } from '#web/features/reports/report-search.ts';
import { reportsWords } from '#web/features/reports/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';

export function PeriodChoice() {
  const { t } = useWords(reportsWords);
  const { cadenceId } = useParams({ from: paths.cadenceReport });
  const { period, ...search } = useSearch({ from: paths.cadenceReport });
  const navigate = useNavigate();
  const choose = (wanted: string) => {
    const chosen = periods.find((one) => one === wanted);
    void navigate({
      to: paths.cadenceReport,
      params: { cadenceId },
      search: { ...search, ...(chosen === undefined ? {} : { period: chosen }) },
      replace: true,
    });
  };
  return (
    <Tooltip label={t('periodText')}>
      <NativeSelect
        size="xs"
        aria-label={t('period')}
        value={period ?? ''}
        onChange={(event) => choose(event.currentTarget.value)}
        data={[
          { value: '', label: t('allTime') },
          ...periods.map((days) => ({ value: days, label: t('days', { days }) })),
        ]}
      />
    </Tooltip>
  );
}
