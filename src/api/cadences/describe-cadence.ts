// Cadences as the API gives them.
import type { CadenceDetail, CadenceHead } from '#actions/cadences/read-cadences.ts';
import type * as contract from '#contract/cadences.ts';
import type { Value } from '#contract/endpoint.ts';
import type { Language, ValueProblem } from '#contract/errors.ts';
import { problemWords } from '#contract/problem-words.ts';
import type { CadenceProblem } from '#core/cadence/problem.ts';

export function describeHead({
  cadence,
  audience,
  activeEnrollments,
  goalMet,
}: CadenceHead): Value<typeof contract.cadenceHead> {
  const { publicId: id, name, module, status, version, revision, createdAt, modifiedAt } = cadence;
  const isManual = audience.kind === 'manual';
  return {
    id,
    name,
    module,
    status,
    version,
    revision,
    createdAt,
    modifiedAt,
    activeEnrollments,
    goalMet,
    hasDraft: cadence.draft !== null,
    audience: {
      kind: audience.kind,
      view: isManual ? null : audience.view,
      takesManual: isManual || audience.manualToo,
    },
  };
}

export function describeCadence(detail: CadenceDetail, language: Language): Value<typeof contract.cadence> {
  const { cadence, published, followUpNumbers, problems } = detail;
  return {
    ...describeHead(detail),
    draft: cadence.draft,
    published,
    followUpNumbers: { ...followUpNumbers },
    problems: describeProblems(problems, language),
  };
}

export function describeProblems(
  problems: readonly CadenceProblem[],
  language: Language,
): Value<typeof contract.cadenceProblem>[] {
  return problems.map((problem) => ({
    severity: problem.severity,
    code: problem.code,
    path: problem.path,
    message: problemWords(problem)[language],
  }));
}

/** As the problems of a refusal; warnings don't refuse. */
export function problemsOfRefusal(problems: readonly CadenceProblem[]): ValueProblem[] {
  const errors = problems.filter(({ severity }) => severity === 'error');
  return errors.map((problem) => ({ path: problem.path, code: problem.code, message: problemWords(problem) }));
}
