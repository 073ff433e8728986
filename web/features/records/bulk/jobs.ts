// Bulk actions of one's own that the server carries out in the background (C-26): into cadences and out of them, and changes.
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { type Item, reading } from '#web/api/hooks.ts';
import { may, useMe } from '#web/session/me.ts';

export type Job = Item<'listJobs'>;
export type BulkChange = Item<'listBulkChanges'>;

export const LOOK_EVERY_MS = 1_000;

export function isOpen({ state }: Pick<Job, 'state'>): boolean {
  return state === 'waiting' || state === 'running';
}

/** Looked at again while one of them goes on. */
export function useJobs(): readonly Job[] {
  const jobs = useQuery({
    ...reading('listJobs'),
    enabled: may(useMe(), 'enrollments.write'),
    refetchInterval: ({ state }) => (state.data?.items.some(isOpen) === true ? LOOK_EVERY_MS : false),
  });
  return jobs.data?.items ?? [];
}

export function useBulkChanges(): readonly BulkChange[] {
  const changes = useQuery({
    ...reading('listBulkChanges'),
    enabled: may(useMe(), 'records.write'),
    refetchInterval: ({ state }) => (state.data?.items.some(isOpen) === true ? LOOK_EVERY_MS : false),
  });
  return changes.data?.items ?? [];
}

/** Jobs whose end an open dialog tells, or has told. */
export const attended = new Set<string>();

/** While it is shown, their end is told by what shows them. */
export function useAttendance(ids: readonly string[], isOver: boolean): void {
  const of = ids.join(' ');
  useEffect(() => {
    const jobs = of === '' ? [] : of.split(' ');
    for (const id of jobs) attended.add(id);
    return () => {
      if (!isOver) for (const id of jobs) attended.delete(id);
    };
  }, [of, isOver]);
}
