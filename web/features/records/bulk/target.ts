// What a bulk action is done to: the rows that were chosen, or everything that the list finds, also what isn't loaded.
import type { Input } from '#web/api/call.ts';
import type { RecordsQuery } from '#web/features/records/list/records-search.ts';
import type { Named } from '#web/features/records/module.ts';

/** Records of a module whose names are known. */
export type Known = { readonly module: string; readonly records: readonly Named[] };

export type Target =
  | { readonly kind: 'chosen'; readonly records: readonly Named[] }
  /** `records` are those of them that are loaded; `count` is null where there are more than anybody counted. */
  | {
      readonly kind: 'matching';
      readonly query: RecordsQuery;
      readonly count: number | null;
      readonly records: readonly Named[];
    };

/** As many as the server takes by their ids. */
const AT_ONCE_MAX = 1_000;

export function isTooMany(target: Target): boolean {
  return target.kind === 'chosen' && target.records.length > AT_ONCE_MAX;
}

/** Their ids, as many at once as the server takes. */
export function thousands(records: readonly Named[]): string[][] {
  const count = Math.ceil(records.length / AT_ONCE_MAX);
  return Array.from({ length: count }, (_, index) =>
    records.slice(index * AT_ONCE_MAX, (index + 1) * AT_ONCE_MAX).map(({ id }) => id),
  );
}

/** Null: more than anybody counted. */
export function sizeOf(target: Target): number | null {
  return target.kind === 'chosen' ? target.records.length : target.count;
}

export type Selection = Input<'unenroll'>['body'];

export function selectionOf(target: Target): Selection {
  if (target.kind === 'chosen') return { records: target.records.map(({ id }) => id) };
  return { matching: matchingOf(target) };
}

/** As the server takes what a list finds. */
export function matchingOf({ query: { view, criteria } }: Extract<Target, { kind: 'matching' }>) {
  return {
    ...(view === undefined ? {} : { view }),
    ...(criteria === undefined ? {} : { criteria: JSON.parse(criteria) as Record<string, unknown> }), // as listingOf wrote them
  };
}
