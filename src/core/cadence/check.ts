// Whether a definition makes sense (C-12): every problem at once, each with the follow-up or rule it concerns. Errors
// forbid publishing, warnings are told. A definition that passes can strand nobody: every wait has a deadline (C-40).
import { checkDuration, checkFollowUps } from '#core/cadence/check-follow-up.ts';
import { checkRules } from '#core/cadence/check-rule.ts';
import { type CadenceDefinition, FIRST_FOLLOW_UPS_MAX } from '#core/cadence/definition.ts';
import type { Module } from '#core/records/field.ts';
import type { Instant } from '#core/time/instant.ts';

export const problemCodes = [
  'name_missing',
  'name_too_long',
  'module_unknown',
  'view_unknown',
  'view_of_another_module',
  'response_window_out_of_range',
  'first_follow_ups_out_of_range',
  'follow_up_id_invalid',
  'follow_up_id_taken',
  'follow_up_parent_unknown',
  'follow_up_in_cycle',
  'trigger_missing',
  'trigger_on_first_follow_up',
  'trigger_not_of_channel',
  'trigger_link_invalid',
  'trigger_result_unknown',
  'duration_out_of_range',
  'absence_longer_than_window',
  'email_field_unknown',
  'address_invalid',
  'template_unknown',
  'template_field_unknown',
  'template_broken',
  'subject_missing',
  'owner_unknown',
  'call_in_deals',
  'call_minutes_out_of_range',
  'email_after_unsubscribed',
  'rule_id_taken',
  'rule_without_view',
  'rule_responses_missing',
  'rule_response_not_of_channel',
  'rule_result_unknown',
  'rule_follow_up_unknown',
  'rule_date_invalid',
  'rule_date_past',
  'rule_field_not_a_date',
  'rule_criteria_broken',
] as const;
export type ProblemCode = (typeof problemCodes)[number];

export type CadenceProblem = {
  readonly severity: 'error' | 'warning';
  readonly code: ProblemCode;
  /** 'followUps/welcome/delay', 'unenroll/goal', 'audience': where in the definition. */
  readonly path: string;
  /** What the sentence for people names: a value, a limit. */
  readonly params: Readonly<Record<string, string | number>>;
};

/** What the definition refers to, as it is in the organisation now. */
export type CheckContext = {
  readonly module: Module | null;
  /** The audience's view: its module; null: there is no such view. */
  readonly viewModule: string | null;
  readonly templates: ReadonlyMap<string, TemplateFacts>;
  /** E-mail addresses of active members, folded. */
  readonly members: ReadonlySet<string>;
  readonly callResults: readonly string[];
  readonly now: Instant;
  readonly zone: string;
};

export type TemplateFacts =
  /** The record fields that it names. */
  { readonly kind: 'fine'; readonly fields: readonly string[] } | { readonly kind: 'broken'; readonly why: string };

export type Report = (problem: Omit<CadenceProblem, 'severity' | 'params'> & Partial<CadenceProblem>) => void;

const NAME_LENGTH_MAX = 120;
const RESPONSE_WINDOW_DAYS_MAX = 365;

/** Errors first. An empty list: it can be published. */
export function checkCadence(definition: CadenceDefinition, context: CheckContext): CadenceProblem[] {
  const problems: CadenceProblem[] = [];
  const report: Report = (problem) => {
    problems.push({ severity: 'error', params: {}, ...problem });
  };
  checkHead(definition, context, report);
  checkFollowUps(definition, context, report);
  checkRules(definition, context, report);
  return problems.sort((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'));
}

export function isPublishable(problems: readonly CadenceProblem[]): boolean {
  return problems.every(({ severity }) => severity === 'warning');
}

function checkHead(definition: CadenceDefinition, context: CheckContext, report: Report): void {
  const { name, module, audience, responseWindowDays, followUps } = definition;
  if (name.trim() === '') report({ code: 'name_missing', path: 'name' });
  if (name.length > NAME_LENGTH_MAX) report({ code: 'name_too_long', path: 'name', params: { max: NAME_LENGTH_MAX } });
  if (context.module === null) report({ code: 'module_unknown', path: 'module', params: { module } });
  if (audience.kind === 'view') {
    const params = { view: audience.view };
    if (context.viewModule === null) report({ code: 'view_unknown', path: 'audience', params });
    else if (context.viewModule !== module) report({ code: 'view_of_another_module', path: 'audience', params });
    if (audience.intake.kind === 'dynamic') checkDuration(audience.intake.every, 'audience', report);
  }
  if (!Number.isInteger(responseWindowDays) || responseWindowDays < 1 || responseWindowDays > RESPONSE_WINDOW_DAYS_MAX) {
    const params = { max: RESPONSE_WINDOW_DAYS_MAX };
    report({ code: 'response_window_out_of_range', path: 'responseWindowDays', params });
  }
  const first = followUps.filter(({ parent }) => parent === null).length;
  if (first < 1 || first > FIRST_FOLLOW_UPS_MAX) {
    report({ code: 'first_follow_ups_out_of_range', path: 'followUps', params: { count: first, max: FIRST_FOLLOW_UPS_MAX } });
  }
}
