// What an import did to which records, and what became of them when it was undone.
import { sql } from 'kysely';
import { causeText, type Changes } from '#core/records/record-event.ts';
import { bigints } from '#storage/arrays.ts';
import type { Tx } from '#storage/db.ts';

/** Internal ids of records that the import made or changed, the next ones after this one. */
export async function recordsTouched(
  tx: Tx,
  { publicId, after, limit }: { readonly publicId: string; readonly after: string; readonly limit: number },
): Promise<string[]> {
  const rows = await tx.query<{ record: string }>(sql`
    select distinct record_id as record from record_event
    where cause = ${causeOf(publicId)} and cause like 'import:%' and record_id > ${after}::bigint
    order by record_id limit ${limit}`);
  return rows.map(({ record }) => record);
}

export async function countTouched(tx: Tx, publicId: string): Promise<number> {
  const rows = await tx.query<{ count: number }>(sql`
    select count(distinct record_id)::int as count from record_event
    where cause = ${causeOf(publicId)} and cause like 'import:%'`);
  return rows[0]?.count ?? 0;
}

/** The changes that the import made to each of the records, in their order. */
export async function changesOf(
  tx: Tx,
  publicId: string,
  records: readonly string[],
): Promise<Map<string, readonly Changes[]>> {
  const rows = await tx.query<{ record: string; changes: Changes }>(sql`
    select record_id as record, changes from record_event
    where record_id = any(${bigints(records)}) and cause = ${causeOf(publicId)} order by id`);
  const found = new Map<string, Changes[]>();
  for (const { record, changes } of rows) found.set(record, [...(found.get(record) ?? []), changes]);
  return found;
}

/**
 * binned: it was made by the import; restored: its former values are back; kept: something of it was changed since (the
 * fields), which stays; refused: its former values can't be saved any more; gone: it was deleted since.
 */
export const undoOutcomes = ['binned', 'restored', 'kept', 'refused', 'gone'] as const;
export type UndoOutcome = (typeof undoOutcomes)[number];

export type Undone = {
  readonly record: string;
  readonly outcome: UndoOutcome;
  /** That kept their present value. */
  readonly fields: readonly string[];
};

export async function insertUndone(tx: Tx, id: string, undone: readonly Undone[]): Promise<void> {
  if (undone.length === 0) return;
  await tx.query(sql`
    insert into import_undo (import_id, record_id, outcome, fields)
    select ${id}::bigint, done.record, done.outcome, array(select jsonb_array_elements_text(done.fields))
    from unnest(
      ${bigints(undone.map(({ record }) => record))}, ${undone.map(({ outcome }) => outcome)}::text[],
      ${undone.map(({ fields }) => JSON.stringify(fields))}::jsonb[]
    ) as done (record, outcome, fields)
    on conflict (import_id, record_id) do update set outcome = excluded.outcome, fields = excluded.fields`);
}

export async function countUndone(tx: Tx, id: string): Promise<ReadonlyMap<UndoOutcome, number>> {
  const rows = await tx.query<{ outcome: UndoOutcome; count: number }>(sql`
    select outcome, count(*)::int as count from import_undo where import_id = ${id}::bigint group by outcome`);
  return new Map(rows.map(({ outcome, count }) => [outcome, count]));
}

export async function readUndone(tx: Tx, id: string, after: string, limit: number): Promise<Undone[]> {
  return tx.query<Undone>(sql`
    select record_id as record, outcome, fields from import_undo
    where import_id = ${id}::bigint and record_id > ${after}::bigint order by record_id limit ${limit}`);
}

function causeOf(publicId: string): string {
  return causeText({ kind: 'import', id: publicId });
}
