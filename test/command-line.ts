// The command line inside a test: on the office's organisation, as its manager, with what it prints caught.
import { runCommandLine } from '#cli/command-line.ts';
import type { Programs } from '#cli/programs.ts';
import type { Office } from './office.ts';

export type Ran = {
  /** 0 done, 1 refused, 2 not understood. */
  readonly code: number;
  readonly out: string;
  readonly errors: string;
  /** What was drawn over and over. */
  readonly drawn: readonly string[];
};

export type RunOptions = { readonly language?: 'en' | 'zh'; readonly terminal?: boolean };

/** `cadenza` with these words. */
export async function runIn(office: Office, words: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const [out, errors, drawn]: [string[], string[], string[]] = [[], [], []];
  const terminal = {
    out: (text: string) => void out.push(text),
    error: (text: string) => void errors.push(text),
    redraw: options.terminal === true ? (line: string) => void drawn.push(line) : null,
  };
  const code = await runCommandLine(words, { terminal, programs: programsOf(office, options.language ?? 'en') });
  return { code, out: out.join('\n'), errors: errors.join('\n'), drawn };
}

/** The one value that --json prints. */
export async function askIn<T = Record<string, unknown>>(office: Office, ...words: string[]): Promise<T> {
  const { out } = await runIn(office, [...words, '--json']);
  return JSON.parse(out) as T;
}

function programsOf(office: Office, language: 'en' | 'zh'): Programs {
  const { world, definitions, readTemplate } = office;
  const { database, organization, mei } = world;
  const clock = () => office.now;
  const user = { ...mei, email: 'mei@harbour.invalid', administrator: true };
  const notHere = () => Promise.reject(new Error('this needs a process of its own'));
  return {
    serve: notHere,
    work: notHere,
    migrate: notHere,
    demo: notHere,
    createOrganization: notHere,
    inSession: (_who, use) => use({ database, organization, user, readTemplate, definitions, clock }),
    inInstallation: (use) => use({ database, clock, publicUrl: new URL('http://localhost:3000') }),
    version: '1.2.3',
    language,
  };
}
