// C-55: what a new version means for those already in the cadence. Edited means anything of a follow-up: channel settings,
// when and how often it happens, trigger, parent, branching; name, description, rules and a template's text stop nobody.
import { type Draft, record } from '#core/cadence/draft.ts';
import type { CadenceDefinition, FollowUp } from '#core/cadence/definition.ts';
import { isPending, newProgress } from '#core/cadence/enrollment.ts';
import type { EndReason } from '#core/cadence/event.ts';
import type { Outline } from '#core/cadence/outline.ts';
import { textInOrder } from '#core/in-order.ts';

/** Numbers of the follow-ups that differ between two versions: edited or removed. */
export function editedFollowUps(before: CadenceDefinition, after: CadenceDefinition): Set<number> {
  const next = new Map(after.followUps.map((followUp) => [followUp.number, followUp]));
  const edited = new Set<number>();
  for (const followUp of before.followUps) {
    const successor = next.get(followUp.number);
    if (successor === undefined || isEdited(followUp, successor)) edited.add(followUp.number);
  }
  return edited;
}

function isEdited(before: FollowUp, after: FollowUp): boolean {
  return essence(before) !== essence(after);
}

function essence(followUp: FollowUp): string {
  const { id: _, number: __, ...what } = followUp;
  return textInOrder(what);
}

export type Published = { readonly version: number; readonly outline: Outline };

/** Moves an active round to the published version, or says why it must stop; null: it goes on. */
export function moveToVersion(draft: Draft, published: Published): EndReason | null {
  if (published.version === draft.enrollment.version) return null; // told twice
  const edited = editedFollowUps(draft.outline.definition, published.outline.definition);
  for (const [number, progress] of draft.enrollment.followUps) {
    if (!edited.has(number) || !isPending(progress)) continue;
    return published.outline.byNumber.has(number) ? 'republished' : 'follow_up_removed';
  }
  adoptVersion(draft, published, edited);
  return null;
}

/** Goes on under another version. New and edited follow-ups see only later responses: they wait from now on. */
export function adoptVersion(draft: Draft, published: Published, edited: ReadonlySet<number>): void {
  const { enrollment, outline } = draft;
  for (const number of published.outline.byNumber.keys()) {
    const isNew = !outline.byNumber.has(number) || edited.has(number);
    if (isNew && !enrollment.followUps.has(number)) enrollment.followUps.set(number, newProgress(draft.world.now));
  }
  draft.outline = published.outline;
  enrollment.version = published.version;
  record(draft, 'moved_to_version', { detail: String(published.version) });
}
