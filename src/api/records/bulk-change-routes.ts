import { cancelBulkChange, listBulkChanges, readBulkChange } from '#actions/jobs/bulk-changes.ts';
import { changeMatching } from '#actions/records/change-matching.ts';
import { actingOf } from '#api/acting.ts';
import { invalidValues } from '#api/records/invalid-values.ts';
import { noModule } from '#api/records/no-module.ts';
import { type Routes, route } from '#api/route.ts';
import * as contract from '#contract/bulk-changes.ts';
import type { Value } from '#contract/endpoint.ts';
import { type ErrorCode, explainRefusal, type Language } from '#contract/errors.ts';
import { criteriaProblem, fieldProblem } from '#contract/value-problem-words.ts';

type Changed = Awaited<ReturnType<typeof changeMatching>>;
type Piles = Extract<Changed, { kind: 'answered' }>['piles'];
type Job = NonNullable<Awaited<ReturnType<typeof readBulkChange>>>;
type Kind = Job['request']['change']['kind'];

export const bulkChangeRoutes: Routes = (app, services) => {
  route(app, contract.changeMatching, async ({ body, language, ...called }) => {
    const { module, change } = body;
    const { view = null, criteria = null } = body.matching;
    const changed = await changeMatching(actingOf(services, called), { module, matching: { view, criteria }, change });
    if (changed.kind === 'refused') return notChanged(changed, module);
    if (changed.kind === 'started') return { kind: 'started', id: changed.job.publicId };
    return { kind: 'answered', piles: describePiles(changed.piles, change.kind, language) };
  });

  route(app, contract.listBulkChanges, async ({ language, ...called }) => {
    const jobs = await listBulkChanges(actingOf(services, called));
    return { items: jobs.map((job) => describe(job, language)) };
  });

  route(app, contract.getBulkChange, async ({ params, language, ...called }) => {
    const job = await readBulkChange(actingOf(services, called), params.id);
    return job === null ? { kind: 'refused', reason: 'not_found' } : describe(job, language);
  });

  route(app, contract.cancelBulkChange, async ({ params, language, ...called }) => {
    const job = await cancelBulkChange(actingOf(services, called), params.id);
    return job === null ? { kind: 'refused', reason: 'not_found' } : describe(job, language);
  });
};

const codes = {
  unknown_view: 'view_unknown',
  bad_criteria: 'invalid_input',
  view_invalid: 'view_invalid',
  tag_name_not_valid: 'tag_name_not_valid',
  too_many_tags: 'too_many_tags',
} as const;

function notChanged(refused: Extract<Changed, { kind: 'refused' }>, module: string) {
  if (refused.reason === 'unknown_module') return noModule(module);
  if (refused.reason === 'bad_values') return invalidValues(refused.problems, 'body.change.values');
  if (refused.reason === 'not_permitted') return refused;
  const problems = 'problems' in refused ? refused.problems : [];
  const told = problems.map((problem) => criteriaProblem(problem, 'body.matching.criteria'));
  return { kind: 'refused', reason: codes[refused.reason], problems: told } as const;
}

function describe(job: Job, language: Language): Value<typeof contract.bulkChange> {
  const { publicId: id, request, state, total, done, progress, reason, createdAt, finishedAt } = job;
  const { module, change } = request;
  const piles = describePiles(progress?.piles ?? [], change.kind, language);
  const message = reason === null ? null : messageOf(reason, { module, language });
  return { id, module, kind: change.kind, state, total, done, piles, message, createdAt, finishedAt };
}

function describePiles(piles: Piles, kind: Kind, language: Language): Value<typeof contract.bulkChange>['piles'] {
  return piles.map(({ result, problems, count, records }) => ({
    result: result === 'done' ? (kind === 'delete' ? 'deleted' : 'updated') : result,
    count,
    errors: problems.map((problem) => {
      const { path, code, message } = fieldProblem(problem, 'body.change.values');
      return { path, code, message: message[language] };
    }),
    records: [...records],
  }));
}

/** A bug's own words are for the log, not for people. */
function messageOf(reason: string, { module, language }: { readonly module: string; readonly language: Language }) {
  const known: Readonly<Record<string, ErrorCode>> = {
    ...codes,
    unknown_module: 'module_unknown',
    not_permitted: 'not_permitted',
  };
  const refusal = {
    kind: 'refused',
    reason: known[reason] ?? 'internal',
    params: { module, permission: 'bulk' },
  } as const;
  return explainRefusal(refusal, language).sentence;
}
