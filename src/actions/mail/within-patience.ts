import { setTimeout as pause } from 'node:timers/promises';

/** What is asked for did not come in time; it may still be done. */
export class OutOfPatience extends Error {
  override readonly name = 'OutOfPatience';
}

export async function withinPatience<T>(work: Promise<T>, durationMsMax: number): Promise<T> {
  const settled = new AbortController();
  const end = pause(durationMsMax, undefined, { signal: settled.signal }).then(() => {
    throw new OutOfPatience(`no answer within ${durationMsMax} ms`);
  });
  try {
    return await Promise.race([work, end]);
  } finally {
    settled.abort();
  }
}
