// Reads a workbook in a thread of its own, with limits on memory and time: what an archive says of its size may be a lie
// (T23), and whoever waits for other answers must not wait for this one.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';

const LIMITS = { memoryMb: 512, timeMs: 60_000 };

/** Cells as the library gives them: texts, numbers, booleans, dates, null. */
export type ParsedWorkbook =
  | { readonly kind: 'parsed'; readonly rows: readonly (readonly unknown[])[] }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'too_large' };

const PROGRAM = `
const { parentPort, workerData } = require('node:worker_threads');
import(workerData.library)
  .then(({ readSheet }) => readSheet(Buffer.from(workerData.workbook)))
  .then((rows) => parentPort.postMessage({ kind: 'parsed', rows }), () => parentPort.postMessage({ kind: 'unreadable' }));
`;

export async function parseWorkbook(workbook: Uint8Array, limits = LIMITS): Promise<ParsedWorkbook> {
  const library = pathToFileURL(createRequire(import.meta.url).resolve('read-excel-file/node')).href;
  const thread = new Worker(PROGRAM, {
    eval: true,
    workerData: { library, workbook },
    resourceLimits: { maxOldGenerationSizeMb: limits.memoryMb },
  });
  const parsed = await answerOf(thread, limits.timeMs);
  await thread.terminate();
  return parsed;
}

function answerOf(thread: Worker, timeMs: number): Promise<ParsedWorkbook> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve({ kind: 'too_large' }), timeMs);
    thread.once('message', (parsed: ParsedWorkbook) => resolve(parsed));
    // Out of memory, or gone without an answer.
    thread.once('error', () => resolve({ kind: 'too_large' }));
    thread.once('exit', () => {
      clearTimeout(timer);
      resolve({ kind: 'too_large' });
    });
  });
}
