// Reads a workbook in a process of its own: what an archive says of its size may be a lie (T23), and whoever waits for
// other answers must not wait for this one.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { runApart } from '#apart/run-apart.ts';

const LIMITS = { memoryMb: 512, timeMs: 60_000 };

/** Cells as the library gives them: texts, numbers, booleans, dates, null. */
type ParsedWorkbook =
  | { readonly kind: 'parsed'; readonly rows: readonly (readonly unknown[])[] }
  | { readonly kind: 'unreadable' };

const PROGRAM = `async ({ library, workbook }) => {
  const { readSheet } = await import(library);
  return readSheet(Buffer.from(workbook)).then((rows) => ({ kind: 'parsed', rows }), () => ({ kind: 'unreadable' }));
}`;

export async function parseWorkbook(
  workbook: Uint8Array,
  limits = LIMITS,
): Promise<ParsedWorkbook | { readonly kind: 'too_large' }> {
  const library = pathToFileURL(createRequire(import.meta.url).resolve('read-excel-file/node')).href;
  const apart = await runApart({ program: PROGRAM, input: { library, workbook }, limits });
  return apart === null ? { kind: 'too_large' } : (apart.answer as ParsedWorkbook);
}
