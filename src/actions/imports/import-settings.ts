// What is said of a file before it is taken in, and whether it makes sense for the module.
import type { Duplicates } from '#actions/imports/import-batch.ts';
import { type ColumnMapping, type MappingRefusal, mapColumns } from '#actions/imports/map-columns.ts';
import type { DayOrder } from '#core/records/day-order.ts';
import { fieldOf, type Module } from '#core/records/field.ts';
import type { Meanings } from '#core/records/meanings.ts';

export type ImportSettings = {
  /** Heading → field key. */
  readonly columns: Readonly<Record<string, string>>;
  readonly meanings: Meanings;
  readonly dayOrder: DayOrder;
  readonly duplicates: Duplicates;
};

export type SettingsRefusal = MappingRefusal | { readonly kind: 'refused'; readonly reason: 'bad_key' };

export function checkSettings(
  module: Module,
  headings: readonly string[],
  { columns, duplicates }: ImportSettings,
): ColumnMapping | SettingsRefusal {
  if (!canBeKey(module, duplicates)) return { kind: 'refused', reason: 'bad_key' };
  return mapColumns(module, headings, columns);
}

/** A value that is written in one way only, and short enough to be looked for. */
export function canBeKey(module: Module, duplicates: Duplicates): boolean {
  if (duplicates.kind === 'add') return true;
  const type = fieldOf(module, duplicates.key)?.type;
  return type !== undefined && !['boolean', 'multi_select', 'date_time', 'long_text'].includes(type);
}
