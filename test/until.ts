import { setTimeout as pause } from 'node:timers/promises';

const POLL_MS = 20;
/** So long that only what hangs takes it: a machine that is slow at the moment fails no test. */
const HANGS_MS = 60_000;

/** Asks again until the answer isn't null (or false); throws, saying what was waited for, after `withinMs`. Tests never just sleep. */
export async function until<T>(
  what: string,
  probe: () => T | Promise<T>,
  withinMs = HANGS_MS,
): Promise<NonNullable<T>> {
  const deadline = Date.now() + withinMs;
  while (Date.now() < deadline) {
    const answer = await probe();
    if (answer !== null && answer !== undefined && answer !== false) return answer;
    await pause(POLL_MS);
  }
  throw new Error(`Waited ${withinMs} ms in vain until ${what}.`);
}
