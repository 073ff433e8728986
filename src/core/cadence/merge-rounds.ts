// K-102: several records become one, and so do their rounds in a cadence: the one that is furthest goes on, and what went out
// in another is not sent again. It ends no round: decide does that, on the request "record_merged".
import { concluded, type Decision, draftOf, type Situation } from '#core/cadence/decide.ts';
import { record } from '#core/cadence/draft.ts';
import { type Enrollment, newProgress } from '#core/cadence/enrollment.ts';

/** An active round of one of the records. */
export type MergingRound = {
  readonly enrollment: Enrollment;
  /** Whose it is: the record that stays, or one that is merged into it. */
  readonly of: 'survivor' | 'loser';
  /** Numbers of the follow-ups whose message went out, or may have. */
  readonly sent: ReadonlySet<number>;
};

/** The one of a cadence's rounds that goes on; null: only a record that goes was in it, and leaves it (C-57). */
export function roundThatGoesOn<Round extends MergingRound>(rounds: readonly Round[]): Round | null {
  const [first, ...others] = rounds.toSorted((a, b) => wayOf(b) - wayOf(a) || rankOf(a) - rankOf(b));
  if (first === undefined || (others.length === 0 && first.of === 'loser')) return null;
  return first;
}

/** How many follow-ups happened. */
function wayOf({ enrollment, sent }: MergingRound): number {
  const executed = [...enrollment.followUps].filter(([, { state }]) => state === 'executed');
  return new Set([...executed.map(([number]) => number), ...sent]).size;
}

/** Of those that are equally far: the survivor's own, then the one that began first. */
function rankOf({ enrollment, of }: MergingRound): number {
  return of === 'survivor' ? Number.NEGATIVE_INFINITY : enrollment.enrolledAt;
}

export type GoingOn = Pick<Situation, 'outline' | 'world'> & {
  readonly round: MergingRound;
  /** Follow-ups whose message went out in a round of one of the other records, ended ones too. */
  readonly sentElsewhere: ReadonlySet<number>;
  readonly actor: number;
};

/** Null: the round stays as it is. */
export function goOnMerged({ outline, world, round, sentElsewhere, actor }: GoingOn): Decision | null {
  const draft = draftOf({ outline, world, enrollment: round.enrollment });
  if (round.of === 'loser') record(draft, 'moved_to_record', { actor });
  for (const number of sentElsewhere) {
    const progress = draft.enrollment.followUps.get(number) ?? newProgress(world.now);
    if (progress.state === 'executed' || round.sent.has(number)) continue;
    if (progress.state === 'claimed') draft.commands.push({ kind: 'cancel_delivery', followUp: number });
    progress.state = 'skipped';
    progress.dueAt = null;
    draft.enrollment.followUps.set(number, progress);
    record(draft, 'follow_up_skipped', { followUp: number, detail: 'record_merged', actor });
  }
  return draft.events.length === 0 ? null : concluded(draft);
}
