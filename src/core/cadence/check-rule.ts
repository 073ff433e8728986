// Checks of the unenrolment rules: what they refer to exists, and a date is still to come.
import { checkIsDate, checkRecordCriteria } from '#core/cadence/check-reference.ts';
import type { CheckContext, Report } from '#core/cadence/problem.ts';
import type { CadenceDefinition, UnenrollCondition, UnenrollRule } from '#core/cadence/definition.ts';
import { responsesOf } from '#core/cadence/response.ts';
import { endOfDay, isDate } from '#core/time/calendar.ts';

type Checking = {
  readonly definition: CadenceDefinition;
  readonly context: CheckContext;
  readonly report: Report;
  readonly path: string;
};

export function checkRules(definition: CadenceDefinition, context: CheckContext, report: Report): void {
  const taken = new Set<string>();
  for (const rule of definition.unenroll) {
    const path = `unenroll/${rule.id}`;
    if (taken.has(rule.id)) report({ code: 'rule_id_taken', path, params: { id: rule.id } });
    taken.add(rule.id);
    checkRule(rule, { definition, context, report, path });
  }
}

function checkRule({ when }: UnenrollRule, checking: Checking): void {
  const { definition, report, path } = checking;
  switch (when.kind) {
    case 'left_view':
      if (definition.audience.kind !== 'view') report({ code: 'rule_without_view', path });
      return;
    case 'response':
      checkFollowUp(when.followUp, when.channel, checking);
      return checkResponses(when, checking);
    case 'result':
      checkFollowUp(when.followUp, 'call', checking);
      return checkResults(when.results, checking);
    case 'date':
      return checkDate(when.on, checking);
    case 'date_field':
      return checkDateField(when, checking);
    case 'record':
      return checkRecordCriteria(when.criteria, checking);
  }
}

function checkFollowUp(id: string | null, channel: string, { definition, report, path }: Checking): void {
  if (id === null) return;
  const followUp = definition.followUps.find((one) => one.id === id);
  if (followUp?.settings.channel !== channel)
    report({ code: 'rule_follow_up_unknown', path, params: { followUp: id, channel } });
}

function checkResponses(when: Extract<UnenrollCondition, { kind: 'response' }>, { report, path }: Checking): void {
  if (when.responses.length === 0) report({ code: 'rule_responses_missing', path });
  for (const response of when.responses) {
    if (responsesOf(when.channel).includes(response)) continue;
    report({ code: 'rule_response_not_of_channel', path, params: { response, channel: when.channel } });
  }
}

function checkResults(results: readonly string[], { context, report, path }: Checking): void {
  if (results.length === 0) report({ code: 'rule_responses_missing', path });
  for (const result of results) {
    if (!context.callResults.includes(result)) report({ code: 'rule_result_unknown', path, params: { result } });
  }
}

/** K-71: a date that has passed is refused; one that passed since the draft was written is told, and carried out. */
function checkDate(on: string, { context, report, path }: Checking): void {
  const params = { date: on };
  if (!isDate(on)) return report({ code: 'rule_date_invalid', path, params });
  const end = endOfDay(on, context.zone);
  if (end > context.now) return;
  const severity = end > (context.draftedAt ?? context.now) ? 'warning' : 'error';
  report({ code: severity === 'error' ? 'rule_date_past' : 'rule_date_passed', severity, path, params });
}

const OFFSET_DAYS_MAX = 3_650;

function checkDateField(
  when: Extract<UnenrollCondition, { kind: 'date_field' }>,
  { context, report, path }: Checking,
): void {
  const { field, offsetDays } = when;
  if (!Number.isInteger(offsetDays) || Math.abs(offsetDays) > OFFSET_DAYS_MAX) {
    report({ code: 'duration_out_of_range', path, params: { amount: offsetDays, max: OFFSET_DAYS_MAX } });
  }
  checkIsDate(field, { context, report, path });
}
