// How a draft differs from what runs, as people would tell it.
import type { CadenceFile, FileRule } from '#core/cadence/file.ts';
import { type Before, changesOf } from '#web/features/cadences/builder/changes.ts';
import { textInOrder } from '#core/in-order.ts';
import { allFollowUps } from '#web/features/cadences/builder/draft.ts';

type Head = 'name' | 'description' | 'audience' | 'window' | 'hours' | 'catchUp';

export type Difference =
  | { readonly kind: Head }
  /** `id` of a follow-up of the draft, or, when it is removed, of what runs. */
  | { readonly kind: 'added' | 'edited' | 'removed'; readonly id: string }
  | { readonly kind: 'ruleAdded' | 'ruleChanged' | 'ruleRemoved'; readonly rule: FileRule };

/** Empty before the first publication. */
export function differencesOf(draft: CadenceFile, cadence: Before): Difference[] {
  const { published } = cadence;
  if (published === null) return [];
  const heads: readonly (readonly [Head, unknown, unknown])[] = [
    ['name', published.name, draft.name],
    ['description', published.description, draft.description],
    ['audience', published.audience, draft.audience],
    ['window', published.responseWindowDays, draft.responseWindowDays],
    ['hours', published.businessHours, draft.businessHours],
    ['catchUp', published.catchUp, draft.catchUp],
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
  return textInOrder(one) === textInOrder(other);
}
