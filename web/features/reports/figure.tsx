// A number of the report, which opens the enrollments behind it.
import { Anchor } from '@mantine/core';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { countingOf, type RoundsFilter } from '#web/features/reports/report-search.ts';
import { reportsWords } from '#web/features/reports/words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';

type FigureProps = {
  readonly count: number;
  /** Null: every enrollment. */
  readonly filter: RoundsFilter | null;
  /** What is counted, for people who don't see where the number stands. */
  readonly what: string;
  /** The number in words, where it doesn't stand alone. */
  readonly text?: string;
};

export function Figure({ count, filter, what, text }: FigureProps) {
  const { t } = useWords(reportsWords);
  const format = useFormat();
  const { cadenceId } = useParams({ from: paths.cadenceReport });
  const counting = countingOf(useSearch({ from: paths.cadenceReport }));
  const number = text ?? format.number(count);
  if (count === 0) return <span data-nobody>{number}</span>;
  const search = { ...counting, ...(filter ?? { all: true as const }) };
  return (
    <Anchor
      inherit
      title={t('shows', { what })}
      aria-label={`${number}. ${t('shows', { what })}`}
      renderRoot={(props) => (
        <Link to={paths.cadenceReport} params={{ cadenceId }} search={search} resetScroll={false} {...props} />
      )}
    >
      {number}
    </Anchor>
  );
}

/** A share of a whole as a percentage; nothing of nothing. */
export function Rate({ of, count }: { readonly of: number; readonly count: number }) {
  const format = useFormat();
  return of === 0 ? null : <small>{format.percent(count / of)}</small>;
}
