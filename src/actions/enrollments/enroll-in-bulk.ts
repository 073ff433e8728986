// Taking many records into a cadence or out of it, letting their rounds go on or begin again. Up to 200 are answered at once;
// more are a job, which the worker carries out batch by batch, which tells how far it is and can be cancelled (C-26).
import {
  type BulkRefusal,
  type BulkSetting,
  type BulkWork,
  carryOutBatch,
  countSelected,
  type Tally,
  tallied,
  whyNotMany,
} from '#actions/enrollments/bulk-batch.ts';
import { mayEnter } from '#actions/enrollments/enroll-records.ts';
import { findCadence, type StoredCadence } from '#storage/cadences/cadences.ts';
import type { Database, Tx } from '#storage/db.ts';
import { tellWorkers } from '#storage/enrollments/inputs.ts';
import { insertJob, type StoredJob } from '#storage/jobs/jobs.ts';

export type BulkRequest = BulkSetting & { readonly database: Database; readonly bulk: BulkWork };

export type BulkResult =
  | { readonly kind: 'answered'; readonly tally: Tally }
  | { readonly kind: 'started'; readonly job: StoredJob }
  | BulkRefusal;

/** As many as are answered while one waits. */
const AT_ONCE_MAX = 200;

export async function enrollInBulk(request: BulkRequest): Promise<BulkResult> {
  const { database, organization } = request;
  return database.organization(organization.seat, async (tx) => {
    const cadence = await findCadence(tx, request.bulk.cadence);
    if (cadence === null) return { kind: 'refused', reason: 'cadence_unknown' };
    const refusal = await whyNotMany(tx, { module: cadence.module, selection: request.bulk.selection });
    if (refusal !== null) return refusal;
    const total = await countSelected(tx, request, { cadence, selection: request.bulk.selection });
    if (typeof total !== 'number') return total;
    return total > AT_ONCE_MAX ? start(tx, request, { cadence, total }) : answer(tx, request);
  });
}

async function answer(tx: Tx, request: BulkRequest): Promise<BulkResult> {
  const { bulk } = request;
  let tally: Tally | null = null;
  for (let after: string | null = null; ; ) {
    const batch = await carryOutBatch(tx, request, { bulk, after });
    if (batch.kind === 'refused') return batch;
    tally = tallied(tally, batch.items, bulk);
    if (batch.next === null) return { kind: 'answered', tally };
    after = batch.next;
  }
}

/** What could only be refused is refused now. */
async function start(
  tx: Tx,
  { organization, definitions, actor, now, bulk }: BulkRequest,
  { cadence, total }: { readonly cadence: StoredCadence; readonly total: number },
): Promise<BulkResult> {
  if (bulk.work.kind === 'enroll') {
    const { id, status, version } = cadence;
    if (status !== 'active' || version === null) return { kind: 'refused', reason: 'cadence_not_active' };
    const outline = await definitions.outline(tx, organization.seat, { cadence: id, version });
    if (!mayEnter(outline, bulk.work)) return { kind: 'refused', reason: 'manual_not_allowed' };
  }
  const job = await insertJob(tx, { request: bulk, askedBy: actor, total }, now);
  await tellWorkers(tx, organization.seat);
  return { kind: 'started', job };
}
