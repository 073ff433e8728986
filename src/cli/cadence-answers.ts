// What the commands on cadence files share: what is wrong with a file, as compilers write it.
import type { CadenceContext } from '#actions/cadences/save-cadence.ts';
import { type Answer, CommandRefusal, done } from '#cli/answer.ts';
import type { Session } from '#cli/programs.ts';
import type { FileProblem, ReadCadence } from '#cli/read-cadence-file.ts';
import type { Language } from '#contract/errors.ts';
import { sayProblem } from '#contract/problem-words.ts';
import type { CadenceProblem } from '#core/cadence/problem.ts';

export function unknownCadence(name: string): CommandRefusal {
  return new CommandRefusal(`There is no cadence “${name}”; “cadenza cadence list” shows all.`);
}

export function contextOf({ database, organization, readTemplate, user, clock }: Session): CadenceContext {
  return { database, organization, readTemplate, actor: user.id, now: clock() };
}

export function problemsIn(
  problems: readonly CadenceProblem[],
  { lineOf }: Extract<ReadCadence, { kind: 'read' }>,
  language: Language,
): FileProblem[] {
  return problems.map((problem) => {
    const { severity, code, path } = problem;
    return { severity, code, path, line: lineOf(path), sentence: sayProblem(problem, language) };
  });
}

export function told(path: string, problems: readonly FileProblem[]): Answer {
  if (problems.some(({ severity }) => severity === 'error')) return badFile(path, problems);
  const text =
    problems.length === 0 ? `${path}: nothing is wrong with it.` : problems.map((one) => lineFor(path, one)).join('\n');
  return done({ file: path, problems }, text);
}

export function badFile(path: string, problems: readonly FileProblem[]): Answer {
  return {
    json: { file: path, problems },
    text: problems.map((one) => lineFor(path, one)).join('\n'),
    kind: 'refused',
  };
}

/** As compilers write it, so that editors jump there. */
export function lineFor(file: string, { line, path, severity, sentence }: FileProblem): string {
  const place = line === null ? file : `${file}:${line}`;
  return `${place}: ${severity}: ${path === '' ? '' : `${path}: `}${sentence}`;
}
