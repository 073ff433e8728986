// A session ends anywhere: by time, in another tab, by an administrator. Whichever call hears of it first leads to the sign-in.
import type { QueryClient } from '@tanstack/react-query';
import { isProblem } from '#web/api/problem.ts';

export function watchSession(queries: QueryClient, onEnded: () => void): void {
  const look = (error: unknown): void => {
    if (isProblem(error, 'not_signed_in')) onEnded();
  };
  queries.getQueryCache().subscribe((event) => {
    if (event.type === 'updated' && event.action.type === 'error') look(event.action.error);
  });
  queries.getMutationCache().subscribe((event) => {
    if (event.type === 'updated' && event.action.type === 'error') look(event.action.error);
  });
}
