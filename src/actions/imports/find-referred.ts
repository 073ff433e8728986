// Records that the cells of a file refer to by name, as files of people do: an account by its name, a person by mail address.
import type { CellMeanings } from '#actions/imports/cell-meanings.ts';
import type { Row } from '#actions/imports/row.ts';
import { type Field, fieldOf, type Module } from '#core/records/field.ts';
import { fold } from '#core/records/fold.ts';
import type { Tx } from '#storage/db.ts';
import { type Catalogue, loadCatalogue } from '#storage/records/catalogue.ts';
import { findDuplicates } from '#storage/records/find-duplicates.ts';
import { findIds, publicIds } from '#storage/records/read-records.ts';

/** By the lookup's key and the folded cell: the record's public id. Of several of one name the oldest is meant. */
export type Referred = ReadonlyMap<string, ReadonlyMap<string, string>>;

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export async function findReferred(
  tx: Tx,
  module: Module,
  { rows, meanings }: { readonly rows: readonly Row[]; readonly meanings: CellMeanings },
): Promise<Referred> {
  const found = new Map<string, ReadonlyMap<string, string>>();
  for (const field of module.fields) {
    if (field.type !== 'lookup') continue;
    const cells = new Set(rows.flatMap(({ texts }) => texts.get(field.key) ?? []).map((text) => fold(text.trim())));
    const others = [...(meanings.get(field.key)?.values() ?? [])];
    for (const meaning of others) if (typeof meaning === 'object') cells.add(fold(meaning.as.trim()));
    if (cells.size > 0) found.set(field.key, await referredBy(tx, field, [...cells]));
  }
  return found;
}

async function referredBy(tx: Tx, field: Field, cells: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const target = await loadCatalogue(tx, field.target ?? '');
  if (target === null) return new Map();
  const living = await findIds(
    tx,
    target,
    cells.filter((cell) => UUID.test(cell)),
  );
  const named = await findDuplicates(tx, target, { key: namingKey(target), keys: cells });
  const ids = await publicIds(tx, target, [...named.values()]);
  const byName = [...named].flatMap(([cell, id]) => {
    const publicId = ids.get(id);
    return publicId === undefined ? [] : [[cell, publicId] as const];
  });
  return new Map([...byName, ...[...living.keys()].map((id) => [id, id] as const)]);
}

function namingKey({ module }: Catalogue): string {
  return fieldOf(module, 'name') === undefined ? 'email' : 'name';
}
