// Messages that may have gone out, with what a person must know to decide about them (C-33).
import type { Definitions } from '#actions/enrollments/definitions.ts';
import { outlineNames } from '#actions/enrollments/outline-names.ts';
import type { Acting } from '#actions/records/acting.ts';
import type { CrmRecord } from '#core/records/field.ts';
import { listCadences, type StoredCadence } from '#storage/cadences/cadences.ts';
import { listUnconfirmed, type Unconfirmed } from '#storage/deliveries/reviews.ts';
import { loadCatalogue } from '#storage/records/catalogue.ts';
import { loadRecords, reachedAmong } from '#storage/records/read-records.ts';

export type Review = {
  readonly unconfirmed: Unconfirmed;
  readonly cadence: StoredCadence;
  /** The follow-up's id. */
  readonly followUp: string;
  readonly record: CrmRecord | null;
};

type Reading = Pick<Acting, 'database' | 'organization'> & { readonly definitions: Definitions };

/** Oldest first. */
export async function readReviews({ database, organization, definitions }: Reading): Promise<Review[]> {
  return database.organization(organization.seat, async (tx) => {
    const waiting = await listUnconfirmed(tx);
    const cadences = await listCadences(tx);
    const names = outlineNames(tx, organization.seat, definitions);
    const reviews: Review[] = [];
    for (const cadence of cadences) {
      const ofCadence = waiting.filter((one) => one.cadence === cadence.id);
      const catalogue = ofCadence.length === 0 ? null : await loadCatalogue(tx, cadence.module);
      if (catalogue === null) continue;
      const ids = ofCadence.map(({ record }) => record);
      const seen = await reachedAmong(tx, catalogue, ids);
      const own = ofCadence.filter(({ record }) => seen.has(record));
      const records = await loadRecords(tx, catalogue, ids);
      for (const unconfirmed of own) {
        // Unconfirmed deliveries outlive versions; names of follow-ups hardly ever change.
        const versioned = { cadence: cadence.id, version: cadence.version ?? 1 };
        const followUp = await names.followUp(versioned, unconfirmed.followUp);
        reviews.push({ unconfirmed, cadence, followUp, record: records.get(unconfirmed.record) ?? null });
      }
    }
    return reviews.sort((a, b) => Number(a.unconfirmed.delivery) - Number(b.unconfirmed.delivery));
  });
}
