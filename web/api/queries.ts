// What the app knows of the server's data, kept by TanStack Query.
import { QueryClient } from '@tanstack/react-query';
import { ApiProblem, isProblem } from '#contract/client/problem.ts';

const FRESH_MS = 15_000;
const RETRIES_MAX = 2;

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: FRESH_MS,
      // A "no" stays a no; only what broke on the way is tried again.
      retry: (failures, error) => failures < RETRIES_MAX && (!(error instanceof ApiProblem) || mayPass(error)),
    },
  },
});

function mayPass(problem: ApiProblem): boolean {
  return isProblem(problem, 'unreachable', 'not_ready') && problem.status !== 500;
}
