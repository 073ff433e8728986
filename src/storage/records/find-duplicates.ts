// Records that an incoming row may be a double of: same value in the field that was chosen as key (text compares folded).
import { sql } from 'kysely';
import type { FieldValue } from '#core/records/field.ts';
import { fold } from '#core/records/fold.ts';
import type { Tx } from '#storage/db.ts';
import { type Catalogue, columnType, seen } from '#storage/records/catalogue.ts';

/** How keys compare: equal key texts are the same key. Null: no value, which is nobody's double. */
export function keyText(value: FieldValue): string | null {
  return value === null || typeof value === 'object' ? null : fold(String(value));
}

/** The oldest living record of each key that there is one for: key text → internal id. */
export async function findDuplicates(
  tx: Tx,
  catalogue: Catalogue,
  { key, keys }: { readonly key: string; readonly keys: readonly string[] },
): Promise<Map<string, string>> {
  const column = catalogue.columns.get(key);
  if (column === undefined || keys.length === 0) return new Map();
  const { name, folded, shape } = column;
  const compared = folded === null ? sql.id(name) : sql`${sql.id(folded)} collate "C"`;
  const rows = await tx.query<{ key: string; id: string }>(sql`
    select (${compared})::text as key, min(id) as id from ${sql.table(catalogue.table)}
    where ${compared} = any(${keys}::text[]::${columnType[shape]}[]) and ${seen(catalogue)}
    group by ${compared}`);
  return new Map(rows.map((row) => [row.key, row.id]));
}
