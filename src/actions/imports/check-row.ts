// One row of a file on its way to a record: cells → what the validator takes → typed values, or everything wrong with it.
import type { MappedColumn } from '#actions/imports/map-columns.ts';
import { inputFromText } from '#core/records/convert.ts';
import { type FieldValue, type FieldValues, fieldOf, type Module } from '#core/records/field.ts';
import type { FieldProblem } from '#core/records/field-problem.ts';
import { fold } from '#core/records/fold.ts';
import { type Checked, checkValues } from '#core/records/validate.ts';
import type { Member } from '#storage/organizations/members.ts';

/** Cells by field key; an empty one is not given. */
export type RowTexts = ReadonlyMap<string, string>;

/** Further fields made from a row, by the headings of its columns: field key → cell. */
export type DeriveFields = (row: ReadonlyMap<string, string>) => Readonly<Record<string, string>>;

export type Row = {
  /** As a spreadsheet numbers it: the heading is row 1. */
  readonly number: number;
  readonly texts: RowTexts;
  /** What is wrong with it before any value is looked at. */
  readonly problem: FieldProblem | null;
};

export type RowContext = {
  readonly module: Module;
  readonly zone: string;
  /** Active members: by folded mail address and by public id → public id. */
  readonly members: ReadonlyMap<string, string>;
};

export function readRow(
  cells: readonly string[],
  shape: { readonly number: number; readonly headings: readonly string[]; readonly mapped: readonly MappedColumn[] },
  derive: DeriveFields | null,
): Row {
  const { number, headings, mapped } = shape;
  const texts = new Map<string, string>();
  const put = (key: string, cell: string): void => {
    if (cell.trim() !== '') texts.set(key, cell);
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
  return { number, texts, problem };
}

/** The value of one field of the row, as it would be stored; null when there is none that could be. */
export function valueInRow(row: Row, key: string, context: RowContext): FieldValue {
  const text = row.texts.get(key);
  if (text === undefined) return null;
  const checked = checkRow({ ...row, texts: new Map([[key, text]]) }, 'update', context);
  return checked.ok ? (checked.values[key] ?? null) : null;
}

/** On 'update' empty cells leave what is there: a file with fewer cells must not empty records. */
export function checkRow(row: Row, mode: 'create' | 'update', context: RowContext): Checked {
  const { module, zone, members } = context;
  const problems: FieldProblem[] = row.problem === null ? [] : [row.problem];
  const input: Record<string, unknown> = {};
  for (const [key, text] of row.texts) {
    const field = fieldOf(module, key);
    const member = field?.type === 'user' ? members.get(fold(text.trim())) : undefined;
    if (text.includes('\uFFFD')) problems.push({ field: key, rule: 'bad_encoding', value: text });
    else if (field?.type === 'user' && member === undefined) {
      problems.push({ field: key, rule: 'not_a_member', value: text });
    } else input[key] = member ?? (field === undefined ? text : inputFromText(field, text, zone));
  }
  const checked = checkValues(module, input, mode);
  if (problems.length === 0) return checked;
  const refused = new Set(problems.map(({ field }) => field));
  // A field that is refused already is not missing.
  const others = checked.ok ? [] : checked.problems.filter(({ field }) => !refused.has(field));
  return { ok: false, problems: [...problems, ...others] };
}

/** What stood in the cell says more to whoever wrote the file than what it was read as. */
export function withCell(problem: FieldProblem, row: Row): FieldProblem {
  return { ...problem, value: row.texts.get(problem.field) ?? problem.value };
}

export function membersByName(members: readonly Member[]): ReadonlyMap<string, string> {
  const active = members.filter((member) => member.active);
  return new Map(
    active.flatMap(
      ({ email, publicId }) =>
        [
          [fold(email), publicId],
          [publicId, publicId],
        ] as const,
    ),
  );
}

/** What a new record of the row holds: whoever imports it owns it, unless the row says otherwise. */
export function withOwner(values: FieldValues, owner: string): FieldValues {
  return 'owner' in values ? values : { ...values, owner };
}
