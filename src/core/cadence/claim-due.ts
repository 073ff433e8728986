// What is due now and what of it is carried out now: while the organisation is closed nothing that waits for its hours
// (C-39); after a time in which nothing ran, no flood (C-58).
import type { CatchUp } from '#core/cadence/definition.ts';
import { endWaits, isWanted } from '#core/cadence/condition.ts';
import {
  awaitOpening,
  type Draft,
  hold,
  isNodeClosed,
  openFor,
  order,
  progressOf,
  record,
  skip,
} from '#core/cadence/draft.ts';
import type { Progress } from '#core/cadence/enrollment.ts';
import type { OutlineNode } from '#core/cadence/outline.ts';
import { addDuration } from '#core/time/calendar.ts';
import { HOUR, type Instant } from '#core/time/instant.ts';

export type Due = { readonly node: OutlineNode; readonly dueAt: Instant; readonly progress: Progress };

/** Late by more than this, something kept the product from running: no backlog of ours takes so long. */
const OVERDUE_MS = HOUR;
/** K-68: overdue follow-ups of one record run at least so far apart. */
const CATCH_UP_GAP_MS = HOUR;

export function claimDue(draft: Draft): void {
  endWaits(draft);
  const due = dueNow(draft).filter(({ node, progress }) => isWanted(draft, node, progress));
  for (const { node, progress } of caughtUp(draft, due)) {
    if (awaitOpening(draft, node, draft.world.now)) continue;
    const followUp = node.followUp.number;
    order(draft, followUp, progress);
    record(draft, 'follow_up_claimed', { followUp });
  }
}

/** K-75: due the same instant, in order of creation. */
function dueNow(draft: Draft): Due[] {
  const due: Due[] = [];
  for (const node of draft.outline.nodes) {
    const progress = progressOf(draft, node);
    if (progress?.state !== 'scheduled' || progress.dueAt === null || progress.dueAt > draft.world.now) continue;
    if (!isNodeClosed(draft, node)) due.push({ node, dueAt: progress.dueAt, progress });
  }
  if (due.length > 1) due.sort((a, b) => a.dueAt - b.dueAt || a.node.followUp.number - b.node.followUp.number);
  return due;
}

/** C-58: those that run now. The others are planned anew, or skipped. */
function caughtUp(draft: Draft, due: readonly Due[]): readonly Due[] {
  const [first] = due;
  if (first === undefined || !isOverdue(draft, first)) return due;
  const { catchUp } = draft.outline.definition;
  if (catchUp?.kind === 're_space') return reSpaced(draft, first, due);
  const wanted = catchUp === undefined ? due : due.filter((one) => !isSkipped(draft, one, catchUp));
  return oneAtATime(draft, wanted);
}

function isOverdue({ world }: Draft, { dueAt }: Due): boolean {
  return world.now - dueAt > OVERDUE_MS;
}

function isSkipped(draft: Draft, { node, dueAt }: Due, { lateBy }: Extract<CatchUp, { kind: 'skip' }>): boolean {
  if (addDuration(dueAt, lateBy, draft.world.zone) >= draft.world.now) return false;
  skip(draft, node, 'too_late');
  return true;
}

/** The others count from the first as they would have, at least the gap apart. */
function oneAtATime(draft: Draft, due: readonly Due[]): readonly Due[] {
  const [first, ...others] = due;
  if (first === undefined || !isOverdue(draft, first)) return due;
  const from = openFor(draft, first.node, draft.world.now);
  let earliest = from;
  for (const { node, dueAt } of others) {
    earliest = Math.max(earliest + CATCH_UP_GAP_MS, from + (dueAt - first.dueAt));
    hold(draft, node, { reason: 'catching_up', until: openFor(draft, node, earliest) });
  }
  return [first];
}

/** Everything planned keeps its distance from the first, but for what has a time of its own; what was due with it runs with it. */
function reSpaced(draft: Draft, first: Due, due: readonly Due[]): readonly Due[] {
  const late = openFor(draft, first.node, draft.world.now) - first.dueAt;
  for (const node of draft.outline.nodes) {
    const progress = progressOf(draft, node);
    if (progress?.state !== 'scheduled' || progress.dueAt === null || progress.dueAt === first.dueAt) continue;
    if (hasOwnTime({ node, progress })) continue;
    hold(draft, node, { reason: 'catching_up', until: openFor(draft, node, progress.dueAt + late) });
  }
  return due.filter((one) => one.dueAt === first.dueAt || hasOwnTime(one));
}

/** Given by a date of the record (C-14), or by how long it waits for the record at the most (C-15). */
function hasOwnTime({ node, progress }: Pick<Due, 'node' | 'progress'>): boolean {
  const { kind } = node.followUp.delay;
  return (kind === 'field_time' && progress.repetition === 0) || progress.held?.reason === 'condition_not_met';
}
