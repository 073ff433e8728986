// An export as an Excel workbook. The library writes a workbook as a whole, so it takes a limited number of rows; every cell is
// a text or a number by type, so none is ever a formula (T22).
import writeExcelFile, { type Row } from 'write-excel-file/node';
import type { Exported } from '#actions/exports/export-records.ts';

export const WORKBOOK_ROWS_MAX = 20_000;
/** Excel takes no longer texts. */
const CELL_LENGTH_MAX = 32_767;
/** Excel keeps 15 digits of a number. */
const EXACT_NUMBER = /^-?\d{1,15}$|^-?(?=[\d.]{1,16}$)\d+\.\d+$/;
const NUMBERS: ReadonlySet<string> = new Set(['integer', 'decimal', 'currency', 'percent']);

type Exportable = Extract<Exported, { kind: 'exported' }>;

/** Null: there are too many rows. */
export async function workbookOf({ headings, fields, rows }: Exportable): Promise<Buffer | null> {
  const sheet: Row[] = [headings.map((value) => ({ value, type: String, fontWeight: 'bold' as const }))];
  for await (const row of rows) {
    if (sheet.length > WORKBOOK_ROWS_MAX) return null;
    sheet.push(row.map((cell, index) => cellOf(cell, fields[index]?.type ?? 'text')));
  }
  return writeExcelFile(sheet, { stickyRowsCount: 1 }).toBuffer();
}

function cellOf(cell: string, type: string) {
  if (cell === '') return null;
  if (NUMBERS.has(type) && EXACT_NUMBER.test(cell)) return { value: Number(cell), type: Number };
  return { value: cell.slice(0, CELL_LENGTH_MAX), type: String };
}
