// The wake loop's one transaction: claim what is due, load the world around it, fold each enrollment through decide,
// write everything with one statement, consume exactly what was claimed. An enrollment whose decision throws is parked
// alone; the rest goes on (K-128).
import { decideInPlace } from '#core/cadence/decide.ts';
import { stateToText } from '#core/cadence/state-text.ts';
import type { Instant } from '#core/time/instant.ts';
import type { Definitions } from '#actions/enrollments/definitions.ts';
import { type Frame, loadFrame, type Version, worldIn } from '#actions/enrollments/surroundings.ts';
import type { RunningCadence } from '#storage/cadences/cadences.ts';
import type { Database, Tx } from '#storage/db.ts';
import { type Claimed, claimDue, idsOf, NO_TIMERS, splitTimers } from '#storage/enrollments/claim-due.ts';
import { type Decided, DecisionColumns } from '#storage/enrollments/decision-columns.ts';
import { fromRow } from '#storage/enrollments/enrollment-row.ts';
import { inputFromRow } from '#storage/enrollments/inputs.ts';
import { park, type Parking, postponeTimers } from '#storage/enrollments/parking.ts';
import {
  type ClaimedEnrollment,
  type ClaimedRows,
  eachClaimed,
  readClaimed,
} from '#storage/enrollments/read-claimed.ts';
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
    if (batch === null) return { claimed: 0, decided: 0, parked: 0 };
    if (batch.parkings.length > 0) {
      await park(tx, batch.parkings, now);
      await postponeTimers(tx, batch.postponed, now);
    }
    await runSave(tx, batch.save);
    return batch.woken;
  });
}

type DecidedBatch = {
  readonly woken: Woken;
  readonly parkings: readonly Parking[];
  /** The timers of those that are parked. */
  readonly postponed: string;
  readonly save: PreparedSave;
};

/**
 * Claims, loads, decides; null: nothing is due. Only what is to be written leaves here: while the database writes it, other
 * batches are decided, and what is still in reach would be copied by every collection of garbage.
 */
async function decideClaimed(tx: Tx, request: WakeRequest): Promise<DecidedBatch | null> {
  const claimed = await claimDue(tx, request.now, request.limit);
  if (claimed.count === 0) return null;
  const { versions } = claimed;
  const frame = await loadFrame(tx, { ...request, versions });
  const deciding = new Deciding(request);
  for (const [module, cadences] of cadencesByModule(frame, versions)) {
    const read = (of: Frame) => readClaimed(tx, claimed, { cadences, catalogue: of.catalogues.get(module) ?? null });
    let seen = frame;
    let found = await read(seen);
    const wanted = [...versions];
    for (let more = movesElsewhere(found, seen); more.length > 0; more = movesElsewhere(found, seen)) {
      wanted.push(...more);
      // Replies and visits are known up to the first look: earlier than the inputs, whatever came in meanwhile.
      const { repliesRead, ungradedSince } = frame;
      seen = { ...(await loadFrame(tx, { ...request, versions: wanted })), repliesRead, ungradedSince };
      found = await read(seen);
    }
    deciding.decideAll(seen, found);
  }
  return deciding.concluded(claimed);
}

/** Of a cadence that is not there the module is ''. */
function cadencesByModule({ cadences }: Frame, versions: readonly Version[]): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const { cadence } of versions) {
    const module = cadences.get(cadence)?.module ?? '';
    groups.set(module, [...(groups.get(module) ?? []), cadence]);
  }
  return groups;
}

/** Versions that are the current ones no longer, which rounds are told to move to: another was published since, for others. */
function movesElsewhere({ rows }: ClaimedRows, { outlines }: Frame): Version[] {
  return rows.flatMap((row) => {
    const input = row.input_id === null || row.kind !== 'republished' ? null : inputFromRow(row);
    if (input?.kind !== 'republished' || outlines.has(row.cadence_id, input.version)) return [];
    return [{ cadence: row.cadence_id, version: input.version }];
  });
}

/** Parks what is claimed one at a time: for an enrollment whose decision can't even be written. */
export async function parkOne(request: WakeRequest, error: string): Promise<void> {
  const { database, organization, now } = request;
  await database.organization(organization.seat, async (tx) => {
    const claimed = await claimDue(tx, now, 1);
    const parkings = idsOf(claimed).map((enrollment) => ({ enrollment, error }));
    await park(tx, parkings, now);
    await postponeTimers(tx, claimed.timers, now);
  });
}

/** What the decisions of one batch come to. */
class Deciding {
  private readonly request: WakeRequest;
  private readonly columns = new DecisionColumns();
  private readonly parkings: Parking[] = [];
  private readonly inputs: string[] = [];

  constructor(request: WakeRequest) {
    this.request = request;
  }

  decideAll(frame: Frame, rows: ClaimedRows): void {
    for (const one of eachClaimed(rows)) {
      const result = decideOne(this.request, frame, one);
      if ('error' in result) {
        this.parkings.push({ enrollment: one.row.id, error: result.error });
        continue;
      }
      for (const { id } of one.inputs) this.inputs.push(id);
      if (result.decided !== null) this.columns.add(result.decided, one.row.id);
    }
  }

  concluded(claimed: Claimed): DecidedBatch {
    const { columns, parkings, inputs } = this;
    const parked = new Set(parkings.map(({ enrollment }) => enrollment));
    const { theirs: postponed, others: timers } =
      parked.size === 0 ? { theirs: NO_TIMERS, others: claimed.timers } : splitTimers(claimed, parked);
    return {
      woken: { claimed: claimed.count, decided: columns.count, parked: parkings.length },
      parkings,
      postponed,
      save: prepareSave(columns, { consumed: { timers, inputs }, now: this.request.now }),
    };
  }
}

/** Null: nothing changed, there is nothing to write. */
type OneDecided = { readonly decided: Decided | null };

/** C-42: while its cadence is invalid nothing runs and nothing is unenrolled; it is looked at again. */
function decideOne(
  request: WakeRequest,
  frame: Frame,
  one: ClaimedEnrollment,
): OneDecided | { readonly error: string } {
  const cadence = frame.cadences.get(one.row.cadence_id);
  if (cadence === undefined || cadence.status === 'invalid') return { error: 'cadence_invalid' };
  try {
    return { decided: decideSound(request, { frame, cadence, ...one }) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

type Sound = ClaimedEnrollment & { readonly frame: Frame; readonly cadence: RunningCadence };

function decideSound(
  { organization, now }: WakeRequest,
  { frame, cadence, row, inputs: loaded, values }: Sound,
): Decided | null {
  const { enrollment, recordId, state: stateBefore } = fromRow(row);
  const { outlines } = frame;
  const outline = outlines.get(cadence.id, enrollment.version);
  const inputs = loaded.map(({ input }) => input);
  const moving = inputs.findLast((input) => input.kind === 'republished');
  const published =
    moving === undefined ? null : { version: moving.version, outline: outlines.get(cadence.id, moving.version) };
  // What the organisation is said to have may have changed since: its rounds are told of it in a transaction of their own.
  const zone = frame.plannedZone ?? organization.timeZone;
  const world = worldIn(frame, { cadence: cadence.id, values, now, zone });
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
