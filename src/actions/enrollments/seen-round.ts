import { seenRecords } from '#actions/access/seen-records.ts';
import { listCadences } from '#storage/cadences/cadences.ts';
import type { Tx } from '#storage/db.ts';
import type { StoredEnrollment } from '#storage/enrollments/enrollment-row.ts';

/** Whether whoever asks may see the record that the round is of. */
export async function isSeen(tx: Tx, { enrollment, recordId }: StoredEnrollment): Promise<boolean> {
  const cadence = (await listCadences(tx)).find(({ id }) => id === enrollment.cadence);
  return cadence !== undefined && (await seenRecords(tx, cadence.module, [recordId])).has(recordId);
}
