// Follow-ups that are carried out again and again (C-16): each time counts from the last one, until a response that it
// names arrives. An enrollment remembers which time it is at, so every message has an identity of its own.
import { isStillTriggered } from '#core/cadence/branch.ts';
import { cancel, type Draft, isNodeClosed, notBeforeResume, progressOf, record } from '#core/cadence/draft.ts';
import type { Progress } from '#core/cadence/enrollment.ts';
import type { Repeat } from '#core/cadence/definition.ts';
import { type OutlineNode, resultKey, triggerKey } from '#core/cadence/outline.ts';
import { schedule } from '#core/cadence/timing.ts';

/** Ends what was answered, and plans the next time of what was carried out. */
export function planRepetitions(draft: Draft): void {
  for (const node of draft.outline.repeating) {
    const { repeat, number } = node.followUp;
    const progress = progressOf(draft, node);
    if (repeat === undefined || progress === undefined || progress.executedAt === null) continue;
    if (isAnswered(progress, repeat)) endRepetition(draft, number, progress);
    else if (draft.carriedOut.has(number) && progress.state === 'executed' && !isNodeClosed(draft, node)) {
      if (progress.repetition + 1 >= repeat.times || !isStillTriggered(draft, node)) continue;
      progress.repetition += 1;
      progress.ordered = false;
      // Told late, as after a review, it is not overdue at once (C-33).
      const from = Math.max(progress.repeatedAt ?? progress.executedAt, draft.carriedOut.get(number) ?? 0);
      schedule(draft, node, notBeforeResume(draft, from), progress.cause);
    }
  }
}

/** Whether the repetition that it is at is one that the version has: an edit may have made them fewer. */
export function isOfSeries({ followUp: { repeat } }: OutlineNode, { repetition }: Progress): boolean {
  return repetition === 0 || repetition < (repeat?.times ?? 0);
}

function isAnswered({ seen, fresh, status, result }: Progress, { until }: Repeat): boolean {
  return until.map(triggerKey).some((key) => {
    return seen.has(key) || fresh.has(key) || key === status || (result !== null && key === resultKey(result));
  });
}

/** What was never ordered leaves no trace but in the history: the follow-up stands as it was carried out last. */
function endRepetition(draft: Draft, followUp: number, progress: Progress): void {
  if (progress.state !== 'scheduled' || progress.ordered) return cancel(draft, followUp, 'answered');
  standAsCarriedOut(progress);
  record(draft, 'follow_up_cancelled', { followUp, detail: 'answered' });
}

/** The repetition that it had come to is taken back. */
export function standAsCarriedOut(progress: Progress): void {
  progress.state = 'executed';
  progress.repetition -= 1;
  progress.ordered = true;
  progress.dueAt = null;
  progress.held = null;
}
