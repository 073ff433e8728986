// The index that a module is searched by (R-8): one, over all that its records are looked for by. It only proposes records;
// whether one is meant is decided on the fields that the searcher may see (search-module.ts).
import { type RawBuilder, sql } from 'kysely';
import { type SearchField, searchFields } from '#core/records/search-fields.ts';
import { comparedOf } from '#storage/field-column.ts';
import type { OrganizationSeat, Tx } from '#storage/db.ts';
import { type IndexDefinition, PENDING, shortened } from '#storage/indexes/index-definition.ts';
import type { Run } from '#storage/owner-session.ts';
import type { Catalogue } from '#storage/records/catalogue.ts';
import { wideGramsOf } from '#storage/text-grams.ts';

export type SearchIndex = {
  readonly module: string;
  /** Keys of the fields that it covers. */
  readonly fields: readonly string[];
  readonly definition: IndexDefinition;
};

/** Changes with what searchTexts says: indexes of other texts are made anew. */
const TEXTS_NUMBER = 1;

/** Of the module as it is whole. Null: there is nothing to search by. */
export function searchIndexOf({ module, table, whole }: Catalogue): SearchIndex | null {
  const covered = searchFields(whole.module);
  if (covered.length === 0) return null;
  const fields = covered.map(({ key }) => key);
  const { words, wide, digits } = searchTexts(whole, covered);
  const name = `search_${shortened(`${table}: ${fields.join(' ')} ${TEXTS_NUMBER}`)}`;
  const parts = [sql`(${words}) cadenza_text.gin_trgm_ops`, sql`(${wideGramsOf(wide)})`];
  if (digits !== null) parts.push(sql`(${digits}) cadenza_text.gin_trgm_ops`);
  const definition = sql`using gin (${sql.join(parts)}) ${PENDING}`;
  return { module: module.key, fields, definition: { table, name, definition } };
}

export type SearchTexts = {
  /** Each value between blanks. */
  readonly words: RawBuilder<unknown>;
  /** Names without a blank between surname and first name, as Chinese ones are written. */
  readonly wide: RawBuilder<unknown>;
  /** Phone numbers, apart: taking out their digits costs, and is done again for everything that is asked of the text. */
  readonly digits: RawBuilder<unknown> | null;
};

export function searchTexts(whole: Catalogue['whole'], covered: readonly SearchField[]): SearchTexts {
  const named = covered.filter(({ as }) => as === 'words');
  const phones = covered.filter(({ as }) => as === 'digits');
  const text = (field: SearchField) => sql`coalesce(${searchedText(whole, field)}, '')`;
  const run = named.map((field, at) =>
    field.key === 'first_name' || at === 0 ? text(field) : sql`' ' || ${text(field)}`,
  );
  return {
    words: between(named.map(text)),
    wide: sql`(${run.length === 0 ? sql`''` : sql.join(run, sql` || `)}) collate "C"`,
    digits: phones.length === 0 ? null : between(phones.map(text)),
  };
}

function between(parts: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return sql`(' ' || ${sql.join([...parts, sql`''`], sql` || ' ' || `)}) collate "C"`;
}

/** Of a phone number only the digits. */
export function searchedText(whole: Catalogue['whole'], { key, as }: SearchField): RawBuilder<unknown> {
  const text = foldedOf(whole, key);
  return as === 'words' ? text : sql`regexp_replace(${text}, '[^0-9]', '', 'g')`;
}

function foldedOf({ columns }: Catalogue['whole'], key: string): RawBuilder<unknown> {
  const column = columns.get(key);
  if (column === undefined) throw new Error(`no column for the field: ${key}`);
  return sql`(${comparedOf(column)})`;
}

/** Which fields of each module its index covers. A module without one is small. */
export async function loadSearchIndexes(tx: Tx): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await tx.query<{ module: string; fields: string[] }>(sql`select module, fields from search_index`);
  return new Map(rows.map(({ module, fields }) => [module, fields]));
}

/** From now on the module is searched by it; the one before goes. */
export async function noteSearchIndex(run: Run, { schema }: OrganizationSeat, index: SearchIndex): Promise<void> {
  const table = sql.id(schema, 'search_index');
  const { name } = index.definition;
  const [before] = await run<{ name: string }>(sql`select name from ${table} where module = ${index.module}`);
  await run(sql`
    insert into ${table} (module, name, fields) values (${index.module}, ${name}, ${index.fields}::text[])
    on conflict (module) do update set name = excluded.name, fields = excluded.fields`);
  if (before !== undefined && before.name !== name) {
    await run(sql`drop index concurrently if exists ${sql.id(schema, before.name)}`);
  }
}
