// How a draft differs from what runs, as people would tell it.
import type { CadenceFile, FileRule } from '#core/cadence/file.ts';
import { type Before, changesOf } from '#web/features/cadences/builder/changes.ts';
import { allFollowUps } from '#web/features/cadences/builder/draft.ts';

export type Difference =
  | { readonly kind: 'name' | 'description' | 'audience' | 'window' }
  /** `id` of a follow-up of the draft, or, when it is removed, of what runs. */
  | { readonly kind: 'added' | 'edited' | 'removed'; readonly id: string }
  | { readonly kind: 'ruleAdded' | 'ruleChanged' | 'ruleRemoved'; readonly rule: FileRule };

/** Empty before the first publication. */
export function differencesOf(draft: CadenceFile, cadence: Before): Difference[] {
  const { published } = cadence;
  if (published === null) return [];
  const heads: readonly (readonly ['name' | 'description' | 'audience' | 'window', unknown, unknown])[] = [
    ['name', published.name, draft.name],
    ['description', published.description, draft.description],
    ['audience', published.audience, draft.audience],
    ['window', published.responseWindowDays, draft.responseWindowDays],
  ];
  return [
    ...heads.flatMap(([kind, before, after]) => (isSame(before, after) ? [] : [{ kind }])),
    ...followUpDifferences(draft, published, cadence),
    ...ruleDifferences(published.unenroll ?? [], draft.unenroll ?? []),
  ];
}

function followUpDifferences(draft: CadenceFile, published: CadenceFile, cadence: Before): Difference[] {
  const here = new Set(allFollowUps(draft).map(({ id }) => id));
  const removed = allFollowUps(published).filter(({ id }) => !here.has(id));
  return [
    ...[...changesOf(draft, cadence)].map(
      ([id, change]): Difference => ({
        kind: change === 'new' ? 'added' : 'edited',
        id,
      }),
    ),
    ...removed.map(({ id }): Difference => ({ kind: 'removed', id })),
  ];
}

function ruleDifferences(before: readonly FileRule[], after: readonly FileRule[]): Difference[] {
  const added = after.flatMap((rule): Difference[] => {
    const earlier = before.find(({ id }) => id === rule.id);
    if (earlier === undefined) return [{ kind: 'ruleAdded', rule }];
    return isSame(earlier, rule) ? [] : [{ kind: 'ruleChanged', rule }];
  });
  const removed = before.filter((rule) => after.every(({ id }) => id !== rule.id));
  return [...added, ...removed.map((rule): Difference => ({ kind: 'ruleRemoved', rule }))];
}

/** Whatever the order of keys, which storage changes. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(inOrder(one)) === JSON.stringify(inOrder(other));
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, inOrder(each)]),
  );
}
