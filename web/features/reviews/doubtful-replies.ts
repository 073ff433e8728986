import { useQuery } from '@tanstack/react-query';
import { reading } from '#web/api/hooks.ts';

const LOOK_AGAIN_MS = 60_000;

/** Messages that may be replies, and wait for somebody to say so. */
export function useDoubtfulReplies() {
  const { data } = useQuery({ ...reading('listDoubtfulReplies'), refetchInterval: LOOK_AGAIN_MS });
  return data?.items ?? [];
}
