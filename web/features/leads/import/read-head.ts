// The beginning of a CSV file, to show what its columns hold before anything is imported.
import { parse } from 'csv-parse/browser/esm/sync';
import { guessDelimiter, guessField } from '#core/records/guess-columns.ts';
import type { Module } from '#core/records/field.ts';

export type Encoding = 'utf-8' | 'gb18030';

export type Head = {
  readonly encoding: Encoding;
  readonly columns: readonly {
    readonly heading: string;
    /** The first values that aren't empty. */
    readonly examples: readonly string[];
  }[];
};

/** Heading → field key; null: left out. */
export type Mapping = Readonly<Record<string, string | null>>;

const HEAD_BYTES = 64 * 1024;
const ROWS = 20;
const EXAMPLES = 2;

export async function readHead(file: Blob): Promise<Head> {
  const bytes = await file.slice(0, HEAD_BYTES).arrayBuffer();
  const encoding = encodingOf(bytes);
  const text = new TextDecoder(encoding).decode(bytes, { stream: true });
  const rows: string[][] = parse(text, {
    delimiter: guessDelimiter(text),
    to: ROWS,
    relax_column_count: true,
    relax_quotes: true,
    skip_records_with_error: true,
  });
  const [headings = [], ...values] = rows;
  const columns = headings.map((heading, index) => ({
    heading: heading.trim(),
    examples: values
      .map((row) => row[index]?.trim() ?? '')
      .filter((value) => value !== '')
      .slice(0, EXAMPLES),
  }));
  const isFirst = (heading: string, index: number) => columns.findIndex((one) => one.heading === heading) === index;
  return { encoding, columns: columns.filter(({ heading }, index) => heading !== '' && isFirst(heading, index)) };
}

/** What isn't UTF-8 was most likely written by Excel in China. */
function encodingOf(bytes: ArrayBuffer): Encoding {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return 'utf-8';
  } catch {
    return 'gb18030';
  }
}

/** As the server would guess it: a field at most once. */
export function guessMapping(module: Module, { columns }: Head): Mapping {
  const mapping: Record<string, string | null> = {};
  for (const { heading } of columns) {
    const key = guessField(module, heading)?.key ?? null;
    mapping[heading] = key === null || Object.values(mapping).includes(key) ? null : key;
  }
  return mapping;
}

/** A field comes from one column: where another had it, that one is left out. */
export function withColumn(mapping: Mapping, heading: string, key: string | null): Mapping {
  const others = Object.entries(mapping).map(([other, had]) => [other, had === key ? null : had] as const);
  return { ...Object.fromEntries(others), [heading]: key };
}
