// Lookups of other records that led to a record that is merged lead to the one that stays. The product does it, whatever
// whoever merges may see of those records: nothing may lead into the recycle bin because of it.
import type { Acting } from '#actions/records/acting.ts';
import { sumQuotes } from '#actions/records/sum-lines.ts';
import type { CrmRecord, FieldValue } from '#core/records/field.ts';
import { systemModules } from '#core/records/modules.ts';
import type { ChangedBy } from '#core/records/record-event.ts';
import type { Tx } from '#storage/db.ts';
import { addLookAgain } from '#storage/enrollments/inputs.ts';
import { loadWholeCatalogue } from '#storage/records/catalogue.ts';
import { lockRecords } from '#storage/records/lock-records.ts';
import { findReferring, type Referring } from '#storage/records/merged-records.ts';
import { listOwnModules } from '#storage/records/own-modules.ts';
import { updateRecords } from '#storage/records/write-records.ts';

type Led = {
  readonly module: string;
  readonly publicIds: readonly string[];
  /** Internal ids of records that are looked after otherwise. */
  readonly except: readonly string[];
  /** Of each module. */
  readonly limit: number;
};

/** By module, without those that nothing of leads there. */
export async function findAllReferring(tx: Tx, { module, publicIds, except, limit }: Led): Promise<Referring[]> {
  const found: Referring[] = [];
  for (const { key } of [...systemModules, ...(await listOwnModules(tx))]) {
    const catalogue = await loadWholeCatalogue(tx, key);
    if (catalogue === null) continue;
    const lookups = catalogue.module.fields.filter(({ type, target }) => type === 'lookup' && target === module);
    const fields = lookups.map((field) => field.key);
    const referring = await findReferring(tx, catalogue, { fields, publicIds, limit: limit + except.length });
    const ids = referring.ids.filter((id) => !except.includes(id)).slice(0, limit);
    if (ids.length > 0) found.push({ ...referring, ids });
  }
  return found;
}

export type Repointing = {
  readonly referring: readonly Referring[];
  /** Public ids. */
  readonly from: readonly string[];
  readonly to: string;
  readonly by: ChangedBy;
};

export async function repointLookups(
  tx: Tx,
  within: Pick<Acting, 'organization'>,
  { referring, ...repointing }: Repointing,
): Promise<void> {
  for (const ofModule of referring) await repointOf(tx, within, { ...repointing, ...ofModule });
}

async function repointOf(
  tx: Tx,
  { organization }: Pick<Acting, 'organization'>,
  { catalogue, ids, by, ...where }: Omit<Repointing, 'referring'> & Referring,
): Promise<void> {
  const { seat } = organization;
  const locked = [...(await lockRecords(tx, seat, { catalogue, ids })).values()];
  const changes = locked.map((record) => ({ record, values: repointed(record, where) }));
  const updated = await updateRecords(tx, catalogue, changes, by);
  await addLookAgain(tx, seat, { records: ids, at: by.at });
  await sumQuotes(
    tx,
    { organization },
    { module: catalogue.module.key, values: updated.map(({ values }) => values), by },
  );
}

function repointed(
  { values }: CrmRecord,
  { fields, from, to }: Pick<Repointing & Referring, 'fields' | 'from' | 'to'>,
) {
  const leadsThere = (value: FieldValue | undefined) => typeof value === 'string' && from.includes(value);
  return Object.fromEntries(fields.filter((key) => leadsThere(values[key])).map((key) => [key, to]));
}
