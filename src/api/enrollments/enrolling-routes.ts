import type { Selection, Tally, Work } from '#actions/enrollments/bulk-batch.ts';
import { type BulkResult, enrollInBulk } from '#actions/enrollments/enroll-in-bulk.ts';
import { workingOf } from '#api/acting.ts';
import { refuse } from '#api/refuse.ts';
import { type Input, type Routes, route } from '#api/route.ts';
import type { Services } from '#api/services.ts';
import type { Value } from '#contract/endpoint.ts';
import * as contract from '#contract/enrolling.ts';
import { skipReasonInWords } from '#contract/enroll-words.ts';
import type { Language, Refusal } from '#contract/errors.ts';
import { criteriaProblem } from '#contract/value-problem-words.ts';
import { mayUse } from '#core/access/permissions.ts';
import type { Origin } from '#core/cadence/event.ts';

type Called = Pick<Input<typeof contract.unenroll>, 'params' | 'caller' | 'now' | 'language'>;
type Result = Value<typeof contract.result>;
type Enrolling =
  | typeof contract.enroll
  | typeof contract.unenroll
  | typeof contract.continueRounds
  | typeof contract.restartRounds;

export const enrollingRoutes: Routes = (app, services) => {
  route(app, contract.enroll, async ({ body, ...called }) => {
    const selection = selectionOf(body);
    const work = { kind: 'enroll', earlier: body.earlier, origin: originOf(called, selection) } as const;
    return answerOf(contract.enroll, await inBulk(services, called, { selection, work }), called);
  });

  route(app, contract.unenroll, async ({ body, ...called }) => {
    const refusal = whyNotInPerson(called);
    if (refusal !== null) return refusal;
    const result = await inBulk(services, called, { selection: selectionOf(body), work: { kind: 'unenroll' } });
    return answerOf(contract.unenroll, result, called);
  });

  route(app, contract.continueRounds, async ({ body, ...called }) => {
    const refusal = whyNotInPerson(called);
    if (refusal !== null) return refusal;
    const selection = selectionOf(body);
    const work = { kind: 'enroll', earlier: 'only_continue', origin: originOf(called, selection) } as const;
    const result = await inBulk(services, called, { selection, work });
    return whyNotContinued(result, { called, selection }) ?? answerOf(contract.continueRounds, result, called);
  });

  route(app, contract.restartRounds, async ({ body, ...called }) => {
    const refusal = whyNotInPerson(called);
    if (refusal !== null) return refusal;
    const work = { kind: 'enroll', earlier: 'only_restart', origin: 'restart' } as const;
    const result = await inBulk(services, called, { selection: selectionOf(body), work });
    return answerOf(contract.restartRounds, result, called);
  });
};

function inBulk(services: Services, called: Called, wanted: { readonly selection: Selection; readonly work: Work }) {
  const working = workingOf(services, called);
  const sight = isBlind(called.caller) ? 'blind' : 'own';
  const database = sight === 'blind' ? services.database : working.database;
  return enrollInBulk({ ...working, database, bulk: { cadence: called.params.id, ...wanted, sight } });
}

/** C-21: who may only enroll by API takes in records that they can't read, and learns nothing of them. */
function isBlind({ rights, scopes }: Called['caller']): boolean {
  const { permissions } = rights;
  return mayUse(permissions, 'enrollment_api') && !(mayUse(permissions, 'enroll') && scopes.includes('records.read'));
}

/** The permission to enroll by API lets nobody take out, continue or restart. Null: they may. */
function whyNotInPerson({ caller }: Called): Refusal<'not_permitted'> | null {
  if (mayUse(caller.rights.permissions, 'enroll')) return null;
  return { kind: 'refused', reason: 'not_permitted', params: { permission: 'enroll' } };
}

type Body = Value<(typeof contract.continueRounds)['body']>;

function selectionOf(body: Body): Selection {
  if ('records' in body) return { kind: 'records', records: body.records };
  if ('status' in body) return { kind: 'ended', status: body.status };
  const { view = null, criteria = null } = 'view' in body ? { view: body.view } : body.matching;
  return { kind: 'matching', view, criteria };
}

function originOf({ caller }: Called, selection: Selection): Origin {
  if (caller.via.kind === 'api_key') return 'api';
  return selection.kind === 'records' && selection.records.length === 1 ? 'manual' : 'bulk';
}

export const bulkRefusals = {
  cadence_unknown: 'not_found',
  view_unknown: 'view_unknown',
  criteria_invalid: 'invalid_input',
  cadence_not_active: 'cadence_not_active',
  manual_not_allowed: 'manual_not_allowed',
} as const;

function answerOf<E extends Enrolling>(
  endpoint: E,
  result: BulkResult,
  { caller, language }: Called,
): Result | Refusal<E['refusals'][number] | 'not_permitted'> {
  if (result.kind === 'refused') {
    if (result.reason === 'not_permitted') return result;
    const refused = refuse(endpoint, bulkRefusals[result.reason]);
    if (result.reason !== 'criteria_invalid') return refused;
    return { ...refused, problems: result.problems.map((one) => criteriaProblem(one, 'body.matching.criteria')) };
  }
  // C-21: which records there are, and what became of them, is nothing that this caller may read.
  if (isBlind(caller) || !caller.scopes.includes('records.read')) return { kind: 'accepted' };
  if (result.kind === 'started') return { kind: 'started', job: result.job.publicId };
  return { kind: 'answered', ...describeTally(result.tally, language) };
}

export function describeTally({ counts, skipped, items }: Tally, language: Language): Value<typeof contract.tally> {
  return {
    counts: { ...counts },
    skipped: { ...skipped },
    items: items.map((item) => ({
      ...item,
      message: item.reason === null ? null : skipReasonInWords(item.reason)[language],
    })),
  };
}

/** C-71, K-84: one alone that can't go on is a refusal; many are answered each. */
function whyNotContinued(
  result: BulkResult,
  { called, selection }: { readonly called: Called; readonly selection: Selection },
): Refusal<'cannot_continue'> | null {
  if (result.kind !== 'answered' || selection.kind !== 'records' || selection.records.length !== 1) return null;
  const reason = result.tally.items[0]?.reason ?? null;
  if (reason === null || !called.caller.scopes.includes('records.read')) return null;
  const problems = [{ path: 'body.records.0', code: reason, message: skipReasonInWords(reason) }];
  return { kind: 'refused', reason: 'cannot_continue', problems };
}
