// K-102: the rounds of records that are merged. In each cadence one goes on with the survivor, the others end; ended rounds go
// along, with what was sent in them.
import type { Definitions } from '#actions/enrollments/definitions.ts';
import { loadSurroundings, type Surroundings, worldOf } from '#actions/enrollments/surroundings.ts';
import type { Acting } from '#actions/records/acting.ts';
import { decide } from '#core/cadence/decide.ts';
import { goOnMerged, type MergingRound, roundThatGoesOn } from '#core/cadence/merge-rounds.ts';
import type { Tx } from '#storage/db.ts';
import { NO_TIMERS } from '#storage/enrollments/claim-due.ts';
import type { Decided } from '#storage/enrollments/decision-columns.ts';
import { type LoadedInput, loadInputs } from '#storage/enrollments/inputs.ts';
import { loadActiveRounds, loadSent, moveRounds, type SentMessage } from '#storage/enrollments/merged-rounds.ts';
import { saveDecisions } from '#storage/enrollments/save-decisions.ts';

export type Working = Acting & { readonly definitions: Definitions };

/** Internal ids. */
export type MergingIds = { readonly survivor: string; readonly losers: readonly string[] };

export type RoundOfRecord = MergingRound & { readonly recordId: string };

/** The active rounds of one cadence. `goingOn` null: all of them end. */
export type CadenceMerge = {
  readonly cadence: number;
  readonly goingOn: RoundOfRecord | null;
  readonly ending: readonly RoundOfRecord[];
  /** Follow-ups whose message another record than the one whose round goes on has got, in whichever round. */
  readonly sentElsewhere: ReadonlySet<number>;
};

/** To be saved: the records are locked, so that nobody enrolls them or passes the gate for them meanwhile. */
export async function planRounds(
  tx: Tx,
  { survivor, losers }: MergingIds,
  options: { readonly lock?: true } = {},
): Promise<CadenceMerge[]> {
  const active = await loadActiveRounds(tx, [survivor, ...losers], options);
  if (active.length === 0) return [];
  const sent = await loadSent(tx, [survivor, ...losers]);
  const rounds = active.map(({ enrollment, recordId }): RoundOfRecord => {
    const of = recordId === survivor ? 'survivor' : 'loser';
    const own = sent.filter((message) => message.enrollment === enrollment.id);
    return { enrollment, recordId, of, sent: followUpsOf(own) };
  });
  return [...new Set(rounds.map(({ enrollment }) => enrollment.cadence))].map((cadence) => {
    const own = rounds.filter(({ enrollment }) => enrollment.cadence === cadence);
    const goingOn = roundThatGoesOn(own);
    const others = sent.filter((message) => message.cadence === cadence && message.record !== goingOn?.recordId);
    const ending = own.filter((round) => round !== goingOn);
    return { cadence, goingOn, ending, sentElsewhere: followUpsOf(others) };
  });
}

function followUpsOf(messages: readonly SentMessage[]): ReadonlySet<number> {
  return new Set(messages.map(({ followUp }) => followUp));
}

/** The survivor's rounds are to look at it again afterwards. */
export async function mergeRounds(tx: Tx, working: Working, ids: MergingIds): Promise<void> {
  const plans = await planRounds(tx, ids, { lock: true });
  const rounds = plans.flatMap(({ goingOn, ending }) => [...(goingOn === null ? [] : [goingOn]), ...ending]);
  const needed = rounds.map(({ enrollment, recordId }) => ({ ...enrollment, record: recordId }));
  const surroundings = await loadSurroundings(tx, { ...working, needed });
  const ending = plans.flatMap((plan) => plan.ending.map(({ enrollment }) => enrollment.id));
  const inputs = await loadInputs(tx, ending);
  const decided: Decided[] = [];
  for (const plan of plans) decided.push(...decidePlan(working, { plan, surroundings, inputs }));
  const consumed = { timers: NO_TIMERS, inputs: inputs.map(({ id }) => id) };
  if (decided.length > 0) await saveDecisions(tx, { decided, consumed, now: working.now });
  await moveRounds(tx, { from: ids.losers, to: ids.survivor });
}

type Deciding = {
  readonly plan: CadenceMerge;
  readonly surroundings: Surroundings;
  readonly inputs: readonly LoadedInput[];
};

function decidePlan({ organization, actor, now }: Working, { plan, surroundings, inputs }: Deciding): Decided[] {
  const { cadence, goingOn, ending, sentElsewhere } = plan;
  const epoch = surroundings.cadences.get(cadence)?.epoch ?? 0;
  const situationOf = ({ enrollment, recordId }: RoundOfRecord) => ({
    outline: surroundings.outlines.get(cadence, enrollment.version),
    enrollment,
    world: worldOf(surroundings, { cadence, record: recordId, now, zone: organization.timeZone }),
  });
  const decided = ending.map((round): Decided => {
    const own = inputs.filter((one) => one.enrollment === round.enrollment.id).map(({ input }) => input);
    const end = { kind: 'end', reason: 'record_merged', at: now, actor: actor.id } as const;
    const situation = situationOf(round);
    const decision = decide({ ...situation, published: null, inputs: [...own, end] });
    return { recordId: round.recordId, epoch, outline: situation.outline, decision };
  });
  if (goingOn === null) return decided;
  const { outline, world } = situationOf(goingOn);
  const decision = goOnMerged({ outline, world, round: goingOn, sentElsewhere, actor: actor.id });
  if (decision !== null) decided.push({ recordId: goingOn.recordId, epoch, outline, decision });
  return decided;
}
