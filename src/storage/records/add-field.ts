// R-2: a custom field is a column, added while the product runs. Adding one rewrites nothing (1–4 ms at a million rows),
// but it needs the table for itself for that moment: it waits briefly, lets the queue behind it go on, and tries again.
import { setTimeout as sleep } from 'node:timers/promises';
import { type RawBuilder, sql } from 'kysely';
import type { Field } from '#core/records/field.ts';
import type { Instant } from '#core/time/instant.ts';
import { type Database, instant, type OrganizationSeat, type Tx } from '#storage/db.ts';
import { columnOf, columnType, tableOf } from '#storage/records/catalogue.ts';

export type AddedField = 'added' | 'key_taken' | 'too_many_fields' | 'table_busy';

/** A text has two columns and a table 1,600 at most. */
const FIELDS_MAX = 500;
const LOCK_TIMEOUT_MS = 200;
const ATTEMPTS_MAX = 40;
const RETRY_DELAY_MS = 100;
const UNIQUE_VIOLATION = '23505';
const LOCK_NOT_AVAILABLE = '55P03';

/** Adds the column and says so in custom_field, both or neither. The key has been checked. */
export async function addField(
  database: Database,
  seat: OrganizationSeat,
  wanted: { readonly module: string; readonly field: Field; readonly now: Instant },
): Promise<AddedField> {
  for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
    try {
      return await database.owner((tx) => addOnce(tx, seat, wanted));
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === UNIQUE_VIOLATION) return 'key_taken';
      if (code !== LOCK_NOT_AVAILABLE) throw error;
      await sleep(RETRY_DELAY_MS);
    }
  }
  return 'table_busy';
}

async function addOnce(
  tx: Tx,
  seat: OrganizationSeat,
  { module, field, now }: { readonly module: string; readonly field: Field; readonly now: Instant },
): Promise<AddedField> {
  const known = await tx.query<{ key: string }>(
    sql`select key from ${sql.table(`${seat.schema}.custom_field`)} where module = ${module}`,
  );
  if (known.some(({ key }) => key === field.key)) return 'key_taken';
  if (known.length >= FIELDS_MAX) return 'too_many_fields';
  await tx.query(sql`
    insert into ${sql.table(`${seat.schema}.custom_field`)}
      (module, key, type, label_en, label_zh, required, options, created_at)
    values (${module}, ${field.key}, ${field.type}, ${field.label.en}, ${field.label.zh}, ${field.required},
      ${field.options}::text[], ${instant(now)})`);
  const { name, folded, shape } = columnOf(field);
  const added = [sql`add column ${sql.id(name)} ${columnType[shape]} ${defaultOf(field)}`];
  if (folded !== null) added.push(sql`add column ${sql.id(folded)} text`);
  // The last statement: the table is held for the commit only.
  await tx.query(sql`select set_config('lock_timeout', ${String(LOCK_TIMEOUT_MS)}, true)`);
  await tx.query(sql`alter table ${sql.table(`${seat.schema}.${tableOf(module)}`)} ${sql.join(added)}`);
  return 'added';
}

/** A box is ticked or not; every other field starts empty. */
function defaultOf(field: Field): RawBuilder<unknown> {
  return field.type === 'boolean' ? sql`not null default false` : sql``;
}
