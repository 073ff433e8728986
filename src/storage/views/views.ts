// Custom views: a name for criteria over a module, with the columns and the sort that people like to see them with.
import { type RawBuilder, sql } from 'kysely';
import { uuidv7 } from 'uuidv7';
import type { Group } from '#core/access/sharing.ts';
import type { Criteria } from '#core/criteria/criteria.ts';
import type { Instant } from '#core/time/instant.ts';
import { instant, only, type Tx } from '#storage/db.ts';
import { groupText, rightsIn } from '#storage/access/rights.ts';
import type { Sort } from '#storage/records/list-order.ts';

export type ViewContent = {
  readonly name: string;
  readonly criteria: Criteria;
  /** Field keys, in the order they are shown. */
  readonly columns: readonly string[];
  /** Null: the newest first. */
  readonly sort: Sort | null;
  /** The pick list whose options are the columns of a board; null: it is shown as a list. */
  readonly board: string | null;
  /** Who sees it beside whoever made it. */
  readonly sharedWith: readonly Group[];
};

export type StoredView = ViewContent & {
  readonly id: number;
  readonly publicId: string;
  readonly module: string;
  readonly revision: number;
  /** The member's number; null: nobody in particular. */
  readonly madeBy: number | null;
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
  board: string | null;
  revision: number;
  made_by: number | null;
  shared_with: Group[];
};

const columns = sql`id, public_id, module, name, criteria, columns, sort_field, sort_descending, board, revision,
  made_by, shared_with`;

function fromRow(row: Row): StoredView {
  return {
    id: row.id,
    publicId: row.public_id,
    module: row.module,
    name: row.name,
    criteria: row.criteria,
    columns: row.columns,
    sort: row.sort_field === null ? null : { field: row.sort_field, descending: row.sort_descending },
    board: row.board,
    revision: row.revision,
    madeBy: row.made_by,
    sharedWith: row.shared_with,
  };
}

/** Null: the module has a view of that name. */
export async function insertView(
  tx: Tx,
  { module, content, at }: { readonly module: string; readonly content: ViewContent; readonly at: Instant },
): Promise<StoredView | null> {
  const rows = await tx.query<Row>(sql`
    insert into view (public_id, module, name, criteria, columns, sort_field, sort_descending, board, shared_with, made_by,
      created_at)
    values (${uuidv7()}, ${module}, ${content.name}, ${JSON.stringify(content.criteria)}::jsonb,
      ${content.columns}::text[], ${content.sort?.field ?? null}, ${content.sort?.descending ?? false},
      ${content.board}, ${JSON.stringify(content.sharedWith)}::jsonb, ${tx.member}, ${instant(at)})
    on conflict (module, name) do nothing
    returning ${columns}`);
  return rows[0] === undefined ? null : fromRow(rows[0]);
}

/** The view as loaded (and locked), with new content. */
export async function saveView(tx: Tx, view: StoredView, content: ViewContent): Promise<StoredView> {
  const rows = await tx.query<Row>(sql`
    update view set name = ${content.name}, criteria = ${JSON.stringify(content.criteria)}::jsonb,
      columns = ${content.columns}::text[], sort_field = ${content.sort?.field ?? null},
      sort_descending = ${content.sort?.descending ?? false}, board = ${content.board}, shared_with = ${JSON.stringify(content.sharedWith)}::jsonb,
      made_by = coalesce(made_by, ${tx.member}::int), revision = revision + 1
    where id = ${view.id} and revision = ${view.revision} returning ${columns}`);
  return fromRow(only(rows));
}

/** By its id outside, which is a UUID. Null: there is none, or none that whoever asks may see. */
export async function findView(tx: Tx, publicId: string): Promise<StoredView | null> {
  return find(tx, sql`where public_id = ${publicId} and ${await seenBy(tx)}`);
}

/** As findView, and nobody else may change, delete or start to refer to it until the transaction ends. */
export async function lockView(tx: Tx, publicId: string): Promise<StoredView | null> {
  return find(tx, sql`where public_id = ${publicId} and ${await seenBy(tx)} for update`);
}

/** By its number, which is what cadences refer to. */
export function findViewById(tx: Tx, id: number): Promise<StoredView | null> {
  return find(tx, sql`where id = ${id}`);
}

export function findViewByName(tx: Tx, module: string, name: string): Promise<StoredView | null> {
  return find(tx, sql`where module = ${module} and name = ${name}`);
}

/** A module's views that whoever asks may see, by name. */
export async function listViews(tx: Tx, module: string): Promise<StoredView[]> {
  const rows = await tx.query<Row>(sql`select ${columns} from view
    where module = ${module} and ${await seenBy(tx)} order by name, id`);
  return rows.map(fromRow);
}

/** Of all modules, as listViews. */
export async function listAllViews(tx: Tx): Promise<StoredView[]> {
  const rows = await tx.query<Row>(sql`select ${columns} from view where ${await seenBy(tx)} order by name, id`);
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

/** The views of whoever asks, and those that are shared with them; administrators see all. */
async function seenBy(tx: Tx): Promise<RawBuilder<unknown>> {
  const rights = await rightsIn(tx);
  if (rights === null || rights.administrator) return sql`true`;
  const shared = sql`select from jsonb_array_elements(shared_with) as one
    where ${groupText(sql`one`)} = any(${[...rights.groups]}::text[])`;
  return sql`(made_by is null or made_by = ${tx.member} or exists (${shared}))`;
}

/** Whether whoever asks may change or delete the view: its maker, administrators, everybody where nobody made it. */
export async function isTheirs(tx: Tx, { madeBy }: Pick<StoredView, 'madeBy'>): Promise<boolean> {
  const rights = await rightsIn(tx);
  return rights === null || rights.administrator || madeBy === null || madeBy === tx.member;
}

async function find(tx: Tx, where: RawBuilder<unknown>): Promise<StoredView | null> {
  const rows = await tx.query<Row>(sql`select ${columns} from view ${where}`);
  return rows[0] === undefined ? null : fromRow(rows[0]);
}
