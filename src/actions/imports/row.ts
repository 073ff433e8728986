// One row of a file: its cells, and which of them goes to which field.
import type { MappedColumn } from '#actions/imports/map-columns.ts';
import type { FieldProblem } from '#core/records/field-problem.ts';
import { plainCell } from '#core/records/safe-cell.ts';

/** Cells by field key; an empty one is not given. */
export type RowTexts = ReadonlyMap<string, string>;

/** Further fields made from a row, by the headings of its columns: field key → cell. */
export type DeriveFields = (row: ReadonlyMap<string, string>) => Readonly<Record<string, string>>;

export type Row = {
  /** As a spreadsheet numbers it: the heading is row 1. */
  readonly number: number;
  /** As they stand in the file. */
  readonly cells: readonly string[];
  readonly texts: RowTexts;
  /** What is wrong with it before any value is looked at. */
  readonly problem: FieldProblem | null;
};

export function readRow(
  cells: readonly string[],
  shape: { readonly number: number; readonly headings: readonly string[]; readonly mapped: readonly MappedColumn[] },
  derive: DeriveFields | null,
): Row {
  const { number, headings, mapped } = shape;
  const texts = new Map<string, string>();
  const put = (key: string, cell: string): void => {
    const text = plainCell(cell);
    if (text.trim() !== '') texts.set(key, text);
  };
  for (const { index, field } of mapped) put(field.key, cells[index] ?? '');
  if (derive !== null) {
    const byHeading = new Map(headings.map((heading, index) => [heading, cells[index] ?? '']));
    for (const [key, cell] of Object.entries(derive(byHeading))) put(key, cell);
  }
  const surplus = cells.slice(headings.length).filter((cell) => cell.trim() !== '');
  const problem =
    surplus.length === 0
      ? null
      : ({ field: '', rule: 'broken_row', value: surplus.join(', ').slice(0, 1000) } as const);
  return { number, cells, texts, problem };
}
