// Where a field's values are in its module's table.
import { type RawBuilder, sql } from 'kysely';
import type { ValueShape } from '#core/records/field.ts';

/** The column of a field; `folded`: the companion that holds fold(value), which every column of shape text has. */
export type FieldColumn = { readonly name: string; readonly folded: string | null; readonly shape: ValueShape };

/** Text compares byte by byte on what the application has folded; the database's own collations fold otherwise. */
export function comparedOf({ name, folded, shape }: FieldColumn): RawBuilder<unknown> {
  if (shape !== 'text') return sql.id(name);
  if (folded === null) throw new Error(`a text column without its folded companion: ${name}`);
  return sql`${sql.id(folded)} collate "C"`;
}
