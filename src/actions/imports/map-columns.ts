// Which field each column of a file goes to: as told, or guessed from the fields' keys and labels in both languages.
import { type Field, fieldOf, type Module } from '#core/records/field.ts';
import { guessField } from '#core/records/guess-columns.ts';

/** A column's heading → a field's key. Null: guess. */
export type WantedColumns = Readonly<Record<string, string>> | null;

export type MappedColumn = { readonly index: number; readonly heading: string; readonly field: Field };

export type ColumnMapping = {
  readonly headings: readonly string[];
  readonly mapped: readonly MappedColumn[];
  /** Headings of the columns that are left out. */
  readonly unmapped: readonly string[];
};

export type MappingRefusal =
  | { readonly kind: 'refused'; readonly reason: 'empty_file' }
  /** Headings that the file doesn't have. */
  | { readonly kind: 'refused'; readonly reason: 'unknown_columns'; readonly columns: readonly string[] }
  /** Keys that the module doesn't have, or that can't be written, or that two columns go to. */
  | {
      readonly kind: 'refused';
      readonly reason: 'unknown_fields' | 'read_only_fields' | 'fields_mapped_twice';
      readonly fields: readonly string[];
    };

export function mapColumns(
  module: Module,
  firstRow: readonly string[] | null,
  wanted: WantedColumns,
): ColumnMapping | MappingRefusal {
  const headings = (firstRow ?? []).map((heading) => heading.trim());
  if (headings.every((heading) => heading === '')) return { kind: 'refused', reason: 'empty_file' };
  const refusal = wanted === null ? null : refusalOf(module, headings, wanted);
  if (refusal !== null) return refusal;
  const mapped: MappedColumn[] = [];
  for (const [index, heading] of headings.entries()) {
    const key =
      wanted === null ? guessField(module, heading)?.key : Object.hasOwn(wanted, heading) ? wanted[heading] : undefined;
    const field = key === undefined ? undefined : fieldOf(module, key);
    // Of two columns with the same meaning the first is taken, the other one told as unmapped.
    if (field === undefined || mapped.some((each) => each.field.key === field.key)) continue;
    mapped.push({ index, heading, field });
  }
  const taken = new Set(mapped.map(({ index }) => index));
  const unmapped = headings.filter((heading, index) => heading !== '' && !taken.has(index));
  return { headings, mapped, unmapped };
}

function refusalOf(
  module: Module,
  headings: readonly string[],
  wanted: Readonly<Record<string, string>>,
): MappingRefusal | null {
  const columns = Object.keys(wanted).filter((heading) => !headings.includes(heading));
  if (columns.length > 0) return { kind: 'refused', reason: 'unknown_columns', columns };
  const keys = Object.values(wanted);
  const unknown = keys.filter((key) => fieldOf(module, key) === undefined);
  if (unknown.length > 0) return { kind: 'refused', reason: 'unknown_fields', fields: unknown };
  const readOnly = keys.filter((key) => fieldOf(module, key)?.readOnly === true);
  if (readOnly.length > 0) return { kind: 'refused', reason: 'read_only_fields', fields: readOnly };
  const twice = keys.filter((key, index) => keys.indexOf(key) < index);
  return twice.length > 0 ? { kind: 'refused', reason: 'fields_mapped_twice', fields: twice } : null;
}
