// How components talk to the API: useRead for what is shown, usePages for lists that go on, useAct for what changes something.
import {
  type InfiniteData,
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  type UseMutationResult,
  type UseQueryResult,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useMemo } from 'react';
import { type Answer, type Input, type InputArgument, type OperationId, send } from '#web/api/call.ts';
import { ApiProblem } from '#contract/client/problem.ts';
import { toastProblem } from '#web/ui/toast.tsx';

/** A read as TanStack Query knows it: for loaders, prefetching and `queryClient.setQueryData`. */
export function reading<Id extends OperationId>(id: Id, ...[input]: InputArgument<Id>) {
  return queryOptions<Answer<Id>, ApiProblem>({
    queryKey: [id, input ?? {}],
    queryFn: ({ signal }) => send(id, input, signal),
  });
}

/** The answer, kept fresh; what was shown stays while other input loads. */
export function useRead<Id extends OperationId>(
  id: Id,
  ...[input]: InputArgument<Id>
): UseQueryResult<Answer<Id>, ApiProblem> {
  return useQuery({ ...reading(id, ...([input] as InputArgument<Id>)), placeholderData: keepPreviousData });
}

type PagedId = {
  [Id in OperationId]: Answer<Id> extends { items: readonly unknown[]; nextCursor: string | null } ? Id : never;
}[OperationId];
export type Item<Id extends OperationId> = Answer<Id> extends { items: readonly (infer One)[] } ? One : never;

export type Pages<Id extends PagedId> = {
  /** All that are loaded, in order. */
  readonly items: readonly Item<Id>[];
  readonly first: Answer<Id> | null;
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  readonly status: 'pending' | 'error' | 'success';
  readonly error: ApiProblem | null;
  /** What is shown belongs to the input before. */
  readonly isStale: boolean;
  loadMore(): void;
  retry(): void;
};

/** A list by its cursor, page after page. */
export function usePages<Id extends PagedId>(id: Id, ...[input]: InputArgument<Id>): Pages<Id> {
  const found = useInfiniteQuery({ ...pagesOf(id, input), placeholderData: keepPreviousData });
  const pages = found.data?.pages;
  const items = useMemo(() => (pages ?? []).flatMap((page) => page.items) as Item<Id>[], [pages]);
  return {
    items,
    first: pages?.[0] ?? null,
    hasMore: found.hasNextPage,
    isLoadingMore: found.isFetchingNextPage,
    status: found.status,
    error: found.error,
    isStale: found.isPlaceholderData,
    loadMore: () => {
      if (found.hasNextPage && !found.isFetchingNextPage) void found.fetchNextPage();
    },
    retry: () => void found.refetch(),
  };
}

type Page = { readonly items: readonly unknown[]; readonly nextCursor: string | null };

function pagesOf<Id extends PagedId>(id: Id, input: Input<Id> | undefined) {
  type PageOf = Answer<Id> & Page;
  type Key = readonly [Id, unknown, 'pages'];
  return infiniteQueryOptions<PageOf, ApiProblem, InfiniteData<PageOf>, Key, string | null>({
    queryKey: [id, input ?? {}, 'pages'],
    initialPageParam: null,
    queryFn: async ({ pageParam: cursor, signal }) => (await send(id, atCursor<Id>(input, cursor), signal)) as PageOf, // a PagedId
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}

function atCursor<Id extends PagedId>(input: Input<Id> | undefined, cursor: string | null): Input<Id> {
  const given: { readonly query?: object } = input ?? {};
  const query = cursor === null ? given.query : { ...given.query, cursor };
  return { ...given, query } as Input<Id>; // the same, further on
}

export type ActOptions<Id extends OperationId> = {
  /** The reads that show something else afterwards. */
  readonly refreshes?: readonly OperationId[];
  readonly onDone?: (answer: Answer<Id>, input: Input<Id>) => void;
  /** Where a "no" is shown. Left out: as a toast. */
  readonly onProblem?: (problem: ApiProblem, input: Input<Id>) => void;
};

/** A change: `act.mutate({ params, body })`, `act.isPending`. */
export function useAct<Id extends OperationId>(
  id: Id,
  { refreshes = [], onDone, onProblem = toastProblem }: ActOptions<Id> = {},
): UseMutationResult<Answer<Id>, ApiProblem, Input<Id>> {
  const queries = useQueryClient();
  return useMutation<Answer<Id>, ApiProblem, Input<Id>>({
    mutationFn: (input) => send(id, input, null),
    onSuccess: async (answer, input) => {
      onDone?.(answer, input);
      await Promise.all(refreshes.map((read) => queries.invalidateQueries({ queryKey: [read] })));
    },
    onError: (error, input) => onProblem(error, input),
  });
}
