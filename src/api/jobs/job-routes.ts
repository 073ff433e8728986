import { cancelJob, listJobs, readJob, type ShownJob } from '#actions/jobs/read-jobs.ts';
import { actingOf } from '#api/acting.ts';
import { bulkRefusals, describeTally } from '#api/enrollments/enrolling-routes.ts';
import { type Input, type Routes, route } from '#api/route.ts';
import type { Value } from '#contract/endpoint.ts';
import { explainRefusal } from '#contract/errors.ts';
import * as contract from '#contract/jobs.ts';

type Called = Pick<Input<typeof contract.listJobs>, 'caller' | 'language'>;

export const jobRoutes: Routes = (app, services) => {
  route(app, contract.listJobs, async (called) => {
    const jobs = await listJobs(actingOf(services, called));
    return { items: jobs.map((shown) => describeJob(shown, called)) };
  });

  route(app, contract.getJob, async ({ params, ...called }) => {
    const shown = await readJob(actingOf(services, called), params.id);
    return shown === null ? { kind: 'refused', reason: 'not_found' } : describeJob(shown, called);
  });

  route(app, contract.cancelJob, async ({ params, ...called }) => {
    const shown = await cancelJob(actingOf(services, called), params.id);
    return shown === null ? { kind: 'refused', reason: 'not_found' } : describeJob(shown, called);
  });
};

function describeJob({ job, cadence }: ShownJob, { caller, language }: Called): Value<typeof contract.job> {
  const { publicId: id, request, state, total, done, createdAt, finishedAt, progress, reason } = job;
  const isTold = progress !== null && caller.scopes.includes('records.read');
  return {
    id,
    kind: request.work.kind,
    cadence: cadence === null ? null : { id: cadence.publicId, name: cadence.name },
    state,
    total,
    done,
    tally: isTold ? describeTally(progress.tally, language) : null,
    message: reason === null ? null : messageOf(reason, language),
    createdAt,
    finishedAt,
  };
}

/** A bug's own words are for the log, not for people. */
function messageOf(reason: string, language: Called['language']): string {
  const known = Object.entries(bulkRefusals).find(([stored]) => stored === reason);
  return explainRefusal({ kind: 'refused', reason: known?.[1] ?? 'internal' }, language).sentence;
}
