// Where one lands: the first steps of a newcomer, what is due today, what waits for a decision, what runs.
import { useQueries, useQuery } from '@tanstack/react-query';
import { reading } from '#web/api/hooks.ts';
import { DueToday } from '#web/features/home/due-today.tsx';
import type { Cadence, Report } from '#web/features/home/first-steps.ts';
import { FirstSteps } from '#web/features/home/first-steps-card.tsx';
import classes from '#web/features/home/home-page.module.css';
import { OpenReviews } from '#web/features/home/open-reviews.tsx';
import { RunningCadences } from '#web/features/home/running-cadences.tsx';
import { homeWords } from '#web/features/home/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { may, useMe } from '#web/session/me.ts';
import { Page } from '#web/ui/page.tsx';
import { Loaded } from '#web/ui/states.tsx';

/** Figures of more would cost more than a glance is worth. */
const RUNNING_MAX = 6;
const LOOK_AGAIN_MS = 10_000;
const fresh = { staleTime: 0, refetchInterval: LOOK_AGAIN_MS };

export function HomePage() {
  const { t } = useWords(homeWords);
  const me = useMe();
  const cadences = useQuery({ ...reading('listCadences'), ...fresh, enabled: may(me, 'cadences.read') });
  const running = (cadences.data?.items ?? []).filter(({ status }) => status === 'active').slice(0, RUNNING_MAX);
  const reports = useReports(running);
  return (
    <Page title={t('title')}>
      <div className={classes['home']}>
        {may(me, 'cadences.write') ? (
          <FirstSteps cadences={cadences.data?.items ?? null} running={running} reports={reports} />
        ) : null}
        <OpenReviews />
        <DueToday />
        {may(me, 'cadences.read') ? (
          <Loaded of={cadences}>{() => <RunningCadences cadences={running} reports={reports} />}</Loaded>
        ) : null}
      </div>
    </Page>
  );
}

/** Of each cadence; null until it is known. */
function useReports(cadences: readonly Cadence[]): readonly (Report | null)[] {
  const me = useMe();
  const found = useQueries({
    queries: cadences.map(({ id }) => ({
      ...reading('getCadenceReport', { params: { id } }),
      ...fresh,
      enabled: may(me, 'reports.read'),
    })),
  });
  return found.map(({ data }) => data ?? null);
}
