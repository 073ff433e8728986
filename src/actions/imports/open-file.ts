// A file of rows, whichever kind it is: what begins like a ZIP archive is an Excel workbook, everything else CSV.
import { type CsvSource, openRows, type RowReader } from '#actions/imports/read-rows.ts';
import { openSheet, type SheetRefusal } from '#actions/imports/read-sheet.ts';

const ZIP = [0x50, 0x4b, 0x03, 0x04];

export async function openFile(source: CsvSource): Promise<RowReader | SheetRefusal> {
  const bytes = source.bytes[Symbol.asyncIterator]();
  let beginning: Uint8Array = new Uint8Array();
  while (beginning.byteLength < ZIP.length) {
    const next = await bytes.next();
    if (next.done === true) break;
    beginning = Buffer.concat([beginning, next.value]);
  }
  const whole = joined(beginning, { [Symbol.asyncIterator]: () => bytes });
  const isZip = ZIP.every((byte, index) => beginning[index] === byte);
  return isZip ? openSheet(whole) : openRows({ ...source, bytes: whole });
}

async function* joined(beginning: Uint8Array, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield beginning;
  yield* rest;
}
