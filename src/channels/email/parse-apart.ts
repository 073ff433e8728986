// Parses a large message in a process of its own (T21): whoever waits for other answers must not wait for this one.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { Email, PostalMimeOptions } from 'postal-mime';
import { type ApartLimits, runApart } from '#apart/run-apart.ts';

const PROGRAM = `async ({ library, raw, options }) => {
  const { default: PostalMime } = await import(library);
  return PostalMime.parse(raw, options).catch(() => null);
}`;

/** `answer` null: it is no mail. Null: it took too much. */
export async function parseApart(
  raw: Uint8Array,
  options: PostalMimeOptions,
  limits: ApartLimits,
): Promise<{ readonly answer: Email | null } | null> {
  const library = pathToFileURL(createRequire(import.meta.url).resolve('postal-mime')).href;
  const apart = await runApart({ program: PROGRAM, input: { library, raw, options }, limits });
  return apart as { readonly answer: Email | null } | null;
}
