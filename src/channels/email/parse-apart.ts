// Parses a large message in a thread of its own, with limits on memory and time (T21): whoever waits for other answers must
// not wait for this one.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Email, PostalMimeOptions } from 'postal-mime';

export type ApartLimits = { readonly memoryMb: number; readonly timeMs: number };

const PROGRAM = `
const { parentPort, workerData } = require('node:worker_threads');
import(workerData.library)
  .then(({ default: PostalMime }) => PostalMime.parse(workerData.raw, workerData.options))
  .then((email) => parentPort.postMessage({ email }), () => parentPort.postMessage({ email: null }));
`;

/** `email` null: it is no mail. Null: it took too much. */
export async function parseApart(
  raw: Uint8Array,
  options: PostalMimeOptions,
  limits: ApartLimits,
): Promise<{ readonly email: Email | null } | null> {
  const library = pathToFileURL(createRequire(import.meta.url).resolve('postal-mime')).href;
  const thread = new Worker(PROGRAM, {
    eval: true,
    workerData: { library, raw, options },
    resourceLimits: { maxOldGenerationSizeMb: limits.memoryMb },
  });
  try {
    return await answerOf(thread, limits.timeMs);
  } finally {
    await thread.terminate();
  }
}

function answerOf(thread: Worker, timeMs: number): Promise<{ readonly email: Email | null } | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), timeMs);
    thread.once('message', (parsed: { readonly email: Email | null }) => resolve(parsed));
    // Out of memory, or gone without an answer.
    thread.once('error', () => resolve(null));
    thread.once('exit', () => {
      clearTimeout(timer);
      resolve(null);
    });
  });
}
