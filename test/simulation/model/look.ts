// The reference model's account of a cadence: what comes of a round each time it is looked at. Rules first, then triggers,
// then what is due (C-30). Written for reading; nothing of the engine is used.
import { after } from '../calendar.ts';
import { choose, couldStartMore, follow, isStillTriggered, openFor, schedule, waitEnd, windowEnd } from './branches.ts';
import type { Plan, PlannedStep, World } from './plan.ts';
import { cancel, hear, inOrder, isToCome, isUnderWay, newStep, Round, type Status, type Step } from './round.ts';
import { isPast, ruleMet } from './rules.ts';

const NO_NEWS = () => ({ carriedOut: new Map(), heardElsewhere: [], faults: [] });

/** Null: an unenrolment rule is met already (C-22). */
export function enrolled(plan: Plan, world: World): Round | null {
  if (ruleMet(null, plan, world) !== null) return null;
  const round = new Round(plan);
  const roots = plan.steps.filter(({ parent }) => parent === null);
  for (const root of roots) schedule(round, root, { base: world.now, cause: null, world });
  goOn(round, world);
  return round;
}

/** Takes in everything that was told since, and goes on from there. */
export function look(round: Round, world: World): void {
  const told = round.pending;
  Object.assign(round, { ...NO_NEWS(), pending: [] });
  for (const step of round.steps.values()) if (isUnderWay(step)) step.waitedUntil = world.now;
  for (const fact of inOrder(told)) hear(round, fact);
  const asked = told.find((fact) => fact.kind === 'end');
  if (round.status === 'active') {
    if (asked !== undefined) end(round, 'unenrolled', asked.reason);
    else if (world.record === null) end(round, 'unenrolled', 'record_deleted');
    else if (told.some(({ kind }) => kind === 'disabled')) end(round, 'stopped', 'disabled');
  }
  if (round.status !== 'active') return stoppedByDate(round, world);
  const published = told.findLast((fact) => fact.kind === 'published');
  goOn(round, world, published === undefined ? null : move(round, published.plan, world));
}

/** C-70; the reason where it can't be continued. Edited follow-ups go on in their present form. */
export function continued(round: Round, plan: Plan, world: World): string | null {
  const refusal = whyNotContinue(round, plan);
  if (refusal !== null) return refusal;
  if (world.record === null) return 'record_gone';
  if (ruleMet(null, plan, world) !== null) return 'unenrolment_rule_met';
  Object.assign(round, { ...NO_NEWS(), status: 'active', reason: null, resumedAt: world.now });
  if (plan.version !== round.plan.version) adopt(round, plan, { edited: new Set(), world });
  for (const [id, step] of round.steps) {
    step.saidLately.clear();
    const planned = round.planned(id);
    if (planned === undefined || step.closed) continue;
    const isCutOff = () => step.state === 'cancelled' && step.cutOff;
    if (isCutOff() && step.repetition > 0 && step.repetition >= (planned.repeat?.times ?? 0)) standAsBefore(step);
    if (step.state === 'executed') round.carriedOut.set(id, world.now);
    if (isCutOff()) schedule(round, planned, { base: world.now, cause: step.cause, world });
    if (step.state === 'failed') Object.assign(step, { state: 'scheduled', dueAt: world.now });
  }
  goOn(round, world);
  return null;
}

function whyNotContinue(round: Round, plan: Plan): string | null {
  if (round.status === 'active' || round.status === 'completed') return `already_${round.status}`;
  for (const [id, { closed, state, cutOff }] of round.steps) {
    if (closed) continue;
    if (state === 'needs_review') return 'needs_review';
    const isWanted = state === 'failed' || state === 'executed' || (state === 'cancelled' && cutOff);
    if (isWanted && !plan.steps.some((planned) => planned.id === id)) return 'follow_up_deleted';
  }
  return null;
}

export function end(round: Round, status: Status, reason: string | null): void {
  for (const step of round.steps.values()) cancel(step, { ended: true });
  Object.assign(round, { status, reason });
}

/** `stop`: why a new version ends it (C-55). */
function goOn(round: Round, world: World, stop: string | null = null): void {
  const choices = choose(round, world);
  const rule = ruleMet(round, round.plan, world);
  if (rule !== null) return end(round, 'unenrolled', `rule:${rule.id}`);
  if (stop !== null) return end(round, 'stopped', stop);
  const [fault] = round.faults.toSorted((a, b) => a.number - b.number);
  if (fault !== undefined) return end(round, 'failed', fault.reason);
  follow(round, choices, world);
  repeat(round, world);
  handOver(round, world);
  const over = howItEnds(round, world);
  if (over !== null) end(round, over, over === 'failed' ? 'follow_up_failed' : null);
}

/** C-16: it counts from the last time. The answer that it goes on for ends it: what was not handed over leaves no trace. */
function repeat(round: Round, world: World): void {
  for (const planned of round.plan.steps) {
    const step = round.steps.get(planned.id);
    if (planned.repeat === null || step === undefined || step.executedAt === null) continue;
    const { times, until } = planned.repeat;
    const carriedOutAt = round.carriedOut.get(planned.id);
    if (until.some((name) => step.heard.has(name) || step.saidLately.has(name) || step.status?.name === name)) {
      if (step.state === 'scheduled' && !step.ordered) standAsBefore(step);
      else cancel(step, { ended: false });
    } else if (carriedOutAt !== undefined && step.state === 'executed' && !round.isClosed(planned)) {
      if (step.repetition + 1 >= times || !isStillTriggered(round, planned, world)) continue;
      Object.assign(step, { repetition: step.repetition + 1, ordered: false });
      const base = round.notBeforeResumed(Math.max(step.repeatedAt ?? step.executedAt, carriedOutAt));
      schedule(round, planned, { base, cause: step.cause, world });
    }
  }
}

function standAsBefore(step: Step): void {
  Object.assign(step, { state: 'executed', ordered: true, dueAt: null, waitsForRecord: false });
  step.repetition -= 1;
}

const HOUR = 3_600_000;

/** What is due. C-58: after an hour in which nothing ran, one runs, and the others count from it, an hour apart at least. */
function handOver(round: Round, world: World): void {
  const { now } = world;
  const due = round.plan.steps.flatMap((planned) => {
    const step = round.steps.get(planned.id);
    if (step?.state !== 'scheduled' || round.isClosed(planned) || !isWanted(planned, step, world)) return [];
    return (step.dueAt ?? Infinity) <= now ? [{ planned, step, dueAt: step.dueAt ?? now }] : [];
  });
  const [first, ...others] = due.toSorted((a, b) => a.dueAt - b.dueAt || a.planned.number - b.planned.number);
  if (first === undefined) return;
  const isLate = now - first.dueAt > HOUR;
  for (const { planned, step } of isLate ? [first] : due) {
    const opens = openFor(planned, now, world);
    Object.assign(step, opens === now ? { state: 'claimed', ordered: true } : { dueAt: opens });
  }
  if (!isLate) return;
  const from = openFor(first.planned, now, world);
  let earliest = from;
  for (const { planned, step, dueAt } of others) {
    earliest = Math.max(earliest + HOUR, from + dueAt - first.dueAt);
    step.dueAt = openFor(planned, earliest, world);
  }
}

/** C-15: an unmet condition skips what is due, or has it wait for the record; a record that comes round ends the waiting. */
function isWanted({ condition }: PlannedStep, step: Step, { now, zone, record }: World): boolean {
  const isMet = condition === null || record?.leadStatus === condition.leadStatus;
  if (isMet && step.waitsForRecord) Object.assign(step, { waitsForRecord: false, dueAt: now });
  if (isMet || (step.dueAt ?? Infinity) > now) return isMet;
  if (step.waitsForRecord || condition.waitFor === null) step.state = 'skipped';
  else Object.assign(step, { waitsForRecord: true, dueAt: after(now, condition.waitFor, zone) });
  return false;
}

/** C-40; null: something is on its way, or may still be answered. */
function howItEnds(round: Round, world: World): 'completed' | 'expired' | 'failed' | null {
  let [expired, failed] = [false, false];
  for (const parent of round.plan.steps) {
    const step = round.steps.get(parent.id);
    if (step === undefined || round.isClosed(parent)) continue;
    const { state, dueAt, executedAt } = step;
    if (isToCome(step)) return null;
    failed ||= state === 'failed';
    const isReviewed = state === 'needs_review';
    if (isReviewed && world.now < windowEnd(round, dueAt ?? step.base, world.zone)) return null;
    const isAwaited = executedAt !== null && couldStartMore(round, { parent, step }, world);
    if (isAwaited && world.now < waitEnd(round, step, world)) return null;
    expired ||= isReviewed || isAwaited;
  }
  return failed ? 'failed' : expired ? 'expired' : 'completed';
}

/** C-54. */
function stoppedByDate(round: Round, world: World): void {
  if (round.status !== 'stopped' || round.reason !== 'disabled') return;
  const rule = round.plan.rules.find((one) => isPast(one, world));
  if (rule !== undefined) end(round, 'unenrolled', `rule:${rule.id}`);
}

/** C-55: moves to another version; or why it has to stop. */
function move(round: Round, plan: Plan, world: World): string | null {
  if (plan.version === round.plan.version) return null;
  const next = new Map(plan.steps.map(({ id, essence }) => [id, essence]));
  const edited = new Set(round.plan.steps.filter(({ id, essence }) => next.get(id) !== essence).map(({ id }) => id));
  const lost = [...round.steps].find(([id, step]) => edited.has(id) && isUnderWay(step));
  if (lost !== undefined) return next.has(lost[0]) ? 'republished' : 'follow_up_removed';
  adopt(round, plan, { edited, world });
  return null;
}

type Adopting = { readonly edited: ReadonlySet<string>; readonly world: World };

/** New and edited follow-ups listen from now on. */
function adopt(round: Round, plan: Plan, { edited, world }: Adopting): void {
  const isNew = ({ id }: PlannedStep) => round.planned(id) === undefined || edited.has(id);
  for (const { id } of plan.steps.filter(isNew)) if (!round.steps.has(id)) round.steps.set(id, newStep(world.now));
  round.plan = plan;
}
