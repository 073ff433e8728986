// a module that the organisation makes is a table like the product's own, and a row of custom_module.
import { sql } from 'kysely';
import type { NewModule } from '#core/records/check-module.ts';
import type { Field } from '#core/records/field.ts';
import type { Instant } from '#core/time/instant.ts';
import { writeAuditAsOwner } from '#storage/audit/write-audit.ts';
import { type Database, instant, type OrganizationSeat, type Tx } from '#storage/db.ts';
import { alterPatiently } from '#storage/records/alter.ts';
import { tableOf } from '#storage/records/catalogue.ts';
import { addColumns, createTable } from '#storage/records/module-table.ts';
import { insertField } from '#storage/records/own-fields.ts';

export type AddedModule = 'added' | 'key_taken' | 'too_many_modules' | 'table_busy';

export type OwnModule = NewModule & { readonly retired: boolean };

/** Every backend keeps what it learns of a table that it touches. */
const MODULES_MAX = 100;

type NamedModule = {
  readonly module: NewModule;
  readonly name: Field;
  readonly actor: number;
  readonly now: Instant;
};

/** With the field that names its records. The module has been checked. */
export async function addModule(
  database: Database,
  seat: OrganizationSeat,
  { module, name, actor, now }: NamedModule,
): Promise<AddedModule> {
  const { key, label, singular } = module;
  const own = sql.table(`${seat.schema}.custom_module`);
  const place = { seat, table: tableOf(key) };
  return alterPatiently<AddedModule>(database, async (tx) => {
    const known = await tx.query<{ key: string }>(sql`select key from ${own}`);
    if (known.some((each) => each.key === key)) return 'key_taken';
    if (known.length >= MODULES_MAX) return 'too_many_modules';
    await tx.query(sql`
      insert into ${own} (key, label_en, label_zh, singular_en, singular_zh, created_at)
      values (${key}, ${label.en}, ${label.zh}, ${singular.en}, ${singular.zh}, ${instant(now)})`);
    await tx.query(insertField(seat, { module: key, field: name, now }));
    const target = { kind: 'module', id: key, name: label.en } as const;
    await writeAuditAsOwner(tx, seat, { action: 'module_created', actor, at: now, target });
    for (const statement of [...createTable(place), ...addColumns(place, [name])]) await tx.query(statement);
    return 'added';
  });
}

/** The retired included, the oldest first. */
export async function listOwnModules(tx: Tx): Promise<OwnModule[]> {
  return tx.query<OwnModule>(sql`
    select key, json_build_object('en', label_en, 'zh', label_zh) as label,
      json_build_object('en', singular_en, 'zh', singular_zh) as singular, retired_at is not null as retired
    from custom_module order by id`);
}

/** False: there is no such module. */
export async function saveOwnModule(
  tx: Tx,
  { key, label, singular }: NewModule,
  retiredAt: Instant | null,
): Promise<boolean> {
  const rows = await tx.query(sql`
    update custom_module set label_en = ${label.en}, label_zh = ${label.zh}, singular_en = ${singular.en},
      singular_zh = ${singular.zh}, retired_at = ${retiredAt === null ? null : instant(retiredAt)}
    where key = ${key} returning key`);
  return rows.length > 0;
}
