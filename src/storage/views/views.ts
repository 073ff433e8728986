// Custom views: a name for criteria over a module, with the columns and the sort that people like to see them with.
import { type RawBuilder, sql } from 'kysely';
import { uuidv7 } from 'uuidv7';
import type { Criteria } from '#core/criteria/criteria.ts';
import type { Instant } from '#core/time/instant.ts';
import { instant, only, type Tx } from '#storage/db.ts';
import type { Sort } from '#storage/records/list-records.ts';

export type ViewContent = {
  readonly name: string;
  readonly criteria: Criteria;
  /** Field keys, in the order they are shown. */
  readonly columns: readonly string[];
  /** Null: the newest first. */
  readonly sort: Sort | null;
};

export type StoredView = ViewContent & {
  readonly id: number;
  readonly publicId: string;
  readonly module: string;
  readonly revision: number;
};

type Row = {
  id: number;
  public_id: string;
  module: string;
  name: string;
  criteria: Criteria;
  columns: string[];
  sort_field: string | null;
  sort_descending: boolean;
  revision: number;
};

const columns = sql`id, public_id, module, name, criteria, columns, sort_field, sort_descending, revision`;

function fromRow(row: Row): StoredView {
  return {
    id: row.id,
    publicId: row.public_id,
    module: row.module,
    name: row.name,
    criteria: row.criteria,
    columns: row.columns,
    sort: row.sort_field === null ? null : { field: row.sort_field, descending: row.sort_descending },
    revision: row.revision,
  };
}

/** Null: the module has a view of that name. */
export async function insertView(
  tx: Tx,
  { module, content, at }: { readonly module: string; readonly content: ViewContent; readonly at: Instant },
): Promise<StoredView | null> {
  const rows = await tx.query<Row>(sql`
    insert into view (public_id, module, name, criteria, columns, sort_field, sort_descending, created_at)
    values (${uuidv7()}, ${module}, ${content.name}, ${JSON.stringify(content.criteria)}::jsonb,
      ${content.columns}::text[], ${content.sort?.field ?? null}, ${content.sort?.descending ?? false}, ${instant(at)})
    on conflict (module, name) do nothing
    returning ${columns}`);
  return rows[0] === undefined ? null : fromRow(rows[0]);
}

/** The view as loaded (and locked), with new content. */
export async function saveView(tx: Tx, view: StoredView, content: ViewContent): Promise<StoredView> {
  const rows = await tx.query<Row>(sql`
    update view set name = ${content.name}, criteria = ${JSON.stringify(content.criteria)}::jsonb,
      columns = ${content.columns}::text[], sort_field = ${content.sort?.field ?? null},
      sort_descending = ${content.sort?.descending ?? false}, revision = revision + 1
    where id = ${view.id} and revision = ${view.revision} returning ${columns}`);
  return fromRow(only(rows));
}

/** By its id outside, which is a UUID. Null: there is none. */
export function findView(tx: Tx, publicId: string): Promise<StoredView | null> {
  return find(tx, sql`where public_id = ${publicId}`);
}

/** As findView, and nobody else may change, delete or start to refer to it until the transaction ends. */
export function lockView(tx: Tx, publicId: string): Promise<StoredView | null> {
  return find(tx, sql`where public_id = ${publicId} for update`);
}

/** By its number, which is what cadences refer to. */
export function findViewById(tx: Tx, id: number): Promise<StoredView | null> {
  return find(tx, sql`where id = ${id}`);
}

export function findViewByName(tx: Tx, module: string, name: string): Promise<StoredView | null> {
  return find(tx, sql`where module = ${module} and name = ${name}`);
}

/** A module's views by name. */
export async function listViews(tx: Tx, module: string): Promise<StoredView[]> {
  const rows = await tx.query<Row>(sql`select ${columns} from view where module = ${module} order by name, id`);
  return rows.map(fromRow);
}

/** Nothing may refer to it (cadencesOfView). */
export async function deleteView(tx: Tx, view: StoredView): Promise<void> {
  await tx.query(sql`delete from view where id = ${view.id}`);
}

/** A cadence that refers to the view. */
export type ViewUser = {
  readonly id: number;
  readonly publicId: string;
  readonly name: string;
  readonly status: string;
};

/** The cadences whose audience the view is. */
export async function cadencesOfView(tx: Tx, view: StoredView): Promise<ViewUser[]> {
  const rows = await tx.query<{ id: number; public_id: string; name: string; status: string }>(sql`
    select id, public_id, name, status from cadence where view_id = ${view.id} order by name`);
  return rows.map((row) => ({ id: row.id, publicId: row.public_id, name: row.name, status: row.status }));
}

async function find(tx: Tx, where: RawBuilder<unknown>): Promise<StoredView | null> {
  const rows = await tx.query<Row>(sql`select ${columns} from view ${where}`);
  return rows[0] === undefined ? null : fromRow(rows[0]);
}
