// Takes records out of a cadence by hand (C-56), decided and saved at once: when it is answered, no message of these
// rounds passes the gate any more.
import { decide } from '#core/cadence/decide.ts';
import type { EndRequest } from '#core/cadence/input.ts';
import type { Instant } from '#core/time/instant.ts';
import type { Definitions } from '#actions/enrollments/definitions.ts';
import { loadSurroundings, worldOf } from '#actions/enrollments/surroundings.ts';
import type { Database, Tx } from '#storage/db.ts';
import { NO_TIMERS } from '#storage/enrollments/claim-due.ts';
import { lockLatestRounds } from '#storage/enrollments/enrollments.ts';
import { loadInputs } from '#storage/enrollments/inputs.ts';
import type { Decided } from '#storage/enrollments/decision-columns.ts';
import { saveDecisions } from '#storage/enrollments/save-decisions.ts';
import type { Organization } from '#storage/organizations/organizations.ts';

export type UnenrollRequest = {
  readonly database: Database;
  readonly organization: Organization;
  readonly definitions: Definitions;
  readonly cadence: number;
  /** Internal ids, 1,000 at the most. */
  readonly records: readonly string[];
  readonly reason: EndRequest;
  readonly actor: number | null;
  readonly now: Instant;
};

export type UnenrollAnswer = 'unenrolled' | 'not_enrolled';

export async function unenrollRecords(request: UnenrollRequest): Promise<ReadonlyMap<string, UnenrollAnswer>> {
  return request.database.organization(request.organization.seat, (tx) => unenrollInTransaction(tx, request));
}

/** The same inside the caller's transaction. */
export async function unenrollInTransaction(
  tx: Tx,
  request: Omit<UnenrollRequest, 'database'>,
): Promise<ReadonlyMap<string, UnenrollAnswer>> {
  const { organization, definitions, cadence, records, reason, actor, now } = request;
  const rounds = await lockLatestRounds(tx, cadence, records);
  const active = [...rounds.values()].filter(({ enrollment }) => enrollment.status === 'active');
  const ids = active.map(({ enrollment }) => enrollment.id);
  const needed = active.map(({ enrollment, recordId }) => ({ ...enrollment, record: recordId }));
  const surroundings = await loadSurroundings(tx, { organization, definitions, needed });
  const loaded = await loadInputs(tx, ids);
  const decided: Decided[] = [];
  for (const { enrollment, recordId } of active) {
    const own = loaded.filter((one) => one.enrollment === enrollment.id).map(({ input }) => input);
    const outline = await definitions.outline(tx, organization.seat, enrollment);
    const world = worldOf(surroundings, { cadence, record: recordId, now, zone: organization.timeZone });
    const inputs = [...own, { kind: 'end', reason, at: now, actor } as const];
    const decision = decide({ outline, published: null, enrollment, inputs, world });
    decided.push({ recordId, epoch: surroundings.cadences.get(cadence)?.epoch ?? 0, outline, decision });
  }
  const consumed = { timers: NO_TIMERS, inputs: loaded.map(({ id }) => id) };
  if (decided.length > 0) await saveDecisions(tx, { decided, consumed, now });
  const left = new Set(decided.map(({ recordId }) => recordId));
  return new Map(records.map((record) => [record, left.has(record) ? 'unenrolled' : 'not_enrolled']));
}
