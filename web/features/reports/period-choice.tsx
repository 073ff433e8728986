import { Group, NativeSelect, TextInput, Tooltip } from '@mantine/core';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type Counting, periods } from '#web/features/reports/report-search.ts';
import { reportsWords } from '#web/features/reports/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';

/** In which time the figures of follow-ups are counted. */
export function PeriodChoice() {
  const { t } = useWords(reportsWords);
  const { period, from, until } = useSearch({ from: paths.cadenceReport });
  const count = useCount();
  const choose = (wanted: string) => {
    const chosen = periods.find((one) => one === wanted);
    count((search) => inTime(search, chosen === undefined ? {} : { period: chosen }));
  };
  const days = { from, until };
  const setDay = (end: 'from' | 'until', day: string) =>
    count((search) => {
      const { [end]: _, ...others } = search;
      return day === '' ? others : { ...others, [end]: day };
    });
  return (
    <Group gap="xs" wrap="nowrap">
      <Tooltip label={t('periodText')}>
        <NativeSelect
          size="xs"
          aria-label={t('period')}
          value={period ?? ''}
          onChange={(event) => choose(event.currentTarget.value)}
          data={[
            { value: '', label: t('allTime') },
            ...periods.map((one) => ({ value: one, label: one === 'own' ? t('own') : t('days', { days: one }) })),
          ]}
        />
      </Tooltip>
      {period === 'own'
        ? (['from', 'until'] as const).map((end) => (
            <TextInput
              key={end}
              type="date"
              size="xs"
              aria-label={t(end)}
              value={days[end] ?? ''}
              {...(end === 'until' && from !== undefined ? { min: from } : {})}
              {...(end === 'from' && until !== undefined ? { max: until } : {})}
              onChange={(event) => setDay(end, event.currentTarget.value)}
            />
          ))
        : null}
    </Group>
  );
}

type VersionChoiceProps = {
  /** That runs now. */
  readonly latest: number;
};

/** Whose rounds are counted; of a cadence with one version there is nothing to choose. */
export function VersionChoice({ latest }: VersionChoiceProps) {
  const { t } = useWords(reportsWords);
  const { version } = useSearch({ from: paths.cadenceReport });
  const count = useCount();
  if (latest < 2) return null;
  const numbers = Array.from({ length: latest }, (_, index) => latest - index);
  const choose = (wanted: string) =>
    count((search) => {
      const { version: _, ...others } = search;
      return wanted === '' ? others : { ...others, version: Number(wanted) };
    });
  return (
    <Tooltip label={t('versionText')}>
      <NativeSelect
        size="xs"
        aria-label={t('version')}
        value={version ?? ''}
        onChange={(event) => choose(event.currentTarget.value)}
        data={[
          { value: '', label: t('anyVersion') },
          ...numbers.map((one) => ({
            value: String(one),
            label: t(one === latest ? 'versionNow' : 'versionNumber', { version: one }),
          })),
        ]}
      />
    </Tooltip>
  );
}

/** Counts otherwise, and shows what it showed. */
function useCount(): (change: (search: Counting) => Counting) => void {
  const { cadenceId } = useParams({ from: paths.cadenceReport });
  const navigate = useNavigate();
  return (change) => void navigate({ to: paths.cadenceReport, params: { cadenceId }, search: change, replace: true });
}

function inTime(search: Counting, time: Counting): Counting {
  const { period: _, from: __, until: ___, ...others } = search;
  return { ...others, ...time };
}
