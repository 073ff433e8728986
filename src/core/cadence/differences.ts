// How two files of a cadence differ, as people would tell it (C-92): by the stable ids of follow-ups and rules, whatever
// the order of keys and however a default is written.
import { definitionFromFile, type CadenceFile, type FileTemplate, NO_NUMBERS } from '#core/cadence/file.ts';
import { type CadenceDefinition, type FollowUp, followUpTitle, type UnenrollRule } from '#core/cadence/definition.ts';
import type { Channel } from '#core/cadence/response.ts';
import { textInOrder } from '#core/in-order.ts';

export const heads = [
  'name',
  'description',
  'module',
  'audience',
  'responseWindowDays',
  'businessHours',
  'catchUp',
] as const;

/** What of a follow-up is other than it was. */
export const aspects = ['parent', 'triggers', 'delay', 'condition', 'repeat', 'branching', 'settings'] as const;
export type Aspect = (typeof aspects)[number];

export type Difference =
  | { readonly kind: 'head'; readonly head: (typeof heads)[number] }
  | {
      readonly kind: 'follow_up_added' | 'follow_up_removed';
      readonly followUp: string;
      readonly channel: Channel;
      readonly title: string;
    }
  | { readonly kind: 'follow_up_edited'; readonly followUp: string; readonly aspects: readonly Aspect[] }
  | { readonly kind: 'rule_added' | 'rule_edited' | 'rule_removed'; readonly rule: string }
  | { readonly kind: 'template_added' | 'template_edited' | 'template_removed'; readonly template: string };

/** None: they mean the same. */
export function differencesBetween(before: CadenceFile, after: CadenceFile): Difference[] {
  const [one, other] = [before, after].map((file) => definitionFromFile(file, NO_NUMBERS));
  if (one === undefined || other === undefined) return [];
  return [
    ...heads.flatMap((head): Difference[] => (isSame(one[head], other[head]) ? [] : [{ kind: 'head', head }])),
    ...ofFollowUps(one, other),
    ...ofRules(one.unenroll, other.unenroll),
    ...ofTemplates(before.templates ?? {}, after.templates ?? {}),
  ];
}

function ofFollowUps(before: CadenceDefinition, after: CadenceDefinition): Difference[] {
  const earlier = new Map(before.followUps.map((one) => [one.id, one]));
  const later = new Set(after.followUps.map(({ id }) => id));
  const changed = after.followUps.flatMap((one): Difference[] => {
    const known = earlier.get(one.id);
    if (known === undefined) return [{ kind: 'follow_up_added', ...named(one) }];
    const edited = aspects.filter((aspect) => !isSame(known[aspect], one[aspect]));
    return edited.length === 0 ? [] : [{ kind: 'follow_up_edited', followUp: one.id, aspects: edited }];
  });
  const removed = before.followUps.filter(({ id }) => !later.has(id));
  return [...changed, ...removed.map((one): Difference => ({ kind: 'follow_up_removed', ...named(one) }))];
}

function named({ id, settings }: FollowUp) {
  return { followUp: id, channel: settings.channel, title: followUpTitle(settings) };
}

function ofRules(before: readonly UnenrollRule[], after: readonly UnenrollRule[]): Difference[] {
  const earlier = new Map(before.map((rule) => [rule.id, rule]));
  const later = new Map(after.map((rule) => [rule.id, rule]));
  return compared(earlier, later).map(({ key, change }) => ({ kind: `rule_${change}`, rule: key }));
}

type Templates = Readonly<Record<string, FileTemplate>>;

function ofTemplates(before: Templates, after: Templates): Difference[] {
  const [earlier, later] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  return compared(earlier, later).map(({ key, change }) => ({ kind: `template_${change}`, template: key }));
}

type Change = 'added' | 'edited' | 'removed';

function compared(before: ReadonlyMap<string, unknown>, after: ReadonlyMap<string, unknown>) {
  const changes: { readonly key: string; readonly change: Change }[] = [];
  for (const [key, value] of after) {
    if (!before.has(key)) changes.push({ key, change: 'added' });
    else if (!isSame(before.get(key), value)) changes.push({ key, change: 'edited' });
  }
  for (const key of before.keys()) if (!after.has(key)) changes.push({ key, change: 'removed' });
  return changes;
}

function isSame(one: unknown, other: unknown): boolean {
  return textInOrder(one ?? null) === textInOrder(other ?? null);
}
