// `cadenza serve` as a process of its own, as a user starts it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { until } from './until.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

export type ServeProcess = {
  readonly out: () => string;
  readonly errors: () => string;
  /** Its exit code, when it has ended; null after a signal that it didn't survive. */
  readonly ended: Promise<number | null>;
  /** Until it has said where it runs. */
  ready(): Promise<void>;
  signal(name: 'SIGINT' | 'SIGTERM' | 'SIGKILL'): void;
};

export function startServe(variables: Readonly<Record<string, string>>): ServeProcess {
  // env(1) adds to our environment and then becomes the node that it starts.
  const assignments = Object.entries(variables).map(([name, value]) => `${name}=${value}`);
  const child = spawn('env', [...assignments, process.execPath, 'bin/cadenza.js', 'serve'], { cwd: ROOT });
  const [out, errors]: [string[], string[]] = [[], []];
  child.stdout.on('data', (text) => out.push(String(text)));
  child.stderr.on('data', (text) => errors.push(String(text)));
  const ended = once(child, 'close').then(([code]) => code as number | null); // as Node documents 'close'
  return {
    out: () => out.join(''),
    errors: () => errors.join(''),
    ended,
    ready: async () => {
      await until('it runs', () => out.join('').includes('Cadenza runs at') || child.exitCode !== null, 30_000);
      if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}: ${errors.join('')}`);
    },
    signal: (name) => void child.kill(name),
  };
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
