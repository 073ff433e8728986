// Runs test/embedded-child.ts: another process that starts on a data folder, as ourselves or as an ordinary user.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ChildAnswer } from './embedded-child.ts';

export type OtherProcess = {
  readonly answer: ChildAnswer;
  /** Ends it as `kill -9` does. */
  kill(): Promise<void>;
};

type Who = { readonly uid?: number; readonly gid?: number };

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Answers when the child has said how its start went. */
export async function startInOtherProcess(folder: string, who: Who = {}): Promise<OtherProcess> {
  const child = spawnChild(folder, who);
  const errors: string[] = [];
  child.stderr?.on('data', (text) => errors.push(String(text)));
  const line = await firstLine(child);
  if (line === '') throw new Error(`The other process said nothing: ${errors.join('')}`);
  return {
    answer: JSON.parse(line) as ChildAnswer,
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

/** Begins a start and answers at once, for killing it in the middle. */
export function spawnChild(folder: string, who: Who = {}): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', 'test/embedded-child.ts', folder], {
    ...who,
    cwd: ROOT,
    // The child leaves when this end of its input closes: it doesn't outlive the test run.
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

/** '' when it ends without one. */
function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.once('error', reject);
    child.once('close', () => resolve(text));
    child.stdout?.on('data', (chunk) => {
      text += String(chunk);
      if (text.includes('\n')) resolve(text);
    });
  });
}
