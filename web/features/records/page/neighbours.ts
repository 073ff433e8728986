// The records before and after this one in the list that the reader came from, as far as it was loaded.
import { useQueryClient } from '@tanstack/react-query';
import type { Answer } from '#web/api/call.ts';

export type Neighbours = { readonly previous: string | null; readonly next: string | null };

type Listed = { readonly pages?: readonly Answer<'listRecords'>[] };

export function useNeighbours(leadId: string): Neighbours {
  const lists = useQueryClient()
    .getQueryCache()
    .findAll({ queryKey: ['listRecords'] });
  const newest = lists.toSorted((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt);
  const ids = newest.map(({ state }) => idsOf(state.data as Listed | undefined)); // what usePages keeps there
  return neighboursOf(ids.find((list) => list.includes(leadId)) ?? [], leadId);
}

function idsOf(list: Listed | undefined): string[] {
  return (list?.pages ?? []).flatMap(({ items }) => items.map(({ id }) => id));
}

function neighboursOf(ids: readonly string[], leadId: string): Neighbours {
  const place = ids.indexOf(leadId);
  return { previous: place > 0 ? (ids[place - 1] ?? null) : null, next: place < 0 ? null : (ids[place + 1] ?? null) };
}
