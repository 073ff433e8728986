// `cadenza` as a process of its own, as a user starts it.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { until } from './until.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

export type Variables = Readonly<Record<string, string>>;

export type Started = {
  readonly out: () => string;
  readonly errors: () => string;
  /** Its exit code, when it has ended; null after a signal that it didn't survive. */
  readonly ended: Promise<number | null>;
  signal(name: 'SIGINT' | 'SIGTERM' | 'SIGKILL'): void;
};

export type ServeProcess = Started & {
  /** Until it has said where it runs. */
  ready(): Promise<void>;
};

/** Null: as whoever runs the tests. */
export type StartAs = number | null;

export function startServe(
  variables: Variables,
  words: readonly string[] = ['serve'],
  as: StartAs = null,
): ServeProcess {
  const { child, ...started } = start(words, variables, as);
  return {
    ...started,
    ready: async () => {
      const said = /Cadenza runs at|worker runs|"url"/;
      await until('it runs', () => said.test(started.out()) || child.exitCode !== null);
      if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}: ${started.errors()}`);
    },
  };
}

/** A command that ends by itself. */
export async function runCommand(
  words: readonly string[],
  variables: Variables,
): Promise<{ readonly code: number | null; readonly out: string; readonly errors: string }> {
  const { ended, out, errors } = start(words, variables, null);
  return { code: await ended, out: out(), errors: errors() };
}

function start(
  words: readonly string[],
  variables: Variables,
  as: StartAs,
): Started & { readonly child: ChildProcess } {
  // env(1) adds to our environment and then becomes the node that it starts.
  const assignments = Object.entries(variables).map(([name, value]) => `${name}=${value}`);
  const who = as === null ? {} : { uid: as, gid: as };
  const child = spawn('env', [...assignments, process.execPath, 'bin/cadenza.js', ...words], { cwd: ROOT, ...who });
  const [out, errors]: [string[], string[]] = [[], []];
  child.stdout.on('data', (text) => out.push(String(text)));
  child.stderr.on('data', (text) => errors.push(String(text)));
  return {
    child,
    out: () => out.join(''),
    errors: () => errors.join(''),
    ended: once(child, 'close').then(([code]) => code as number | null), // as Node documents 'close'
    signal: (name) => void child.kill(name),
  };
}
