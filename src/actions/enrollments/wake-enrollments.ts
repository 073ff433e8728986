// The wake loop's one transaction: claim what is due, load the world around it, fold each enrollment through decide,
// write everything with one statement, consume exactly what was claimed. An enrollment whose decision throws is parked
// alone; the rest goes on (K-128).
import { decideInPlace } from '#core/cadence/decide.ts';
import type { Input } from '#core/cadence/input.ts';
import { stateToText } from '#core/cadence/state-text.ts';
import type { Instant } from '#core/time/instant.ts';
import type { Definitions } from '#actions/enrollments/definitions.ts';
import { loadSurroundings, type Surroundings, worldOf } from '#actions/enrollments/surroundings.ts';
import type { RunningCadence } from '#storage/cadences/cadences.ts';
import type { Database, Tx } from '#storage/db.ts';
import { type Claimed, type ClaimedTimer, claimDue } from '#storage/enrollments/claim-due.ts';
import type { StoredEnrollment } from '#storage/enrollments/enrollment-row.ts';
import { loadInputs, type LoadedInput } from '#storage/enrollments/inputs.ts';
import { park, type Parking, postponeTimers } from '#storage/enrollments/parking.ts';
import { type Decided, saveDecisions } from '#storage/enrollments/save-decisions.ts';
import type { Organization } from '#storage/organizations/organizations.ts';

export type WakeRequest = {
  readonly database: Database;
  readonly organization: Organization;
  readonly definitions: Definitions;
  readonly now: Instant;
  /** How many enrollments at the most. */
  readonly limit: number;
};

export type Woken = {
  /** Enrollments that were claimed; 0: nothing is due. */
  readonly claimed: number;
  readonly decided: number;
  readonly parked: number;
};

export async function wakeEnrollments(request: WakeRequest): Promise<Woken> {
  const { database, organization, now, limit } = request;
  return database.organization(organization.seat, async (tx) => {
    const claimed = await claimDue(tx, now, limit);
    if (claimed.enrollments.length + claimed.damaged.length === 0) return { claimed: 0, decided: 0, parked: 0 };
    const needed = claimed.enrollments.map(({ enrollment, recordId }) => ({ ...enrollment, record: recordId }));
    const surroundings = await loadSurroundings(tx, { ...request, needed });
    const inputs = await loadInputs(
      tx,
      claimed.enrollments.map((one) => one.enrollment.id),
    );
    return decideBatch(tx, request, { claimed, surroundings, inputs });
  });
}

/** Parks what is claimed one at a time: for an enrollment whose decision can't even be written. */
export async function parkOne(request: WakeRequest, error: string): Promise<void> {
  const { database, organization, now } = request;
  await database.organization(organization.seat, async (tx) => {
    const claimed = await claimDue(tx, now, 1);
    const parkings = claimed.enrollments.map(({ enrollment }) => ({ enrollment: enrollment.id, error }));
    await park(tx, [...parkings, ...claimed.damaged], now);
    await postponeTimers(tx, claimed.timers, now);
  });
}

type Batch = {
  readonly claimed: Claimed;
  readonly surroundings: Surroundings;
  readonly inputs: readonly LoadedInput[];
};

async function decideBatch(tx: Tx, request: WakeRequest, batch: Batch): Promise<Woken> {
  const { now } = request;
  const inputsOf = groupBy(batch.inputs);
  const timersOf = groupBy(batch.claimed.timers);
  const decided: Decided[] = [];
  const parkings: Parking[] = [...batch.claimed.damaged];
  const timers: ClaimedTimer[] = [];
  const postponed: ClaimedTimer[] = batch.claimed.damaged.flatMap(({ enrollment }) => timersOf.get(enrollment) ?? []);
  const inputIds: string[] = [];
  for (const stored of batch.claimed.enrollments) {
    const { id } = stored.enrollment;
    const inputs = inputsOf.get(id) ?? [];
    const result = await decideOne(tx, request, { batch, stored, inputs: inputs.map(({ input }) => input) });
    const own = timersOf.get(id) ?? [];
    if ('error' in result) {
      parkings.push({ enrollment: id, error: result.error });
      postponed.push(...own);
      continue;
    }
    timers.push(...own);
    inputIds.push(...inputs.map((input) => input.id));
    if (result.changed) decided.push(result.decided);
  }
  if (parkings.length > 0) await park(tx, parkings, now);
  await postponeTimers(tx, postponed, now);
  await saveDecisions(tx, { decided, consumed: { timers, inputs: inputIds }, now });
  const claimed = batch.claimed.enrollments.length + batch.claimed.damaged.length;
  return { claimed, decided: decided.length, parked: parkings.length };
}

type One = { readonly batch: Batch; readonly stored: StoredEnrollment; readonly inputs: readonly Input[] };
type OneDecided = { readonly decided: Decided; readonly changed: boolean };

/** C-42: while its cadence is invalid nothing runs and nothing is unenrolled; it is looked at again. */
async function decideOne(tx: Tx, request: WakeRequest, one: One): Promise<OneDecided | { readonly error: string }> {
  const cadence = one.batch.surroundings.cadences.get(one.stored.enrollment.cadence);
  if (cadence === undefined || cadence.status === 'invalid') return { error: 'cadence_invalid' };
  try {
    return await decideSound(tx, request, one, cadence);
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

async function decideSound(tx: Tx, request: WakeRequest, one: One, cadence: RunningCadence): Promise<OneDecided> {
  const { enrollment, recordId, state } = one.stored;
  const { organization, definitions, now } = request;
  const outline = await definitions.outline(tx, organization.seat, enrollment);
  const moving = one.inputs.find((input) => input.kind === 'republished');
  const published =
    moving === undefined || cadence.version === null
      ? null
      : {
          version: cadence.version,
          outline: await definitions.outline(tx, organization.seat, { cadence: cadence.id, version: cadence.version }),
        };
  const world = worldOf(one.batch.surroundings, {
    cadence: enrollment.cadence,
    record: recordId,
    now,
    zone: organization.timeZone,
  });
  const { status } = enrollment;
  const decision = decideInPlace({ outline, published, enrollment, inputs: one.inputs, world });
  const moved = published !== null && decision.enrollment.version === published.version;
  const changed =
    decision.events.length > 0 ||
    decision.timerAt !== null ||
    decision.enrollment.status !== status ||
    stateToText(decision.enrollment) !== state;
  return {
    changed,
    decided: { recordId, epoch: cadence.epoch, outline: moved ? published.outline : outline, decision },
  };
}

function groupBy<T extends { readonly enrollment: string }>(items: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(item.enrollment);
    if (group === undefined) groups.set(item.enrollment, [item]);
    else group.push(item);
  }
  return groups;
}
