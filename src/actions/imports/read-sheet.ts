// The first sheet of an Excel workbook as rows of cells. The library reads a workbook as a whole, so its size is limited, as
// it comes and unpacked: a small archive may hold very much (T23).
import { parseWorkbook } from '#actions/imports/parse-workbook.ts';
import type { RowReader } from '#actions/imports/read-rows.ts';

export type SheetRefusal = {
  readonly kind: 'refused';
  readonly reason: 'workbook_too_large' | 'workbook_unreadable';
};

export const WORKBOOK_BYTES_MAX = 10 * 1024 * 1024;
const UNPACKED_BYTES_MAX = 150 * 1024 * 1024;

export async function openSheet(source: AsyncIterable<Uint8Array>): Promise<RowReader | SheetRefusal> {
  const chunks: Uint8Array[] = [];
  let bytesRead = 0;
  for await (const chunk of source) {
    bytesRead += chunk.byteLength;
    if (bytesRead > WORKBOOK_BYTES_MAX) return { kind: 'refused', reason: 'workbook_too_large' };
    chunks.push(chunk);
  }
  const workbook = Buffer.concat(chunks);
  if (unpackedBytes(workbook) > UNPACKED_BYTES_MAX) return { kind: 'refused', reason: 'workbook_too_large' };
  const parsed = await parseWorkbook(workbook);
  if (parsed.kind !== 'parsed') return { kind: 'refused', reason: `workbook_${parsed.kind}` };
  return { rows: textsOf(parsed.rows), brokenOff: () => null, bytesRead: () => bytesRead };
}

async function* textsOf(sheet: readonly (readonly unknown[])[]): AsyncGenerator<readonly string[]> {
  for (const row of sheet) yield row.map(textOf);
}

/** As people see it: a day without a time of day is a day. */
function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date)
    return cell
      .toISOString()
      .replace(/T00:00:00\.000Z$/, '')
      .replace(/\.000Z$/, '')
      .replace('T', ' ');
  if (typeof cell === 'boolean') return cell ? 'Yes' : 'No';
  return String(cell);
}

const CENTRAL_ENTRY = Buffer.from([0x50, 0x4b, 0x01, 0x02]);
const UNPACKED_SIZE_AT = 24;

/** What the archive's directory says its files come to. */
function unpackedBytes(archive: Buffer): number {
  let total = 0;
  for (let at = archive.indexOf(CENTRAL_ENTRY); at !== -1; at = archive.indexOf(CENTRAL_ENTRY, at + 4)) {
    if (at + UNPACKED_SIZE_AT + 4 <= archive.length) total += archive.readUInt32LE(at + UNPACKED_SIZE_AT);
  }
  return total;
}
