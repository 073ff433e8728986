// The unenrolment rules: whether one is met by the record as it is now, by the responses of this round, by the date.
// It says which rule; ending the round is decide's.
import { unreachable } from '#core/assert.ts';
import type { Draft, World } from '#core/cadence/draft.ts';
import type { UnenrollCondition, UnenrollRule } from '#core/cadence/definition.ts';
import type { Enrollment } from '#core/cadence/enrollment.ts';
import { type Outline, resultKey } from '#core/cadence/outline.ts';
import { evaluate } from '#core/criteria/evaluate.ts';
import { valueOf } from '#core/records/field.ts';
import { addDuration, endOfDay, localDate } from '#core/time/calendar.ts';
import type { Instant } from '#core/time/instant.ts';

/** The first rule that is met, in the order of the definition; null: none. */
export function metRule(draft: Draft): UnenrollRule | null {
  for (const rule of draft.outline.rules) if (isMet(rule.when, draft)) return rule;
  return null;
}

/** C-22: the rule that a record meets before it was ever enrolled. */
export function ruleMetAtEnrolment(outline: Outline, world: World): UnenrollRule | null {
  return outline.rules.find((rule) => isMet(rule.when, { outline, world, heard: [], enrollment: null })) ?? null;
}

/** The next instant at which a dated rule comes true; null: none, or all are past. */
export function nextRuleDate(outline: Outline, world: World): Instant | null {
  let next: Instant | null = null;
  for (const { when } of outline.rules) {
    const at = dateOf(when, world);
    if (at !== null && at > world.now && (next === null || at < next)) next = at;
  }
  return next;
}

/** C-54: the dated rule that is met, whatever else is; null: none. */
export function metDatedRule(outline: Outline, world: World): UnenrollRule | null {
  return outline.rules.find(({ when }) => isPast(dateOf(when, world), world.now)) ?? null;
}

type Judged = Pick<Draft, 'outline' | 'world' | 'heard'> & { readonly enrollment: Enrollment | null };

function isMet(when: UnenrollCondition, judged: Judged): boolean {
  const { world } = judged;
  switch (when.kind) {
    case 'left_view':
      return world.view !== null && world.record !== null && !evaluate(world.view, world.record, world);
    case 'record':
      return world.record !== null && evaluate(when.criteria, world.record, world);
    case 'date':
    case 'date_field':
      return isPast(dateOf(when, world), world.now);
    case 'response':
      return hasFresh(judged, when.followUp, when.responses, when.channel);
    case 'result':
      return hasFresh(judged, when.followUp, when.results.map(resultKey), 'call');
    default:
      return unreachable(when);
  }
}

function hasFresh(judged: Judged, followUp: string | null, keys: readonly string[], channel: string): boolean {
  if (judged.enrollment === null) return false;
  if (followUp === null && judged.heard.some((one) => one.channel === channel && keys.includes(one.response)))
    return true;
  for (const { followUp: settled } of judged.outline.nodes) {
    const fresh = judged.enrollment.followUps.get(settled.number)?.fresh;
    if (fresh === undefined || fresh.size === 0 || settled.settings.channel !== channel) continue;
    if (followUp !== null && settled.id !== followUp) continue;
    for (const key of keys) if (fresh.has(key)) return true;
  }
  return false;
}

/** When a dated condition comes true; null: it has no date, or the record's field is empty. */
function dateOf(when: UnenrollCondition, world: World): Instant | null {
  if (when.kind === 'date') return endOfDay(when.on, world.zone);
  if (when.kind !== 'date_field' || world.record === null) return null;
  const value = valueOf({ values: world.record }, when.field);
  const shift = { amount: when.offsetDays, unit: 'days' } as const;
  if (typeof value === 'number') return addDuration(value, shift, world.zone);
  if (typeof value !== 'string') return null;
  const end = endOfDay(value, world.zone);
  if (when.offsetDays === 0) return end;
  // The end of the day that lies so many calendar days off: midnight to midnight, whatever the clocks do between.
  return endOfDay(localDate(addDuration(end - 1, shift, world.zone), world.zone), world.zone);
}

function isPast(at: Instant | null, now: Instant): boolean {
  return at !== null && at <= now;
}
