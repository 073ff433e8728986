// Writing records, set-based: one statement for the rows of a batch and one for their events (R-5), in the caller's
// transaction. Values have passed the validator. Callers that change records lock them first (lock-records.ts).
import { sql } from 'kysely';
import { bigints } from '#storage/arrays.ts';
import { uuidv7 } from 'uuidv7';
import { assert } from '#core/assert.ts';
import { formulaValues } from '#core/formulas/formula-values.ts';
import { derivedValues } from '#core/records/derive.ts';
import type { CrmRecord, FieldValue, FieldValues } from '#core/records/field.ts';
import { type ChangedBy, type Changes, changesBetween } from '#core/records/record-event.ts';
import type { FieldColumn } from '#storage/field-column.ts';
import { instant, type Tx } from '#storage/db.ts';
import type { Catalogue } from '#storage/records/catalogue.ts';
import { addEvents } from '#storage/records/record-events.ts';
import { type BoundColumn, bindColumn } from '#storage/records/record-row.ts';

export type InsertedRecord = { readonly id: string; readonly publicId: string };

/** One record's change: `record` as it was loaded and locked, `values` what is to differ. */
export type RecordChange = { readonly record: CrmRecord; readonly values: FieldValues };

/** New records from their values, in the order given. Up to some thousands at once. */
export async function insertRecords(
  tx: Tx,
  catalogue: Catalogue,
  given: readonly FieldValues[],
  by: ChangedBy,
): Promise<InsertedRecord[]> {
  if (given.length === 0) return [];
  const rows = given.map((values) => completed(catalogue, { created_at: by.at }, values));
  const publicIds = rows.map(() => uuidv7());
  const columns = bindGiven(catalogue, rows);
  const targets = columns.map(({ name }) => sql`, ${sql.id(name)}`);
  const values = columns.map(({ expression }) => sql`, ${expression}`);
  // The ids are drawn in the order of the rows: the list of new records shows a file as it was.
  const inserted = await tx.query<{ id: string; public_id: string }>(sql`
    insert into ${sql.table(catalogue.table)} (public_id, created_at, created_by, modified_at, modified_by
      ${sql.join(targets, sql``)})
    select new.public_id, ${instant(by.at)}, ${by.actor?.publicId ?? null}::uuid, ${instant(by.at)},
      ${by.actor?.publicId ?? null}::uuid${sql.join(values, sql``)}
    from unnest(${publicIds}::uuid[]${arraysOf(columns)}) with ordinality
      as new (public_id${namesOf(columns)}, row_number)
    order by new.row_number
    returning id, public_id`);
  const ids = new Map(inserted.map((row) => [row.public_id, row.id]));
  const records = publicIds.map((publicId) => {
    const id = ids.get(publicId);
    assert(id !== undefined, 'every row was inserted');
    return { id, publicId };
  });
  const events = records.map(({ id }, index) => ({ record: id, changes: creationOf(rows[index] ?? {}, by) }));
  await addEvents(tx, events, by);
  return records;
}

/**
 * Saves the changes of locked records and answers with the records as they are now, in the same order. A record that
 * would not differ is left alone and keeps its revision. No record may come twice.
 */
export async function updateRecords(
  tx: Tx,
  catalogue: Catalogue,
  wanted: readonly RecordChange[],
  by: ChangedBy,
): Promise<CrmRecord[]> {
  const changes = wanted.map(({ record, values }) => {
    return { record, values: completed(catalogue, record.values, values) };
  });
  const changed = changes
    .map(({ record, values }) => ({ record, changes: changesBetween(record.values, values) }))
    .filter((each) => Object.keys(each.changes).length > 0);
  if (changed.length > 0) await writeChanges(tx, catalogue, changed, by);
  const ids = new Set(changed.map(({ record }) => record.id));
  const modified = { modified_at: by.at, modified_by: by.actor?.publicId ?? null };
  return changes.map(({ record, values }) =>
    ids.has(record.id)
      ? { ...record, revision: record.revision + 1, values: { ...record.values, ...values, ...modified } }
      : record,
  );
}

/** With what follows from the values: what the product derives, and then what formulas give. */
function completed({ whole: { module } }: Catalogue, before: FieldValues, given: FieldValues): FieldValues {
  const values = { ...given, ...derivedValues(module.key, before, given) };
  return { ...values, ...formulaValues(module, { ...before, ...values }).values };
}

/** Moves locked records to the recycle bin. */
export async function deleteRecords(
  tx: Tx,
  catalogue: Catalogue,
  ids: readonly string[],
  by: ChangedBy,
): Promise<void> {
  const rows = await tx.query<{ id: string }>(sql`
    update ${sql.table(catalogue.table)}
    set deleted_at = ${instant(by.at)}, modified_at = ${instant(by.at)},
      modified_by = ${by.actor?.publicId ?? null}::uuid, revision = revision + 1
    where id = any(${bigints(ids)}) and deleted_at is null returning id`);
  const changes: Changes = { deleted_at: [null, by.at] };
  await addEvents(
    tx,
    rows.map(({ id }) => ({ record: id, changes })),
    by,
  );
}

type Changed = { readonly record: CrmRecord; readonly changes: Changes };

async function writeChanges(tx: Tx, catalogue: Catalogue, changed: readonly Changed[], by: ChangedBy): Promise<void> {
  const keys = new Set(changed.flatMap(({ changes }) => Object.keys(changes)));
  // Rows that keep a value while others of the batch change it are given their own again.
  const rows = changed.map(({ record, changes }) => {
    const row: Record<string, FieldValue> = {};
    for (const key of keys) row[key] = changes[key]?.[1] ?? (key in changes ? null : (record.values[key] ?? null));
    return row;
  });
  const columns = bindGiven(catalogue, rows);
  const sets = columns.map(({ name, expression }) => sql`, ${sql.id(name)} = ${expression}`);
  const ids = changed.map(({ record }) => record.id);
  const updated = await tx.query(sql`
    update ${sql.table(catalogue.table)} as old
    set revision = old.revision + 1, modified_at = ${instant(by.at)},
      modified_by = ${by.actor?.publicId ?? null}::uuid${sql.join(sets, sql``)}
    from unnest(${ids}::bigint[], ${changed.map(({ record }) => record.revision)}::int[]${arraysOf(columns)})
      as new (id, revision${namesOf(columns)})
    where old.id = new.id and old.revision = new.revision and old.deleted_at is null
    returning old.id`);
  assert(updated.length === changed.length, 'the records to change are locked and as they were loaded');
  await addEvents(
    tx,
    changed.map(({ record, changes }) => ({ record: record.id, changes })),
    by,
  );
}

/** The columns of the fields that any row gives; a row without the field has no value in it. */
function bindGiven(catalogue: Catalogue, rows: readonly FieldValues[]): BoundColumn[] {
  const keys = new Set(rows.flatMap((row) => Object.keys(row)));
  return [...keys].flatMap((key) =>
    bindColumn(
      columnFor(catalogue, key),
      rows.map((row) => row[key] ?? null),
    ),
  );
}

function columnFor(catalogue: Catalogue, key: string): FieldColumn {
  const column = catalogue.whole.columns.get(key);
  assert(column !== undefined, `the module has a field ${key}`);
  return column;
}

const arraysOf = (columns: readonly BoundColumn[]) =>
  sql.join(
    columns.map(({ array }) => sql`, ${array}`),
    sql``,
  );
const namesOf = (columns: readonly BoundColumn[]) =>
  sql.join(
    columns.map(({ name }) => sql`, ${sql.id(name)}`),
    sql``,
  );

function creationOf(values: FieldValues, by: ChangedBy): Changes {
  return { created_at: [null, by.at], ...changesBetween({}, values) };
}
