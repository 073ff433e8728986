// Reads what strangers send in a process of its own (T21, T23), with limits on memory and time. Not in a thread: on Node 24
// a thread that reaches its limit on memory takes the whole process down.
import { type ChildProcess, spawn } from 'node:child_process';

export type ApartLimits = { readonly memoryMb: number; readonly timeMs: number };

/** As the program gave it; whoever wrote the program knows what that is. */
export type Apart = { readonly answer: unknown };

type Work = {
  /** JavaScript of one async function from input to answer; it can name nothing but globals, `import()` included. */
  readonly program: string;
  /** Both cross to the process and back by structured clone. */
  readonly input: object;
  readonly limits: ApartLimits;
};

/** Null when it took more memory or time than it may, or threw. Rejects when no process can be started. */
export async function runApart({ program, input, limits }: Work): Promise<Apart | null> {
  const child = spawn(process.execPath, [`--max-old-space-size=${limits.memoryMb}`, '--eval', answering(program)], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
    env: {},
    timeout: limits.timeMs,
    killSignal: 'SIGKILL',
  });
  try {
    return await answerOf(child, input);
  } finally {
    child.kill('SIGKILL');
  }
}

function answering(program: string): string {
  return `process.once('message', async (input) => process.send({ answer: await (${program})(input) }));`;
}

function answerOf(child: ChildProcess, input: object): Promise<Apart | null> {
  return new Promise((resolve, reject) => {
    child.once('message', (message: Apart) => resolve(message));
    child.once('error', reject);
    child.once('exit', () => resolve(null));
    // A process that ends before it has read everything says so by its exit.
    child.send(input, () => {});
  });
}
