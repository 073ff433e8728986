// What rules, times and conditions refer to in the cadence's module: date fields, and criteria over its fields.
import type { CheckContext, Report } from '#core/cadence/problem.ts';
import { checkCriteria } from '#core/criteria/check.ts';
import { asksForViewer } from '#core/criteria/viewer.ts';
import { fieldOf } from '#core/records/field.ts';

type Checking = { readonly context: CheckContext; readonly report: Report; readonly path: string };

export function checkIsDate(field: string, { context, report, path }: Checking): void {
  if (context.module === null) return;
  const type = fieldOf(context.module, field)?.type;
  if (type !== 'date' && type !== 'date_time') report({ code: 'field_not_a_date', path, params: { field } });
}

/** Problems inside are told at `<path>/record/…`. */
export function checkRecordCriteria(criteria: unknown, { context, report, path }: Checking): void {
  if (context.module === null) return;
  const checked = checkCriteria(criteria, context.module);
  if (checked.ok) {
    if (asksForViewer(checked.criteria)) report({ code: 'criteria_ask_for_viewer', path });
    return;
  }
  for (const problem of checked.problems) {
    report({
      code: 'criteria_broken',
      path: `${path}/record/${problem.path}`,
      params: { ...problem.params, problem: problem.code },
    });
  }
}
