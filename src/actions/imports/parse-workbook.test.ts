import { expect, it } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import { parseWorkbook } from '#actions/imports/parse-workbook.ts';

const workbookOf = (rows: number) =>
  writeExcelFile(
    Array.from({ length: rows }, (_, row) =>
      [0, 1, 2, 3].map((column) => ({ value: `${row} ${column}`, type: String })),
    ),
  ).toBuffer();

it('I-1 gives the cells of the first sheet', async () => {
  const parsed = await parseWorkbook(await workbookOf(2));
  expect(parsed).toEqual({
    kind: 'parsed',
    rows: [
      ['0 0', '0 1', '0 2', '0 3'],
      ['1 0', '1 1', '1 2', '1 3'],
    ],
  });
});

it('T23 a workbook that needs more memory than it may ends its own process, and nothing else', async () => {
  const workbook = await workbookOf(20_000);
  expect(await parseWorkbook(workbook, { memoryMb: 8, timeMs: 60_000 })).toEqual({ kind: 'too_large' });
  expect(await parseWorkbook(workbook)).toMatchObject({ kind: 'parsed' });
});

it('T23 one that takes too long is given up', async () => {
  expect(await parseWorkbook(await workbookOf(20_000), { memoryMb: 512, timeMs: 1 })).toEqual({ kind: 'too_large' });
});

it('I-1 what is no workbook is unreadable', async () => {
  expect(await parseWorkbook(Buffer.from('PK\u0003\u0004 not really'))).toEqual({ kind: 'unreadable' });
});
