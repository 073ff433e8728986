// Bulk actions of one's own that the server carries out in the background (C-26).
import { useQuery } from '@tanstack/react-query';
import { type Item, reading } from '#web/api/hooks.ts';
import { may, useMe } from '#web/session/me.ts';

export type Job = Item<'listJobs'>;

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

/** Jobs whose end an open dialog tells, or has told. */
export const attended = new Set<string>();
