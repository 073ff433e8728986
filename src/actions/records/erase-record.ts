// Erases a customer for good (K-101): from this moment nobody sees the record and nothing is sent to it; the worker removes it with
// all that was written about it as soon as none of its rounds runs. That its address wants no mail stays, as a hash (K-54).
import { type NotPermitted, openModule } from '#actions/access/open-module.ts';
import type { Acting } from '#actions/records/acting.ts';
import { binRecords } from '#actions/records/delete-record.ts';
import { writeAudit } from '#storage/audit/write-audit.ts';
import { fold } from '#core/records/fold.ts';
import type { Tx } from '#storage/db.ts';
import { type Catalogue, unmasked } from '#storage/records/catalogue.ts';
import { askToErase, lockErasable } from '#storage/records/erasures.ts';
import { lockRecord, mayChange } from '#storage/records/lock-records.ts';
import { loadWithDeleted } from '#storage/records/read-records.ts';
import { forgetAnswersFrom } from '#storage/web-forms/answers.ts';

export type ErasedRecord =
  | { readonly kind: 'erased' }
  | { readonly kind: 'refused'; readonly reason: 'unknown_module' | 'not_found' | 'record_not_yours' }
  | NotPermitted;

export async function eraseRecord(
  acting: Acting,
  { module, record: publicId }: { readonly module: string /** Public id. */; readonly record: string },
): Promise<ErasedRecord> {
  const { database, organization, actor, now } = acting;
  return database.organization(organization.seat, async (tx) => {
    const opened = await openModule(tx, module, 'delete');
    if (opened.kind === 'refused') return opened;
    const { catalogue } = opened;
    const living = await lockRecord(tx, organization.seat, { catalogue, publicId });
    const found = await lockErasable(tx, catalogue, publicId);
    if (found === null) return { kind: 'refused', reason: 'not_found' };
    if (!(await mayChange(tx, catalogue, found))) return { kind: 'refused', reason: 'record_not_yours' };
    await forgetAnswersFrom(tx, await addressesOf(tx, unmasked(catalogue), found.id));
    if (living !== null) await binRecords(tx, acting, { catalogue, records: [living] });
    await askToErase(tx, { record: found.id, module, at: now });
    const target = { kind: 'record', id: publicId } as const;
    await writeAudit(tx, { action: 'record_erased', actor: actor.id, at: now, target, details: { module } });
    return { kind: 'erased' };
  });
}

/** Folded. */
async function addressesOf(tx: Tx, catalogue: Catalogue, id: string): Promise<string[]> {
  const values = (await loadWithDeleted(tx, catalogue, [id])).get(id)?.values ?? {};
  const fields = catalogue.module.fields.filter(({ type }) => type === 'email');
  return fields.flatMap(({ key }) => (typeof values[key] === 'string' ? [fold(values[key])] : []));
}
