// What a bulk action is done to: the rows that were chosen, or everything that the list finds, also what isn't loaded.
import type { Input } from '#web/api/call.ts';
import type { LeadsQuery } from '#web/features/leads/leads-search.ts';

export type Named = { readonly id: string; readonly name: string };

export type Target =
  | { readonly kind: 'chosen'; readonly leads: readonly Named[] }
  /** `leads` are those of them that are loaded; `count` is null where there are more than anybody counted. */
  | {
      readonly kind: 'matching';
      readonly query: LeadsQuery;
      readonly count: number | null;
      readonly leads: readonly Named[];
    };

/** As many as the server takes by their ids. */
const CHOSEN_MAX = 1_000;

export function isTooMany(target: Target): boolean {
  return target.kind === 'chosen' && target.leads.length > CHOSEN_MAX;
}

/** Null: more than anybody counted. */
export function sizeOf(target: Target): number | null {
  return target.kind === 'chosen' ? target.leads.length : target.count;
}

export type Selection = Input<'unenroll'>['body'];

export function selectionOf(target: Target): Selection {
  if (target.kind === 'chosen') return { records: target.leads.map(({ id }) => id) };
  const { view, criteria } = target.query;
  return {
    matching: {
      ...(view === undefined ? {} : { view }),
      ...(criteria === undefined ? {} : { criteria: JSON.parse(criteria) as Record<string, unknown> }), // as listingOf wrote them
    },
  };
}
