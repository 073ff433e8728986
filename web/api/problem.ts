// Every "no" that a call can get: the client's own.
export { ApiProblem, isProblem, type ProblemCode } from '#contract/client/problem.ts';
