// Every "no" that a call can get, as one error. What it says is for people, in their language.
import type { ErrorCode } from '#contract/errors.ts';
import type { Problem } from '#contract/problem.ts';

/** `unreachable`: no answer came, or none that is ours. */
export type ProblemCode = ErrorCode | 'unreachable';

export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly code: ProblemCode;
  readonly status: number;
  /** What is wrong with single values; `path` as in the request: body.values.email. */
  readonly errors: Problem['errors'];
  /** With `stale`: the thing as it is now. */
  readonly current: unknown;
  readonly requestId: string | null;

  constructor(problem: Pick<Problem, 'status' | 'detail'> & Partial<Problem> & { readonly code: string }) {
    super(problem.detail);
    this.code = problem.code as ProblemCode; // the API answers with its own codes only
    this.status = problem.status;
    this.errors = problem.errors ?? [];
    this.current = problem.current;
    this.requestId = problem.requestId ?? null;
  }

  /** What is wrong with the values of a form, by the name of the field: `at` is where they stood in the request. */
  byField(at: string): Record<string, string> {
    const own = this.errors.filter(({ path }) => path.startsWith(`${at}.`));
    return Object.fromEntries(own.map(({ path, message }) => [path.slice(at.length + 1), message]));
  }
}

export function isProblem(error: unknown, ...codes: readonly ProblemCode[]): error is ApiProblem {
  return error instanceof ApiProblem && (codes.length === 0 || codes.includes(error.code));
}
