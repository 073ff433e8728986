// what has lain in the recycle bin for 60 days, or is to be erased (K-101), is removed for good, some records at a time, and
// the audit log says how many.
import { KEPT_FOR_MS } from '#core/records/recycle-bin.ts';
import { systemModules } from '#core/records/modules.ts';
import type { Instant } from '#core/time/instant.ts';
import { writeAuditAsOwner } from '#storage/audit/write-audit.ts';
import type { Database, OrganizationSeat, Tx } from '#storage/db.ts';
import { type Catalogue, loadWholeCatalogue } from '#storage/records/catalogue.ts';
import { anonymise, lockErased } from '#storage/records/erasures.ts';
import { listOwnModules } from '#storage/records/own-modules.ts';
import { lockDeletedUntil, lockParts, purge, type Purged, workOn } from '#storage/records/purge.ts';

export type PurgeRequest = {
  readonly database: Database;
  readonly seat: OrganizationSeat;
  readonly now: Instant;
  /** How many of each module at the most. */
  readonly limit: number;
};

/** How many records were removed. */
export async function purgeBin(request: PurgeRequest): Promise<number> {
  const { database, seat } = request;
  const own = await database.organization(seat, (tx) => listOwnModules(tx));
  let total = 0;
  for (const { key } of [...systemModules, ...own]) total += await purgeModule(request, key);
  return total;
}

async function purgeModule({ database, seat, now, limit }: PurgeRequest, module: string): Promise<number> {
  return database.owner(async (tx) => {
    await workOn(tx, seat);
    const catalogue = await loadWholeCatalogue(tx, module);
    if (catalogue === null) return 0;
    const old = await lockDeletedUntil(tx, catalogue, { until: now - KEPT_FOR_MS, limit });
    const erased = await lockErased(tx, catalogue, limit);
    await purgeWithParts(tx, catalogue, old);
    await purgeWithParts(tx, catalogue, erased);
    await anonymise(tx, erased);
    if (old.length > 0) {
      const details = { module, records: old.length };
      await writeAuditAsOwner(tx, seat, { action: 'records_purged', actor: null, at: now, details });
    }
    return old.length + erased.length;
  });
}

async function purgeWithParts(tx: Tx, catalogue: Catalogue, records: readonly Purged[]): Promise<void> {
  if (records.length === 0) return;
  await purgeParts(tx, catalogue, records);
  await purge(tx, catalogue, records);
}

async function purgeParts(tx: Tx, { module }: Catalogue, wholes: readonly Purged[]): Promise<void> {
  for (const { key, partOf = null, fields } of systemModules) {
    const lookup = fields.find((field) => field.key === partOf);
    if (lookup?.target !== module.key) continue;
    const catalogue = await loadWholeCatalogue(tx, key);
    if (catalogue === null) continue;
    const parts = await lockParts(tx, catalogue, { lookup: lookup.key, wholes });
    if (parts.length > 0) await purge(tx, catalogue, parts);
  }
}
