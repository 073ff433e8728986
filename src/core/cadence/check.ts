// Whether a definition makes sense (C-12): every problem at once, each with the follow-up or rule it concerns. Errors
// forbid publishing, warnings are told. A definition that passes can strand nobody: every wait has a deadline (C-40).
import { checkDuration } from '#core/cadence/check-duration.ts';
import { checkFollowUps } from '#core/cadence/check-follow-up.ts';
import { checkReplies } from '#core/cadence/check-replies.ts';
import { checkRules } from '#core/cadence/check-rule.ts';
import {
  type Audience,
  type CadenceDefinition,
  FIRST_FOLLOW_UPS_MAX,
  RESPONSE_WINDOW_DAYS_MAX,
} from '#core/cadence/definition.ts';
import type { CadenceProblem, CheckContext, Report } from '#core/cadence/problem.ts';

const NAME_LENGTH_MAX = 120;

/** Errors first. An empty list: it can be published. */
export function checkCadence(definition: CadenceDefinition, context: CheckContext): CadenceProblem[] {
  const problems: CadenceProblem[] = [];
  const report: Report = (problem) => {
    problems.push({ severity: 'error', params: {}, ...problem });
  };
  checkHead(definition, context, report);
  checkFollowUps(definition, context, report);
  checkRules(definition, context, report);
  checkReplies(definition, context, report);
  return problems.sort((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'));
}

export function isPublishable(problems: readonly CadenceProblem[]): boolean {
  return problems.every(({ severity }) => severity === 'warning');
}

function checkHead(definition: CadenceDefinition, context: CheckContext, report: Report): void {
  const { name, module, audience, responseWindowDays, followUps, catchUp } = definition;
  if (name.trim() === '') report({ code: 'name_missing', path: 'name' });
  if (name.length > NAME_LENGTH_MAX) report({ code: 'name_too_long', path: 'name', params: { max: NAME_LENGTH_MAX } });
  if (context.module === null) report({ code: 'module_unknown', path: 'module', params: { module } });
  if (audience.kind === 'view') checkView(audience, { definition, context, report });
  if (
    !Number.isInteger(responseWindowDays) ||
    responseWindowDays < 1 ||
    responseWindowDays > RESPONSE_WINDOW_DAYS_MAX
  ) {
    const params = { max: RESPONSE_WINDOW_DAYS_MAX };
    report({ code: 'response_window_out_of_range', path: 'responseWindowDays', params });
  }
  if (catchUp?.kind === 'skip') checkDuration(catchUp.lateBy, 'catchUp', report);
  if (followUps.length > context.followUpsMax) {
    const params = { count: followUps.length, max: context.followUpsMax };
    report({ code: 'too_many_follow_ups', path: 'followUps', params });
  }
  const first = followUps.filter(({ parent }) => parent === null).length;
  if (first < 1 || first > FIRST_FOLLOW_UPS_MAX) {
    report({
      code: 'first_follow_ups_out_of_range',
      path: 'followUps',
      params: { count: first, max: FIRST_FOLLOW_UPS_MAX },
    });
  }
}

type Checking = {
  readonly definition: CadenceDefinition;
  readonly context: CheckContext;
  readonly report: Report;
};

function checkView(audience: Extract<Audience, { kind: 'view' }>, { definition, context, report }: Checking): void {
  const path = 'audience';
  const params = { view: audience.view };
  const { view } = context;
  if (view === null) report({ code: 'view_unknown', path, params });
  else if (view.module !== definition.module) report({ code: 'view_of_another_module', path, params });
  else if (view.barred !== null)
    report({ code: view.barred.code, path, params: { ...params, ...view.barred.condition } });
  if (audience.intake.kind === 'dynamic') checkDuration(audience.intake.every, path, report);
}
