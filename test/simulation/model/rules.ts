// C-50: which unenrolment rule is met, if any.
import type { FileRule } from '#core/cadence/file.ts';
import { after, endOfDate, type Instant } from '../calendar.ts';
import type { Plan } from './plan.ts';
import type { Round } from './round.ts';

/** As much of a record as the rules of simulated cadences look at. */
export type CrmFacts = { readonly leadStatus: string; readonly country: string; readonly createdAt: Instant };
export type Clocked = { readonly now: Instant; readonly zone: string; readonly record: CrmFacts | null };
/** `elsewhere`: what was just answered to messages of other rounds. */
type Judging = { readonly world: Clocked; readonly elsewhere: readonly string[] };

/** The first one, in the order of the definition. Without a round: of a record that is about to be taken in. */
export function ruleMet(round: Round | null, plan: Plan, judging: Judging): FileRule | null {
  return plan.rules.find((rule) => isMet(rule, round, judging)) ?? null;
}

function isMet(rule: FileRule, round: Round | null, { world, elsewhere }: Judging): boolean {
  const { record } = world;
  if (rule.record !== undefined) return record?.leadStatus === 'Not interested';
  if (rule.leftView === true) return record !== null && record.country !== 'Ghana';
  if (rule.on !== undefined || rule.dateField !== undefined) return isPast(rule, world);
  const { email, task, call, results, followUp } = rule;
  const channel = email ? 'email' : task ? 'task' : 'call';
  const wanted: readonly string[] = email ?? task ?? call ?? results?.map((result) => `result:${result}`) ?? [];
  if (round !== null && email && followUp === undefined && elsewhere.some((name) => wanted.includes(name))) return true;
  const own = round?.plan.steps.filter((step) => step.channel === channel && (followUp ?? step.id) === step.id) ?? [];
  return own.some(({ id }) => wanted.some((name) => round?.steps.get(id)?.saidLately.has(name)));
}

/** A bare date means its end; a moment in a field is moved by whole days. */
export function isPast({ on, dateField }: FileRule, { now, zone, record }: Clocked): boolean {
  if (on !== undefined) return endOfDate(on, zone) <= now;
  if (dateField === undefined || record === null) return false;
  return after(record.createdAt, { days: dateField.offsetDays ?? 0 }, zone) <= now;
}
