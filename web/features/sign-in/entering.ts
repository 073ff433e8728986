import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type Me, readingMe } from '#web/session/me.ts';

/** Once somebody is known, to where they wanted. */
export function useEntering(next: string): (me: Me) => void {
  const queries = useQueryClient();
  const router = useRouter();
  return (me) => {
    queries.setQueryData(readingMe.queryKey, me);
    router.history.replace(next);
  };
}
