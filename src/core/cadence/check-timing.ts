// Checks of when a follow-up happens: times by a date field (C-14), the condition (C-15), repetitions (C-16). Each of them
// ends: a wait has its deadline, a repetition its number of times (C-40).
import { checkDuration } from '#core/cadence/check-duration.ts';
import { checkIsDate, checkRecordCriteria } from '#core/cadence/check-reference.ts';
import type { FieldTime, FollowUp, RecordCondition, Repeat, RepeatEnd } from '#core/cadence/definition.ts';
import type { CheckContext, Report } from '#core/cadence/problem.ts';
import { isMessage } from '#core/cadence/response.ts';

const TIMES_MAX = 99;

type Checking = { readonly context: CheckContext; readonly report: Report };

export function checkTiming({ id, delay, condition, repeat, settings }: FollowUp, checking: Checking): void {
  const path = `followUps/${id}`;
  if (delay.kind === 'field_time') checkFieldTime(delay, `${path}/timed`, checking);
  if (condition !== undefined) checkCondition(condition, `${path}/onlyIf`, checking);
  if (repeat !== undefined) checkRepeat(repeat, `${path}/repeat`, checking);
  const first = repeat?.until.find((end) => comesAtOnce(end, settings));
  if (first !== undefined) {
    checking.report({ code: 'repeat_ends_at_once', path: `${path}/repeat`, params: { response: first.response } });
  }
}

export function checkFieldTime(time: FieldTime, path: string, { context, report }: Checking): void {
  const { field, shift, at } = time;
  checkIsDate(field, { context, report, path });
  if (shift === null) return;
  checkDuration({ ...shift, amount: Math.abs(shift.amount) }, path, report);
  const { unit } = shift;
  if (at !== null && (unit === 'minutes' || unit === 'hours')) report({ code: 'clock_beside_hours', path });
}

function checkCondition({ criteria, waitFor }: RecordCondition, path: string, { context, report }: Checking): void {
  if ('all' in criteria && criteria.all.length === 0) report({ code: 'condition_missing', path });
  checkRecordCriteria(criteria, { context, report, path });
  checkDuration(waitFor, path, report);
}

function checkRepeat({ every, times }: Repeat, path: string, { report }: Checking): void {
  checkDuration(every, path, report);
  if (Number.isInteger(times) && times >= 2 && times <= TIMES_MAX) return;
  report({ code: 'repeat_times_out_of_range', path, params: { times, max: TIMES_MAX } });
}

type ResponseEnd = Extract<RepeatEnd, { kind: 'response' }>;

/** What comes by carrying it out would end it after the first time. */
function comesAtOnce(end: RepeatEnd, settings: FollowUp['settings']): end is ResponseEnd {
  if (end.kind !== 'response') return false;
  if (isMessage(settings.channel)) return end.response === 'sent';
  return end.response === (settings.channel === 'task' ? settings.status : 'scheduled');
}
