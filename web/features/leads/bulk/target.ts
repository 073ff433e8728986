// What a bulk action is done to: the rows that were chosen, or everything that the list finds, also what isn't loaded.
import { call } from '#web/api/call.ts';
import type { LeadsQuery } from '#web/features/leads/leads-search.ts';

export type Named = { readonly id: string; readonly name: string };

export type Target =
  | { readonly kind: 'chosen'; readonly leads: readonly Named[] }
  /** `count` is null where there are more than anybody counted. */
  | { readonly kind: 'matching'; readonly query: LeadsQuery; readonly count: number | null };

/** Null: more than anybody counted. */
export function sizeOf(target: Target): number | null {
  return target.kind === 'chosen' ? target.leads.length : target.count;
}

type ReadPage = (
  query: LeadsQuery,
) => Promise<{ readonly items: readonly Named[]; readonly nextCursor: string | null }>;

/** As many as the server lists at once. */
export const BATCH = 200;

/** In batches small enough to show how far it is, and to stop in between (C-26). */
export async function* batchesOf(
  target: Target,
  readPage: ReadPage = (query) => call('listLeads', { query }),
): AsyncGenerator<readonly Named[]> {
  if (target.kind === 'chosen') {
    for (let from = 0; from < target.leads.length; from += BATCH) yield target.leads.slice(from, from + BATCH);
    return;
  }
  let cursor: string | null = null;
  do {
    const query: LeadsQuery = { ...target.query, limit: BATCH, ...(cursor === null ? {} : { cursor }) };
    const page = await readPage(query);
    if (page.items.length > 0) yield page.items.map(({ id, name }) => ({ id, name }));
    cursor = page.nextCursor;
  } while (cursor !== null);
}
