import type { Refusal } from '#contract/errors.ts';
import { fieldProblem } from '#contract/value-problem-words.ts';
import type { FieldProblem } from '#core/records/field-problem.ts';

/** `path`: where in the request the values stand. */
export function invalidValues(problems: readonly FieldProblem[], path = 'body.values'): Refusal<'invalid_input'> {
  return { kind: 'refused', reason: 'invalid_input', problems: problems.map((problem) => fieldProblem(problem, path)) };
}
