// The wake loop's one transaction: claim what is due, load the world around it, fold each enrollment through decide,
// write everything with one statement, consume exactly what was claimed. An enrollment whose decision throws is parked
// alone; the rest goes on (K-128).
import { decideInPlace } from '#core/cadence/decide.ts';
import type { Input } from '#core/cadence/input.ts';
import { stateToText } from '#core/cadence/state-text.ts';
import type { Instant } from '#core/time/instant.ts';
import type { Definitions } from '#actions/enrollments/definitions.ts';
import { loadSurroundings, type Needed, type Surroundings, worldOf } from '#actions/enrollments/surroundings.ts';
import type { RunningCadence } from '#storage/cadences/cadences.ts';
import type { Database, Tx } from '#storage/db.ts';
import { type Claimed, type ClaimedTimer, claimDue } from '#storage/enrollments/claim-due.ts';
import { type Decided, DecisionColumns } from '#storage/enrollments/decision-columns.ts';
import { type EnrollmentRow, fromRow } from '#storage/enrollments/enrollment-row.ts';
import { loadInputs, type LoadedInput } from '#storage/enrollments/inputs.ts';
import { park, type Parking, postponeTimers } from '#storage/enrollments/parking.ts';
import { type PreparedSave, prepareSave, runSave } from '#storage/enrollments/save-decisions.ts';
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
  const { database, organization, now } = request;
  return database.organization(organization.seat, async (tx) => {
    const batch = await decideClaimed(tx, request);
    if (batch.woken.claimed === 0) return batch.woken;
    if (batch.parkings.length > 0) await park(tx, batch.parkings, now);
    await postponeTimers(tx, batch.postponed, now);
    await runSave(tx, batch.save);
    return batch.woken;
  });
}

type DecidedBatch = {
  readonly woken: Woken;
  readonly parkings: readonly Parking[];
  readonly postponed: readonly ClaimedTimer[];
  readonly save: PreparedSave;
};

/**
 * Claims, loads, decides. Only what is to be written leaves here: while the database writes it, other batches are decided,
 * and what is still in reach would be copied by every collection of garbage.
 */
async function decideClaimed(tx: Tx, request: WakeRequest): Promise<DecidedBatch> {
  const claimed = await claimDue(tx, request.now, request.limit);
  const needed = claimed.enrollments.map(({ cadence_id: cadence, version, record_id: record }) => {
    return { cadence, version, record };
  });
  const surroundings = await loadSurroundings(tx, { ...request, needed });
  const ids = claimed.enrollments.map(({ id }) => id);
  const inputs = ids.length === 0 ? [] : await loadInputs(tx, ids);
  const moving = movesElsewhere(claimed, inputs, surroundings);
  if (moving.length === 0) return decideBatch(request, { claimed, surroundings, inputs });
  const wider = await loadSurroundings(tx, { ...request, needed: [...needed, ...moving] });
  // How far replies were read before the inputs were: replies of this moment are not among them.
  const { repliesReadUntil } = surroundings;
  return decideBatch(request, { claimed, surroundings: { ...wider, repliesReadUntil }, inputs });
}

/** Rounds told to move to a version that is the current one no longer: another was published since, for others. */
function movesElsewhere(claimed: Claimed, inputs: readonly LoadedInput[], { outlines }: Surroundings): Needed[] {
  const rows = new Map(claimed.enrollments.map((row) => [row.id, row]));
  return inputs.flatMap(({ enrollment, input }) => {
    const row = rows.get(enrollment);
    if (row === undefined || input.kind !== 'republished' || outlines.has(row.cadence_id, input.version)) return [];
    return [{ cadence: row.cadence_id, version: input.version, record: row.record_id }];
  });
}

/** Parks what is claimed one at a time: for an enrollment whose decision can't even be written. */
export async function parkOne(request: WakeRequest, error: string): Promise<void> {
  const { database, organization, now } = request;
  await database.organization(organization.seat, async (tx) => {
    const { enrollments, timers } = await claimDue(tx, now, 1);
    await park(
      tx,
      enrollments.map(({ id }) => ({ enrollment: id, error })),
      now,
    );
    await postponeTimers(tx, timers, now);
  });
}

type Batch = {
  readonly claimed: Claimed;
  readonly surroundings: Surroundings;
  readonly inputs: readonly LoadedInput[];
};

function decideBatch(request: WakeRequest, { claimed, surroundings, inputs }: Batch): DecidedBatch {
  const inputsOf = groupBy(inputs);
  const timersOf = groupBy(claimed.timers);
  const columns = new DecisionColumns();
  const parkings: Parking[] = [];
  const timers: ClaimedTimer[] = [];
  const postponed: ClaimedTimer[] = [];
  const inputIds: string[] = [];
  for (const row of claimed.enrollments) {
    const own = inputsOf.get(row.id) ?? [];
    const result = decideOne(request, { surroundings, row, inputs: own.map(({ input }) => input) });
    const timersBehind = 'error' in result ? postponed : timers;
    for (const timer of timersOf.get(row.id) ?? []) timersBehind.push(timer);
    if ('error' in result) {
      parkings.push({ enrollment: row.id, error: result.error });
      continue;
    }
    for (const { id } of own) inputIds.push(id);
    if (result.decided !== null) columns.add(result.decided, row.id);
  }
  return {
    woken: { claimed: claimed.enrollments.length, decided: columns.count, parked: parkings.length },
    parkings,
    postponed,
    save: prepareSave(columns, { consumed: { timers, inputs: inputIds }, now: request.now }),
  };
}

type One = { readonly surroundings: Surroundings; readonly row: EnrollmentRow; readonly inputs: readonly Input[] };

/** Null: nothing changed, there is nothing to write. */
type OneDecided = { readonly decided: Decided | null };

/** C-42: while its cadence is invalid nothing runs and nothing is unenrolled; it is looked at again. */
function decideOne(request: WakeRequest, one: One): OneDecided | { readonly error: string } {
  const cadence = one.surroundings.cadences.get(one.row.cadence_id);
  if (cadence === undefined || cadence.status === 'invalid') return { error: 'cadence_invalid' };
  try {
    return { decided: decideSound(request, one, cadence) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

function decideSound(
  { organization, now }: WakeRequest,
  { surroundings, row, inputs }: One,
  cadence: RunningCadence,
): Decided | null {
  const { enrollment, recordId, state: stateBefore } = fromRow(row);
  const outline = surroundings.outlines.get(cadence.id, enrollment.version);
  const moving = inputs.findLast((input) => input.kind === 'republished');
  const published =
    moving === undefined
      ? null
      : { version: moving.version, outline: surroundings.outlines.get(cadence.id, moving.version) };
  const world = worldOf(surroundings, { cadence: cadence.id, record: recordId, now, zone: organization.timeZone });
  const { status } = enrollment;
  const decision = decideInPlace({ outline, published, enrollment, inputs, world });
  const state = stateToText(decision.enrollment);
  const isChanged =
    decision.events.length > 0 ||
    decision.timerAt !== null ||
    decision.enrollment.status !== status ||
    state !== stateBefore;
  if (!isChanged) return null;
  const moved = published !== null && decision.enrollment.version === published.version;
  return { recordId, epoch: cadence.epoch, outline: moved ? published.outline : outline, decision, state };
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
