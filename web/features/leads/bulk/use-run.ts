// Carries a bulk action out, batch after batch. It can be stopped in between; done again, it harms nothing (C-26).
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { ApiProblem } from '#web/api/problem.ts';
import { type Outcome, withLater } from '#web/features/leads/bulk/outcomes.ts';
import { batchesOf, type Named, type Target } from '#web/features/leads/bulk/target.ts';

type Act = (leads: readonly Named[]) => Promise<readonly Outcome[]>;

export type Run = {
  readonly state: 'ready' | 'running' | 'over';
  readonly outcomes: readonly Outcome[];
  /** Leads of this start that are through. */
  readonly done: number;
  readonly isStopped: boolean;
  /** What broke it off; what is done stays done. */
  readonly problem: ApiProblem | null;
  start(target: Target, act: Act): void;
  stop(): void;
};

const ready = { state: 'ready', outcomes: [], done: 0, isStopped: false, problem: null } as const;

export function useRun(): Run {
  const queries = useQueryClient();
  const [run, setRun] = useState<Omit<Run, 'start' | 'stop'>>(ready);
  const isStopped = useRef(false);
  useEffect(
    () => () => {
      isStopped.current = true; // whoever closes the dialog wants no more
    },
    [],
  );
  const carryOut = async (target: Target, act: Act) => {
    for await (const batch of batchesOf(target)) {
      if (isStopped.current) return;
      const outcomes = await act(batch);
      setRun((before) => ({
        ...before,
        done: before.done + batch.length,
        outcomes: withLater(before.outcomes, outcomes),
      }));
    }
  };
  const start = async (target: Target, act: Act) => {
    isStopped.current = false;
    setRun((before) => ({ ...ready, outcomes: before.outcomes, state: 'running' }));
    let problem: ApiProblem | null = null;
    try {
      await carryOut(target, act);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      problem = error;
    }
    setRun((before) => ({ ...before, state: 'over', isStopped: isStopped.current, problem }));
    await queries.invalidateQueries();
  };
  return {
    ...run,
    start: (target, act) => void start(target, act),
    stop: () => {
      isStopped.current = true;
    },
  };
}
