// One row of a file on its way to a record: cells → what the validator takes → typed values, or everything wrong with it.
import type { CellMeanings } from '#actions/imports/cell-meanings.ts';
import type { Referred } from '#actions/imports/find-referred.ts';
import type { Row } from '#actions/imports/row.ts';
import { inputFromText, OPTION_SEPARATOR } from '#core/records/convert.ts';
import { type DayOrder, yearFirst } from '#core/records/day-order.ts';
import { type Field, type FieldValue, type FieldValues, fieldOf, type Module } from '#core/records/field.ts';
import type { FieldProblem } from '#core/records/field-problem.ts';
import { fold } from '#core/records/fold.ts';
import { type Checked, checkValues } from '#core/records/validate.ts';
import type { Member } from '#storage/organizations/members.ts';

export type RowContext = {
  readonly module: Module;
  readonly zone: string;
  /** Active members: by folded mail address, by folded name where one only has it, and by public id → public id. */
  readonly members: ReadonlyMap<string, string>;
  readonly referred: Referred;
  readonly meanings: CellMeanings;
  readonly dayOrder: DayOrder;
};

/** The value of one field of the row, as it would be stored; null when there is none that could be. */
export function valueInRow(row: Row, key: string, context: RowContext): FieldValue {
  const text = row.texts.get(key);
  if (text === undefined) return null;
  const checked = checkRow({ ...row, texts: new Map([[key, text]]) }, 'update', context);
  return checked.ok ? (checked.values[key] ?? null) : null;
}

/** On 'update' empty cells leave what is there: a file with fewer cells must not empty records. */
export function checkRow(row: Row, mode: 'create' | 'update', context: RowContext): Checked {
  const problems: FieldProblem[] = row.problem === null ? [] : [row.problem];
  const input: Record<string, unknown> = {};
  for (const [key, cell] of row.texts) {
    const read = readCell(context, key, cell);
    if ('rule' in read) problems.push({ field: key, rule: read.rule, value: cell });
    else if (read.given !== null) input[key] = read.given;
  }
  const checked = checkValues(context.module, input, mode);
  if (problems.length === 0) return checked;
  const refused = new Set(problems.map(({ field }) => field));
  // A field that is refused already is not missing.
  const others = checked.ok ? [] : checked.problems.filter(({ field }) => !refused.has(field));
  return { ok: false, problems: [...problems, ...others] };
}

/** What the validator is given; null: the cell means nothing. */
type ReadCell = { readonly given: unknown } | { readonly rule: 'bad_encoding' | 'not_a_member' | 'not_a_record' };

function readCell(context: RowContext, key: string, cell: string): ReadCell {
  if (cell.includes('\uFFFD')) return { rule: 'bad_encoding' };
  const field = fieldOf(context.module, key);
  if (field === undefined) return { given: cell };
  const text = meantText(field, cell, context);
  if (text === '') return { given: null };
  const named = namedBy(field, text, context);
  if (named !== null) return named;
  const isDay = field.type === 'date' || field.type === 'date_time';
  return { given: inputFromText(field, isDay ? yearFirst(text, context.dayOrder) : text, context.zone) };
}

/** The cell with what was said of it taken into account; '' when it stands for nothing. */
function meantText({ key, type }: Field, cell: string, { meanings }: RowContext): string {
  const said = meanings.get(key);
  if (said === undefined) return cell;
  const meant = (part: string): string => {
    const meaning = said.get(fold(part.trim()));
    if (meaning === undefined || meaning === 'add') return part;
    return meaning === 'empty' ? '' : meaning.as;
  };
  if (type !== 'multi_select' || said.has(fold(cell.trim()))) return meant(cell);
  const parts = cell.split(OPTION_SEPARATOR).map(meant);
  return parts.filter((part) => part.trim() !== '').join(OPTION_SEPARATOR);
}

/** Whom or what a cell names. Null: its field holds plain values. */
function namedBy({ key, type }: Field, text: string, { members, referred }: RowContext): ReadCell | null {
  if (type !== 'user' && type !== 'lookup') return null;
  const cell = fold(text.trim());
  const id = type === 'user' ? members.get(cell) : referred.get(key)?.get(cell);
  if (id !== undefined) return { given: id };
  return { rule: type === 'user' ? 'not_a_member' : 'not_a_record' };
}

/** What stood in the cell says more to whoever wrote the file than what it was read as. */
export function withCell(problem: FieldProblem, row: Row): FieldProblem {
  return { ...problem, value: row.texts.get(problem.field) ?? problem.value };
}

/** Of two active members of one name neither is meant by it. */
export function membersByName(members: readonly Member[]): ReadonlyMap<string, string> {
  const active = members.filter((member) => member.active);
  const named = new Map<string, string>();
  for (const { name, publicId } of active) {
    const isShared = active.some((other) => other.publicId !== publicId && fold(other.name) === fold(name));
    if (!isShared) named.set(fold(name), publicId);
  }
  for (const { email, publicId } of active) named.set(fold(email), publicId).set(publicId, publicId);
  return named;
}

/** What a new record of the row holds: whoever imports it owns it, unless the row says otherwise. */
export function withOwner(values: FieldValues, owner: string): FieldValues {
  return 'owner' in values ? values : { ...values, owner };
}
