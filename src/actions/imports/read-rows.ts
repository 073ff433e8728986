// A CSV file as a stream of rows of cells, in constant memory. Lenient about quotes and row lengths, as exports of other
// programs are; what ends the reading for good is told, never swallowed.
import { pipeline } from 'node:stream/promises';
import { parse } from 'csv-parse';
import { guessDelimiter } from '#core/records/guess-columns.ts';

export type FileEncoding = 'utf-8' | 'gb18030';

export type CsvSource = {
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Null: UTF-8 where the beginning of the file is; what isn't was most likely written by Excel in China. */
  readonly encoding: FileEncoding | null;
  /** Null: the one of , ; and tab that the first line has most of. */
  readonly delimiter: string | null;
};

/** Nothing after this row was read: a quote that never ends, or a row longer than any sensible one. */
export type BrokenOff = { readonly row: number; readonly why: 'quote_not_closed' | 'row_too_long' };

export type RowReader = {
  readonly rows: AsyncIterable<readonly string[]>;
  /** Known once the rows have ended. */
  brokenOff(): BrokenOff | null;
  bytesRead(): number;
};

const ROW_LENGTH_MAX = 1_000_000;
const BEGINNING_BYTES = 64 * 1024;

export function openRows(source: CsvSource): RowReader {
  let brokenOff: BrokenOff | null = null;
  let bytesRead = 0;
  async function* texts(): AsyncGenerator<string> {
    // A byte order mark is dropped; bytes that are no text become U+FFFD, which the import refuses cell by cell.
    let decoder = source.encoding === null ? null : new TextDecoder(source.encoding);
    let beginning: Uint8Array = new Uint8Array();
    for await (const chunk of source.bytes) {
      bytesRead += chunk.byteLength;
      if (decoder !== null) {
        yield decoder.decode(chunk, { stream: true });
        continue;
      }
      beginning = Buffer.concat([beginning, chunk]);
      if (beginning.byteLength < BEGINNING_BYTES) continue;
      decoder = new TextDecoder(encodingOf(beginning));
      yield decoder.decode(beginning, { stream: true });
    }
    if (decoder === null) yield new TextDecoder(encodingOf(beginning)).decode(beginning);
    else yield decoder.decode();
  }
  async function* rows(): AsyncGenerator<readonly string[]> {
    const chunks = texts();
    const head = await readHead(chunks);
    const parser = parse({
      delimiter: source.delimiter ?? guessDelimiter(head),
      relax_column_count: true,
      relax_quotes: true,
      skip_records_with_error: true,
      max_record_size: ROW_LENGTH_MAX,
    });
    parser.on('skip', (error?: { code: string; records: number }) => {
      const why = error?.code === 'CSV_QUOTE_NOT_CLOSED' ? 'quote_not_closed' : 'row_too_long';
      brokenOff ??= { row: (error?.records ?? 0) + 1, why };
    });
    const feeding = pipeline(joined(head, chunks), parser);
    feeding.catch(() => undefined); // the parser fails with the same error, to whoever reads it
    yield* parser as AsyncIterable<readonly string[]>; // rows without the `columns` option are arrays of text
    await feeding;
  }
  return { rows: rows(), brokenOff: () => brokenOff, bytesRead: () => bytesRead };
}

/** A character that the beginning cuts in two doesn't matter. */
function encodingOf(beginning: Uint8Array): FileEncoding {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(beginning, { stream: true });
    return 'utf-8';
  } catch {
    return 'gb18030';
  }
}

/** At least the first line, or everything there is. */
async function readHead(chunks: AsyncGenerator<string>): Promise<string> {
  let head = '';
  while (!/[\r\n]/.test(head) && head.length < ROW_LENGTH_MAX) {
    const { done, value } = await chunks.next();
    if (done === true) break;
    head += value;
  }
  return head;
}

async function* joined(head: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield head;
  yield* rest;
}
