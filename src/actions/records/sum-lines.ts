// A quote's subtotal and tax are the sums of its lines: whenever lines changed, their quotes are summed up again.
import type { Acting } from '#actions/records/acting.ts';
import { assert } from '#core/assert.ts';
import type { FieldValues } from '#core/records/field.ts';
import type { ChangedBy } from '#core/records/record-event.ts';
import type { Tx } from '#storage/db.ts';
import { addLookAgain } from '#storage/enrollments/inputs.ts';
import { loadWholeCatalogue } from '#storage/records/catalogue.ts';
import { lockRecords } from '#storage/records/lock-records.ts';
import { sumLines } from '#storage/records/quote-lines.ts';
import { findIds } from '#storage/records/read-records.ts';
import { updateRecords } from '#storage/records/write-records.ts';

type Saved = {
  readonly module: string;
  /** What the lines held before, and hold now. */
  readonly values: readonly FieldValues[];
  readonly by: ChangedBy;
};

/** Does nothing for any other module. */
export async function sumQuotes(
  tx: Tx,
  { organization }: Pick<Acting, 'organization'>,
  { module, values, by }: Saved,
): Promise<void> {
  if (module !== 'quote_lines') return;
  const quotes = await loadWholeCatalogue(tx, 'quotes');
  assert(quotes !== null, 'quotes is a module of the product');
  const publicIds = [...new Set(values.flatMap(({ quote }) => quote ?? []).map(String))];
  const ids = [...(await findIds(tx, quotes, publicIds)).values()];
  const locked = await lockRecords(tx, organization.seat, { catalogue: quotes, ids });
  const sums = await sumLines(tx, publicIds);
  const changes = [...locked.values()].map((record) => {
    return { record, values: sums.get(record.publicId) ?? { subtotal: '0', tax: '0' } };
  });
  const saved = await updateRecords(tx, quotes, changes, by);
  const changed = saved.filter(({ revision }, index) => revision !== changes[index]?.record.revision);
  await addLookAgain(tx, organization.seat, { records: changed.map(({ id }) => id), at: by.at });
}
