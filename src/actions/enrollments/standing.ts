// Where a round stands, for people: the follow-up it is at, and what happens next by itself (C-64).
import type { Channel } from '#core/cadence/response.ts';
import { type Enrollment, type FollowUpState, type Held, isPending, type Progress } from '#core/cadence/enrollment.ts';
import { isNodeClosed } from '#core/cadence/draft.ts';
import type { Outline, OutlineNode } from '#core/cadence/outline.ts';
import type { Instant } from '#core/time/instant.ts';

export type FollowUpNamed = {
  readonly followUp: string;
  readonly channel: Channel;
  /** Of the task or call that it made; null: none yet, or a mail. */
  readonly subject: string | null;
};

/** Of the tasks and calls that a round made, by the follow-up's number. */
export type MadeSubjects = ReadonlyMap<number, string>;

export type Standing = {
  /** The follow-up that is pending, or else the last one that was carried out; null: none of the version's. */
  readonly current: (FollowUpNamed & { readonly state: FollowUpState; readonly at: Instant | null }) | null;
  /** The earliest that is scheduled; null: it waits for a response, or is over. */
  readonly next: (FollowUpNamed & { readonly at: Instant }) | null;
  readonly needsReview: boolean;
  /** C-42: what would happen by now, or be scheduled earlier, and why it waits. Null: nothing is held. */
  readonly held: (FollowUpNamed & Held) | null;
};

type Placed = { readonly node: OutlineNode; readonly progress: Progress };

export function standingOf(enrollment: Enrollment, outline: Outline, subjects: MadeSubjects): Standing {
  const nameOf = ({ node: { followUp } }: Placed): FollowUpNamed => ({
    followUp: followUp.id,
    channel: followUp.settings.channel,
    subject: subjects.get(followUp.number) ?? null,
  });
  const placed = [...enrollment.followUps].flatMap(([number, progress]): Placed[] => {
    const node = outline.byNumber.get(number);
    return node === undefined ? [] : [{ node, progress }];
  });
  const isOpen = ({ node }: Placed): boolean => !isNodeClosed({ enrollment }, node);
  const open = enrollment.status === 'active' ? placed.filter(isOpen) : [];
  const pending = open.filter(({ progress }) => isPending(progress)).sort(byTime);
  const done = placed.filter(({ progress }) => progress.executedAt !== null).sort(byTime);
  const current = pending[0] ?? done.at(-1);
  const next = pending.find(({ progress }) => progress.state === 'scheduled');
  const waiting = pending.find(({ progress }) => progress.held !== null);
  return {
    current: current === undefined ? null : { ...nameOf(current), state: current.progress.state, at: timeOf(current) },
    next: next === undefined || next.progress.dueAt === null ? null : { ...nameOf(next), at: next.progress.dueAt },
    needsReview: pending.some(({ progress }) => progress.state === 'needs_review'),
    held:
      waiting === undefined || waiting.progress.held === null ? null : { ...nameOf(waiting), ...waiting.progress.held },
  };
}

function timeOf({ progress }: Placed): Instant | null {
  const { executedAt, repeatedAt, dueAt } = progress;
  return isPending(progress) ? (dueAt ?? executedAt) : (repeatedAt ?? executedAt ?? dueAt);
}

function byTime(a: Placed, b: Placed): number {
  return (timeOf(a) ?? 0) - (timeOf(b) ?? 0);
}
