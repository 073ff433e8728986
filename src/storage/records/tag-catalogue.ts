// The tags of a module are kept as what the organisation changed about the product's field: its options and their colours.
import { sql } from 'kysely';
import { assert } from '#core/assert.ts';
import { settingsOf } from '#core/records/check-field.ts';
import { type Field, fieldOf } from '#core/records/field.ts';
import { TAGS } from '#core/records/tags.ts';
import type { Instant } from '#core/time/instant.ts';
import { instant, type Tx } from '#storage/db.ts';
import { type Catalogue, loadWholeCatalogue } from '#storage/records/catalogue.ts';

/** The field as it is now. Until the transaction ends nobody else changes the module's tags. */
export async function lockTags(tx: Tx, module: string, now: Instant): Promise<Field> {
  const { label } = tagsField(await loadWholeCatalogue(tx, module));
  await tx.query(sql`
    insert into custom_field (module, key, type, label_en, label_zh, required, options, settings, of_product, created_at)
    values (${module}, ${TAGS}, 'multi_select', ${label.en}, ${label.zh}, false, '{}', '{}', true, ${instant(now)})
    on conflict (module, key) do nothing`);
  await tx.query(sql`select from custom_field where module = ${module} and key = ${TAGS} for update`);
  return tagsField(await loadWholeCatalogue(tx, module));
}

export async function saveTags(tx: Tx, module: string, field: Field): Promise<void> {
  await tx.query(sql`
    update custom_field set options = ${[...field.options]}::text[], settings = ${JSON.stringify(settingsOf(field))}::jsonb
    where module = ${module} and key = ${TAGS}`);
}

export function tagsField(catalogue: Catalogue | null): Field {
  const field = catalogue === null ? undefined : fieldOf(catalogue.whole.module, TAGS);
  assert(field !== undefined, 'every module has tags');
  return field;
}

export type Replacing = {
  readonly from: readonly string[] /** Null: they are taken off. */;
  readonly to: string | null;
};

/** In the recycle bin, where nobody sees it: no event is told. */
export async function replaceInBin(tx: Tx, { table }: Catalogue, { from, to }: Replacing): Promise<void> {
  const added = to === null ? sql`'{}'::text[]` : sql`array[${to}]::text[]`;
  await tx.query(sql`
    update ${sql.table(table)} set tags = (
      select array_agg(distinct tag) from unnest(tags || ${added}) as tag where tag <> all(${[...from]}::text[]))
    where deleted_at is not null and tags && ${[...from]}::text[]`);
}
