// A session ends anywhere: by time, in another tab, by an administrator. Whichever call hears of it first leads to the sign-in;
// as the first that hears of a second factor being wanted now leads to where it is set up.
import type { QueryClient } from '@tanstack/react-query';
import { isProblem } from '#contract/client/problem.ts';

type Told = { readonly onEnded: () => void; readonly onTwoFactorNeeded: () => void };

export function watchSession(queries: QueryClient, { onEnded, onTwoFactorNeeded }: Told): void {
  const look = (error: unknown): void => {
    if (isProblem(error, 'not_signed_in')) onEnded();
    if (isProblem(error, 'two_factor_needed')) onTwoFactorNeeded();
  };
  queries.getQueryCache().subscribe((event) => {
    if (event.type === 'updated' && event.action.type === 'error') look(event.action.error);
  });
  queries.getMutationCache().subscribe((event) => {
    if (event.type === 'updated' && event.action.type === 'error') look(event.action.error);
  });
}
