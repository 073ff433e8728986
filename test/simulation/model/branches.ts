// C-8, C-10, C-11: which children of what was executed start, which lose their reason, which branches are left for a
// stronger one. First chosen, then done, so that a rule met at the same time can be stronger (C-31).
import { after, type Instant, opening } from '../calendar.ts';
import { type Absence, type PlannedStep, rankOf, type Start, type World } from './plan.ts';
import { cancel, isToCome, isUnderWay, newStep, type Round, type Step } from './round.ts';

export type Choice =
  | { readonly kind: 'start'; readonly child: PlannedStep; readonly at: Instant; readonly cause: string }
  | { readonly kind: 'withdraw' | 'leave'; readonly child: PlannedStep };

type Executed = { readonly parent: PlannedStep; readonly step: Step };
type Match = { readonly at: Instant; readonly rank: number; readonly cause: string };

export function choose(round: Round, world: World): Choice[] {
  return round.plan.steps.flatMap((parent) => {
    const step = round.steps.get(parent.id);
    const isAnswerable = step !== undefined && step.executedAt !== null && !round.isClosed(parent);
    return isAnswerable ? chooseBelow(round, { parent, step }, world) : [];
  });
}

function chooseBelow(round: Round, executed: Executed, world: World): Choice[] {
  const top = strongest(round, executed, world);
  return executed.parent.children.flatMap((child): Choice[] => {
    const match = matchOf(round, executed.step, { child, world });
    const own = round.steps.get(child.id);
    if (match === null) return own !== undefined && isToCome(own) ? [{ kind: 'withdraw', child }] : [];
    const isOpen = own !== undefined && own.state !== 'waiting' && !own.closed;
    if (match.rank < top) return isOpen ? [{ kind: 'leave', child }] : [];
    const isFirstTime = own?.state === 'scheduled' && own.executedAt === null;
    const isAgain = isFirstTime && own.cause === match.cause && match.at > own.base;
    if (!isAgain && !mayStart(own)) return [];
    // What is known to be sent only later makes nothing due before that (C-33).
    const at = Math.max(match.at, executed.step.heard.get('sent') ?? match.at);
    return [{ kind: 'start', child, at, cause: match.cause }];
  });
}

export function follow(round: Round, choices: readonly Choice[], world: World): void {
  for (const { kind, child } of choices) if (kind === 'leave') leave(round, child);
  for (const choice of choices) {
    if (round.isClosed(choice.child.parent)) continue;
    if (choice.kind === 'withdraw') cancel(round.steps.get(choice.child.id), { ended: false });
    if (choice.kind !== 'start') continue;
    schedule(round, choice.child, { base: round.notBeforeResumed(choice.at), cause: choice.cause, world });
  }
}

type Timing = { readonly base: Instant; readonly cause: string | null; readonly world: World };

export function schedule(round: Round, planned: PlannedStep, { base, cause, world }: Timing): void {
  const { id, repeat } = planned;
  const step = round.steps.get(id) ?? newStep(base);
  const wait = repeat !== null && step.repetition > 0 ? repeat.every : planned.delay;
  const wantedAt = wait === null ? base : after(base, wait, world.zone);
  const dueAt = wantedAt > world.now ? openFor(planned, wantedAt, world) : wantedAt;
  const afresh = { state: 'scheduled', closed: false, cutOff: false, waitsForRecord: false } as const;
  round.steps.set(id, Object.assign(step, { ...afresh, base, dueAt, cause }));
}

function leave(round: Round, child: PlannedStep): void {
  Object.assign(round.steps.get(child.id) ?? {}, { closed: true });
  const left = round.plan.steps.filter((below) => round.isClosed(below));
  for (const { id } of left) cancel(round.steps.get(id), { ended: false });
}

/** It has not been executed and nobody stopped it for good. */
function mayStart(step: Step | undefined): boolean {
  if (step === undefined || step.state === 'waiting') return true;
  return step.state === 'cancelled' && !step.cutOff && step.executedAt === null;
}

function strongest(round: Round, executed: Executed, world: World): number {
  const { children, takesAll } = executed.parent;
  const ranks = children.map((child) => matchOf(round, executed.step, { child, world })?.rank ?? 0);
  return takesAll ? 0 : Math.max(0, ...ranks);
}

type Asked = { readonly child: PlannedStep; readonly world: World };

/** C-11: what started it holds now. */
export function isStillTriggered(round: Round, child: PlannedStep, world: World): boolean {
  const step = child.parent === null ? undefined : round.steps.get(child.parent.id);
  return step === undefined || matchOf(round, step, { child, world }) !== null;
}

/** When the first of the child's triggers came true, and the strongest of those that have. */
function matchOf(round: Round, step: Step, { child, world }: Asked): Match | null {
  const own = round.steps.get(child.id);
  const listensFrom = own?.state === 'waiting' ? own.base : Number.NEGATIVE_INFINITY;
  const until = waitEnd(round, step, world);
  const came = child.starts.flatMap((start): Match[] => {
    const at = cameTrueAt(start, step, world);
    return at === null || at > until || at <= listensFrom ? [] : [{ at, rank: start.rank, cause: start.name }];
  });
  const first = came.toSorted((a, b) => a.at - b.at)[0];
  return first === undefined ? null : { ...first, rank: Math.max(...came.map(({ rank }) => rank)) };
}

function cameTrueAt({ name, absence }: Start, step: Step, world: World): Instant | null {
  if (absence !== null) {
    const deadline = deadlineOf(absence, step, world.zone);
    return deadline === null || isStillOpen(absence, deadline, world) ? null : deadline;
  }
  if (`result:${step.result?.name}` === name) return step.result?.at ?? null;
  return step.status?.name === name ? step.status.at : (step.heard.get(name) ?? null);
}

/** C-39: tasks disturb nobody, so they wait for no opening. */
export function openFor({ channel }: PlannedStep, at: Instant, { zone, keepsHours }: World): Instant {
  return keepsHours && channel !== 'task' ? opening(at, zone) : at;
}

/** Null: the answer came in time, or there is nobody to wait for any more. */
function deadlineOf({ of, within }: Absence, step: Step, zone: string): Instant | null {
  const deadline = after(step.executedAt ?? 0, within, zone);
  const answers = of === 'opened' ? ['opened', 'clicked', 'replied'] : [of];
  const inTime = [...answers, 'bounced', 'unsubscribed'].some((name) => (step.heard.get(name) ?? Infinity) <= deadline);
  return inTime ? null : deadline;
}

/** To come, or held: "not replied" counts once the mailbox has been read after the deadline. */
function isStillOpen({ of }: Absence, deadline: Instant, { now, repliesReadUntil }: World): boolean {
  return deadline > now || (of === 'replied' && repliesReadUntil < deadline);
}

/** C-40: after this nothing more comes of responses. */
export function windowEnd(round: Round, from: Instant, zone: string): Instant {
  return after(round.notBeforeResumed(from), { days: round.plan.windowDays }, zone);
}

/** C-40: counted from the last time it was carried out; while it is to be repeated they wait. */
export function waitEnd(round: Round, step: Step, { zone }: World): Instant {
  if (isUnderWay(step)) return Infinity;
  return Math.max(windowEnd(round, step.repeatedAt ?? step.executedAt ?? 0, zone), step.waitedUntil);
}

/** Whether anything that has not happened yet could still start a child. */
export function couldStartMore(round: Round, executed: Executed, world: World): boolean {
  const { parent, step } = executed;
  const top = strongest(round, executed, world);
  const isPossible = ({ name, rank, absence }: Start): boolean => {
    if (rank < top) return false;
    if (absence !== null) {
      const deadline = deadlineOf(absence, step, world.zone);
      return deadline !== null && isStillOpen(absence, deadline, world);
    }
    // What a mail was answered with stays; a task's status can be entered again.
    const isForGood = parent.channel === 'email' && (rankOf(name) >= 0 || name.startsWith('link:'));
    return !isForGood || (step.heard.get(name) ?? Infinity) > waitEnd(round, step, world);
  };
  return parent.children.some((child) => mayStart(round.steps.get(child.id)) && child.starts.some(isPossible));
}
