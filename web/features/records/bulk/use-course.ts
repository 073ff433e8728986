// A bulk action from the asking to what it came to: answered at once, or carried out in the background (C-26).
import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import type { Answer } from '#web/api/call.ts';
import { reading, useAct } from '#web/api/hooks.ts';
import { isOpen, LOOK_EVERY_MS, useAttendance } from '#web/features/records/bulk/jobs.ts';
import { nothingDone, type Tally, withLater } from '#web/features/records/bulk/outcomes.ts';

/** What the server said to it. */
export type Asked = Answer<'enroll'>;

export type Course = {
  readonly isOver: boolean;
  readonly done: number;
  readonly total: number;
  readonly tally: Tally;
  readonly isStopped: boolean;
  /** What broke it off; what is done stays done. */
  readonly problem: string | null;
  /** What was asked for afterwards. */
  goOn(later: readonly Asked[]): void;
  stop(): void;
};

export function useCourse(first: readonly Asked[]): Course {
  const [before, setBefore] = useState(nothingDone);
  const [asked, setAsked] = useState(first);
  const cancel = useAct('cancelJob', { refreshes: ['getJob', 'listJobs'] });
  const ids = asked.flatMap((one) => (one.kind === 'started' ? [one.job] : []));
  const jobs = useQueries({ queries: ids.map(readingJob) }).flatMap(({ data }) => data ?? []);
  const isOver = jobs.length === ids.length && !jobs.some(isOpen);
  useAttendance(ids, isOver);
  const tallies = [...asked.filter((one) => one.kind === 'answered'), ...jobs.map((job) => job.tally ?? nothingDone)];
  const tally = tallies.reduce<Tally>(withLater, before);
  return {
    isOver,
    done: jobs.reduce((sum, job) => sum + job.done, 0),
    total: jobs.reduce((sum, job) => sum + job.total, 0),
    tally,
    isStopped: jobs.some(({ state }) => state === 'cancelled'),
    problem: jobs.find(({ message }) => message !== null)?.message ?? null,
    goOn: (later) => {
      setBefore(tally);
      setAsked(later);
    },
    stop: () => {
      for (const { id } of jobs.filter(isOpen)) cancel.mutate({ params: { id } });
    },
  };
}

function readingJob(id: string) {
  return {
    ...reading('getJob', { params: { id } }),
    refetchInterval: ({ state: { data } }: { readonly state: { readonly data?: Answer<'getJob'> | undefined } }) =>
      data === undefined || isOpen(data) ? LOOK_EVERY_MS : (false as const),
  };
}
