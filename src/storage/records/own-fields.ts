// R-2: a custom field is a column, added while the product runs, and a row of custom_field; both or neither.
import { sql } from 'kysely';
import { settingsOf } from '#core/records/check-field.ts';
import type { Field } from '#core/records/field.ts';
import type { Instant } from '#core/time/instant.ts';
import { writeAuditAsOwner } from '#storage/audit/write-audit.ts';
import { type Database, instant, type OrganizationSeat, type Statement, type Tx } from '#storage/db.ts';
import { tellWorkers } from '#storage/enrollments/inputs.ts';
import { insertJobAsOwner } from '#storage/jobs/jobs.ts';
import { alterPatiently } from '#storage/records/alter.ts';
import { tableOf } from '#storage/records/catalogue.ts';
import { addColumns, dropUnique, makeUnique } from '#storage/records/module-table.ts';

export type AddedField = 'added' | 'key_taken' | 'too_many_fields' | 'table_busy';
export type ChangedField = 'changed' | 'values_not_unique' | 'table_busy';

/** A text has two columns and a table 1,600 at most. */
const FIELDS_MAX = 500;

type InModule = { readonly module: string; readonly field: Field; readonly now: Instant };
type ByMember = { readonly actor: number };

/** The field has been checked. */
export async function addField(
  database: Database,
  seat: OrganizationSeat,
  wanted: InModule & ByMember,
): Promise<AddedField> {
  const { module, field } = wanted;
  return alterPatiently<AddedField>(database, async (tx) => {
    const known = await tx.query<{ key: string }>(
      sql`select key from ${sql.table(`${seat.schema}.custom_field`)} where module = ${module}`,
    );
    if (known.some(({ key }) => key === field.key)) return 'key_taken';
    if (known.length >= FIELDS_MAX) return 'too_many_fields';
    await tx.query(insertField(seat, wanted));
    await writeAuditAsOwner(tx, seat, entryOf('field_created', wanted));
    // The last statements: the table is held for the commit only.
    for (const statement of addColumns({ seat, table: tableOf(module) }, [field])) await tx.query(statement);
    if ((field.calculation ?? null) !== null) await recompute(tx, seat, wanted);
    return 'added';
  });
}

/** Of one of the product's fields it is kept what the organisation changed. */
export async function changeField(
  database: Database,
  seat: OrganizationSeat,
  { before, ...wanted }: InModule & ByMember & { readonly before: Field },
): Promise<ChangedField> {
  const { module, field } = wanted;
  const place = { seat, table: tableOf(module) };
  const changed = await alterPatiently(database, async (tx) => {
    await tx.query(saveField(seat, wanted));
    await writeAuditAsOwner(tx, seat, entryOf('field_changed', wanted));
    const [is, was] = [field.unique === true, before.unique === true];
    if (is && !was) await tx.query(makeUnique(place, field));
    if (was && !is) await tx.query(dropUnique(place, field));
    if (givesOther(before, field)) await recompute(tx, seat, wanted);
    return 'changed' as const;
  });
  return changed === 'key_taken' ? 'values_not_unique' : changed;
}

/** Whether a formula field can hold something else from now on. */
function givesOther(before: Field, after: Field): boolean {
  const deciding = ({ calculation, fractionDigits, lengthMax }: Field) =>
    JSON.stringify([calculation, fractionDigits, lengthMax]);
  return (after.calculation ?? null) !== null && deciding(before) !== deciding(after);
}

/** What the records hold is worked out by the worker. */
async function recompute(tx: Tx, seat: OrganizationSeat, { module, actor, now }: InModule & ByMember): Promise<void> {
  await insertJobAsOwner(tx, seat, { request: { formulas: { module } }, askedBy: actor, total: 0, now });
  await tellWorkers(tx, seat);
}

function entryOf(action: 'field_created' | 'field_changed', { module, field, actor, now }: InModule & ByMember) {
  const target = { kind: 'field', id: `${module}.${field.key}`, name: field.label.en } as const;
  return { action, actor, at: now, target };
}

export function insertField(seat: OrganizationSeat, { module, field, now }: InModule): Statement<unknown> {
  const { key, type, label, required, options, system } = field;
  const settings = JSON.stringify(settingsOf(field));
  return sql`
    insert into ${sql.table(`${seat.schema}.custom_field`)}
      (module, key, type, label_en, label_zh, required, options, settings, of_product, created_at)
    values (${module}, ${key}, ${type}, ${label.en}, ${label.zh}, ${required}, ${options}::text[], ${settings}::jsonb,
      ${system}, ${instant(now)})`;
}

function saveField(seat: OrganizationSeat, wanted: InModule): Statement<unknown> {
  return sql`${insertField(seat, wanted)}
    on conflict (module, key) do update set label_en = excluded.label_en, label_zh = excluded.label_zh,
      required = excluded.required, options = excluded.options, settings = excluded.settings`;
}

/** Its values stay where they are; null brings it back. */
export async function setRetired(
  tx: Tx,
  { module, key, at }: { readonly module: string; readonly key: string; readonly at: Instant | null },
): Promise<void> {
  await tx.query(sql`
    update custom_field set retired_at = ${at === null ? null : instant(at)} where module = ${module} and key = ${key}`);
}
