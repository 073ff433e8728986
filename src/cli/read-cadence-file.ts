// Reads a cadence file that somebody wrote by hand: what is wrong with it is told with its line.
import { readFileSync } from 'node:fs';
import { isNode, isScalar, LineCounter, parseDocument, type Document, visit } from 'yaml';
import { CommandRefusal } from '#cli/answer.ts';
import { type RawIssue, sayShape } from '#cli/shape-words.ts';
import { cadenceFile } from '#contract/cadence-file.ts';
import type { Language } from '#contract/errors.ts';
import type { CadenceFile } from '#core/cadence/file.ts';

export type FileProblem = {
  readonly severity: 'error' | 'warning';
  readonly code: string;
  /** 'followUps/welcome/delay': where in the definition. */
  readonly path: string;
  /** Null: nobody can tell. */
  readonly line: number | null;
  readonly sentence: string;
};

export type ReadCadence =
  | {
      readonly kind: 'read';
      readonly file: CadenceFile /** The line that a problem's path leads to. */;
      readonly lineOf: (path: string) => number | null;
    }
  | { readonly kind: 'problems'; readonly problems: readonly FileProblem[] };

/** YAML, or JSON, which is YAML too. Throws a refusal when there is no such file. */
export function readCadenceFile(path: string, language: Language): ReadCadence {
  const lines = new LineCounter();
  const document = parseDocument(textOf(path), { lineCounter: lines });
  if (document.errors.length > 0) {
    const problems = document.errors.map(({ code, message, pos }): FileProblem => {
      const [first = ''] = message.split('\n', 1);
      const sentence = first.replace(/ at line \d+, column \d+:?$/, '');
      return {
        severity: 'error',
        code: code.toLowerCase(),
        path: '',
        line: lines.linePos(pos[0]).line,
        sentence: `${sentence}.`,
      };
    });
    return { kind: 'problems', problems };
  }
  const lineAt = (steps: readonly PropertyKey[]): number | null => lineOfSteps(document, lines, steps);
  const read = cadenceFile.safeParse(document.toJS(), { error: (issue) => sayShape(issue as RawIssue, language) });
  if (!read.success) {
    const problems = read.error.issues
      .flatMap((issue) => sayIssue(issue, []))
      .map(
        ({ steps, sentence }): FileProblem => ({
          severity: 'error',
          code: 'shape',
          path: steps.map(String).join('/'),
          line: lineAt(steps),
          sentence,
        }),
      );
    return { kind: 'problems', problems };
  }
  return { kind: 'read', file: read.data, lineOf: (at) => lineOfPath(document, lines, at) };
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ENOENT') throw new CommandRefusal(`There is no file ${path}.`);
    throw new CommandRefusal(
      `The file ${path} can’t be read (${error instanceof Error ? error.message : String(error)}).`,
    );
  }
}

type Issue = {
  readonly code: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly errors?: readonly (readonly Issue[])[];
};
type Said = { readonly steps: readonly PropertyKey[]; readonly sentence: string };

/**
 * Of a choice between forms, the one that was meant: it fails deepest. Where a key is wrong in all of them, the key; where
 * all fail at once, what each wants, but not that it wants another kind of value.
 */
function sayIssue(issue: Issue, above: readonly PropertyKey[]): Said[] {
  const steps = [...above, ...issue.path];
  const forms = issue.errors ?? [];
  if (issue.code !== 'invalid_union' || forms.length === 0) return [{ steps, sentence: sentenceOf(issue.message) }];
  const objects = forms.filter((form) => !form.some(isAnotherKind));
  const strangers = objects.flatMap((form) => form.filter(({ code }) => code === 'unrecognized_keys').slice(0, 1));
  const [stranger] = strangers;
  if (stranger !== undefined && strangers.length === objects.length) return sayIssue(stranger, steps);
  const depth = (form: readonly Issue[]): number => Math.max(...form.map(({ path }) => path.length));
  const deepest = Math.max(...forms.map(depth));
  const meant = forms.find((form) => depth(form) === deepest && deepest > 0);
  if (meant !== undefined) return meant.flatMap((one) => sayIssue(one, steps));
  const wanted = forms.flat().filter((one) => one.code !== 'invalid_type');
  return [
    {
      steps,
      sentence: (wanted.length > 0 ? wanted : forms.flat()).map(({ message }) => sentenceOf(message)).join(' '),
    },
  ];
}

/** The form is for another kind of value altogether. */
function isAnotherKind({ code, path }: Issue): boolean {
  return path.length === 0 && (code === 'invalid_type' || code === 'invalid_value');
}

function sentenceOf(message: string): string {
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}${/[.!?。]$/.test(message) ? '' : '.'}`;
}

/** The line of the nearest thing that is there: what is missing has none itself. */
function lineOfSteps(document: Document, lines: LineCounter, steps: readonly PropertyKey[]): number | null {
  for (let count = steps.length; count >= 0; count--) {
    const node: unknown = count === 0 ? document.contents : document.getIn(steps.slice(0, count), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return null;
}

/** 'followUps/welcome/delay' → the line of the follow-up whose id is welcome; other paths lead to their first step. */
function lineOfPath(document: Document, lines: LineCounter, path: string): number | null {
  const [part = '', id] = path.split('/');
  const within = document.get(part, true);
  let found: number | null = null;
  if (id !== undefined && isNode(within)) {
    visit(within, {
      Pair: (_, { key, value }) => {
        if (!isScalar(key) || key.value !== 'id' || !isScalar(value) || value.value !== id || !value.range)
          return undefined;
        found = lines.linePos(value.range[0]).line;
        return visit.BREAK;
      },
    });
  }
  return found ?? lineOfSteps(document, lines, [part]);
}
