// Changing, tagging or deleting every record that a list finds. Up to 200 are answered at once; more are a job, which the worker
// carries out batch by batch, which tells how far it is and can be cancelled.
import type { NotPermitted } from '#actions/access/open-module.ts';
import type { Acting } from '#actions/records/acting.ts';
import { openForMany } from '#actions/records/bulk-records.ts';
import { type BatchRefusal, type ChangeWork, changeBatch, findMeant } from '#actions/records/change-batch.ts';
import { type ChangePile, piled } from '#actions/records/change-piles.ts';
import { againWhenOvertaken } from '#actions/records/check-stored.ts';
import { tagMany } from '#actions/tags/tag-records.ts';
import type { FieldProblem } from '#core/records/field-problem.ts';
import { checkValues } from '#core/records/validate.ts';
import type { Tx } from '#storage/db.ts';
import { tellWorkers } from '#storage/enrollments/inputs.ts';
import { insertJob, type StoredJob } from '#storage/jobs/jobs.ts';
import type { Catalogue } from '#storage/records/catalogue.ts';
import { countRecords } from '#storage/records/read-records.ts';

export type ChangedMatching =
  | { readonly kind: 'answered'; readonly piles: readonly ChangePile[] }
  | { readonly kind: 'started'; readonly job: StoredJob }
  /** What is wrong with the values whatever the record. */
  | { readonly kind: 'refused'; readonly reason: 'bad_values'; readonly problems: readonly FieldProblem[] }
  | BatchRefusal;

/** As many as are answered while one waits. */
const AT_ONCE_MAX = 200;

export async function changeMatching(acting: Acting, work: ChangeWork): Promise<ChangedMatching> {
  const { database, organization, actor, now } = acting;
  return againWhenOvertaken(() =>
    database.organization(organization.seat, async (tx): Promise<ChangedMatching> => {
      const refusal = await whyNotChange(tx, acting, work);
      if (refusal !== null) return refusal;
      const meant = await findMeant(tx, work);
      if (meant.kind === 'refused') return meant;
      const context = { now, zone: organization.timeZone };
      const { count: total } = await countRecords(tx, meant.catalogue, meant.criteria, context);
      if (total <= AT_ONCE_MAX) return changeNow(tx, acting, work);
      const job = await insertJob(tx, { request: work, askedBy: actor.id, total }, now);
      await tellWorkers(tx, organization.seat);
      return { kind: 'started', job };
    }),
  );
}

async function changeNow(tx: Tx, acting: Acting, work: ChangeWork): Promise<ChangedMatching> {
  const batch = await changeBatch(tx, acting, { work, after: null });
  return batch.kind === 'refused' ? batch : { kind: 'answered', piles: piled([], batch.items) };
}

type Refused = Extract<ChangedMatching, { kind: 'refused' }> | NotPermitted;

/** What could only be refused is refused before anything is begun. */
async function whyNotChange(tx: Tx, acting: Acting, { module, change }: ChangeWork): Promise<Refused | null> {
  const opened = await openForMany(tx, module, change.kind === 'delete' ? 'delete' : 'update');
  if (opened.kind === 'refused') return opened;
  if (change.kind === 'update') return whyNotValues(opened.catalogue, change.values);
  if (change.kind === 'delete') return null;
  const tagged = await tagMany(tx, acting, { ...change, module, records: [] });
  return tagged.kind === 'refused' ? tagged : null;
}

function whyNotValues({ module }: Catalogue, values: Readonly<Record<string, unknown>>): Refused | null {
  const checked = checkValues(module, values, 'update');
  return checked.ok ? null : { kind: 'refused', reason: 'bad_values', problems: checked.problems };
}
