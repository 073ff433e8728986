// C-50: which unenrolment rule is met, if any.
import type { FileRule } from '#core/cadence/file.ts';
import { after, endOfDate } from '../calendar.ts';
import type { Plan, World } from './plan.ts';
import type { Round } from './round.ts';

/** The first one, in the order of the definition. Without a round: of a record that is about to be taken in. */
export function ruleMet(round: Round | null, plan: Plan, world: World): FileRule | null {
  return plan.rules.find((rule) => isMet(rule, round, world)) ?? null;
}

function isMet(rule: FileRule, round: Round | null, world: World): boolean {
  if (rule.record !== undefined) return world.record?.leadStatus === 'Not interested';
  if (rule.leftView === true) return world.record !== null && world.record.country !== 'Ghana';
  if (rule.on !== undefined || rule.dateField !== undefined) return isPast(rule, world);
  const { email, task, call, results, followUp } = rule;
  const channel = email ? 'email' : task ? 'task' : 'call';
  const wanted: readonly string[] = email ?? task ?? call ?? results?.map((result) => `result:${result}`) ?? [];
  if (email && followUp === undefined && round?.heardElsewhere.some((name) => wanted.includes(name))) return true;
  const own = round?.plan.steps.filter((step) => step.channel === channel && (followUp ?? step.id) === step.id) ?? [];
  return own.some(({ id }) => wanted.some((name) => round?.steps.get(id)?.saidLately.has(name)));
}

/** A bare date means its end; a moment in a field is moved by whole days. */
export function isPast({ on, dateField }: FileRule, { now, zone, record }: World): boolean {
  if (on !== undefined) return endOfDate(on, zone) <= now;
  if (dateField === undefined || record === null) return false;
  return after(record.createdAt, { days: dateField.offsetDays ?? 0 }, zone) <= now;
}
