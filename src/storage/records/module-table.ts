// The tables of modules: what every one has, what a field adds. All of it needs the owner, outside of any organisation's
// transaction.
import { createHash } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import type { Field } from '#core/records/field.ts';
import type { OrganizationSeat, Statement } from '#storage/db.ts';
import { columnOf, columnType, tableOf } from '#storage/records/catalogue.ts';

/** Where a module's records are: in the organisation's schema. */
export type TableSeat = { readonly seat: OrganizationSeat; readonly table: string };

const named = ({ seat, table }: TableSeat): RawBuilder<unknown> => sql.table(`${seat.schema}.${table}`);

export function createTable(place: TableSeat): Statement<unknown>[] {
  const { schema, role } = place.seat;
  const member = sql.table(`${schema}.member`);
  return [
    sql`create table ${named(place)} (
      id bigint primary key default nextval(${sql.lit(`${schema}.record_id`)}::regclass),
      public_id uuid not null unique,
      revision int not null default 1,
      owner uuid references ${member} (public_id),
      created_at timestamptz not null,
      created_by uuid references ${member} (public_id),
      modified_at timestamptz not null,
      modified_by uuid references ${member} (public_id),
      tags text[],
      deleted_at timestamptz
    )`,
    sql`create index ${sql.id(`${place.table}_by_modified`)} on ${named(place)} (modified_at)`,
    sql`create index ${sql.id(`${place.table}_binned`)} on ${named(place)} (deleted_at, id) where deleted_at is not null`,
    sql`grant select, insert, update, delete on ${named(place)} to ${sql.id(role)}`,
  ];
}

/** The columns of new fields, their references, indexes and sequences. Every statement but those of auto-numbers is short. */
export function addColumns(place: TableSeat, fields: readonly Field[]): Statement<unknown>[] {
  if (fields.length === 0) return [];
  const before = fields.flatMap((field) => sequenceOf(place, field));
  const parts = fields.flatMap((field) => [...columnsOf(place, field), ...referenceOf(place, field)]);
  const after = fields.flatMap((field) => indexesOf(place, field));
  return [...before, sql`alter table ${named(place)} ${sql.join(parts)}`, ...after];
}

/** Of living records: what lies in the recycle bin is in nobody's way. */
export function makeUnique(place: TableSeat, field: Pick<Field, 'key' | 'type' | 'system'>): Statement<unknown> {
  const { name, folded } = columnOf(field);
  const compared = folded === null ? sql.id(name) : sql`${sql.id(folded)} collate "C"`;
  const index = uniqueIndex(place.table, name);
  return sql`create unique index ${sql.id(index)} on ${named(place)} (${compared}) where deleted_at is null`;
}

export function dropUnique(place: TableSeat, field: Pick<Field, 'key' | 'type' | 'system'>): Statement<unknown> {
  const index = uniqueIndex(place.table, columnOf(field).name);
  return sql`drop index if exists ${sql.table(`${place.seat.schema}.${index}`)}`;
}

/** Names of tables and columns together may be longer than a name can be. */
function uniqueIndex(table: string, column: string): string {
  return `unique_${shortened(`${table}.${column}`)}`;
}

function shortened(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 16);
}

function sequenceName({ seat, table }: TableSeat, field: Field): string {
  return `${seat.schema}.number_${shortened(`${table}.${field.key}`)}`;
}

function sequenceOf(place: TableSeat, field: Field): Statement<unknown>[] {
  if (field.type !== 'auto_number') return [];
  const sequence = sql.table(sequenceName(place, field));
  return [sql`create sequence ${sequence}`, sql`grant usage on sequence ${sequence} to ${sql.id(place.seat.role)}`];
}

function columnsOf(place: TableSeat, field: Field): RawBuilder<unknown>[] {
  const { name, folded, shape } = columnOf(field);
  const added = [sql`add column ${sql.id(name)} ${columnType[shape]} ${defaultOf(place, field)}`];
  if (folded === null) return added;
  // The signs of an auto-number are ASCII, which PostgreSQL folds as core/records/fold.ts does.
  const kept =
    field.type === 'auto_number' ? sql`generated always as (lower(${sql.id(name)} collate "C")) stored` : sql``;
  return [...added, sql`add column ${sql.id(folded)} text ${kept}`];
}

/** A box is ticked or not, an auto-number is there from the start; every other field, and every formula, starts empty. */
function defaultOf(place: TableSeat, field: Field): RawBuilder<unknown> {
  if (field.type === 'boolean' && (field.calculation ?? null) === null) return sql`not null default false`;
  if (field.type !== 'auto_number') return sql``;
  const { prefix, digits } = field.numbering ?? { prefix: '', digits: 1 };
  const write = sql.table(`${place.seat.schema}.auto_number`);
  const next = sql`nextval(${sql.lit(sequenceName(place, field))}::regclass)`;
  return sql`not null default ${write}(${sql.lit(prefix)}, ${sql.lit(digits)}, ${next})`;
}

/** Not looked through: a new column is empty, so the reference holds for every row that there is. */
function referenceOf({ seat, table }: TableSeat, field: Field): RawBuilder<unknown>[] {
  const target = field.type === 'user' ? 'member' : field.type === 'lookup' ? tableOf(field.target ?? '') : null;
  if (target === null) return [];
  const { name } = columnOf(field);
  const constraint = sql.id(`reference_${shortened(`${table}.${name}`)}`);
  const kept = field.type === 'user' ? sql`` : sql`on delete set null`;
  return [
    sql`add constraint ${constraint} foreign key (${sql.id(name)})
      references ${sql.table(`${seat.schema}.${target}`)} (public_id) ${kept} not valid`,
  ];
}

/** Numbers are unique. Related lists ask for the records that lead to one; most lead to none. */
function indexesOf(place: TableSeat, field: Field): Statement<unknown>[] {
  const { name } = columnOf(field);
  if (field.type === 'auto_number') return [makeUnique(place, field), ownSequence(place, field)];
  if (field.type === 'lookup') {
    const index = sql.id(`lookup_${shortened(`${place.table}.${name}`)}`);
    return [sql`create index ${index} on ${named(place)} (${sql.id(name)}) where ${sql.id(name)} is not null`];
  }
  return field.unique === true ? [makeUnique(place, field)] : [];
}

/** It goes with its table. */
function ownSequence(place: TableSeat, field: Field): Statement<unknown> {
  const column = sql`${named(place)}.${sql.id(columnOf(field).name)}`;
  return sql`alter sequence ${sql.table(sequenceName(place, field))} owned by ${column}`;
}
