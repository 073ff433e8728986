// What must hold after every moment, whatever happened, asked of the whole database (P2, P3, P21).
import { cadenceReport } from '#actions/reports/cadence-report.ts';
import type { SeenLine, Sight } from './sight.ts';
import type { Simulation } from './simulation.ts';
import { Violation } from './watch.ts';

/** Of each round, the lines that its history had at the last look: nothing of them may ever change. */
export type History = Map<string, readonly string[]>;

export type Checked = {
  /** Of all rounds, in order. */
  readonly lines: readonly SeenLine[];
  readonly history: History;
  readonly sight: Sight;
};

export function checkInvariants({ lines, history, sight }: Checked): void {
  checkChains(lines, sight);
  checkAppendOnly(lines, history);
  checkDeliveries(sight);
  checkAlive(sight);
}

/** P2: one unforked chain: what one revision wrote is whole, and none is beyond the round's own. */
function checkChains(lines: readonly SeenLine[], { rounds }: Sight): void {
  const revisions = new Map(rounds.map(({ id, revision }) => [id, revision]));
  let before: SeenLine | null = null;
  for (const line of lines) {
    const goesOn = before !== null && before.round === line.round && before.revision === line.revision;
    if (line.seq !== (goesOn ? (before?.seq ?? 0) + 1 : 0))
      throw new Violation(`P2 the history of ${line.round} has a gap`);
    if (line.revision > (revisions.get(line.round) ?? 0))
      throw new Violation(`P2 the history of ${line.round} is ahead`);
    if (before?.round !== line.round && line.revision !== 1) throw new Violation(`P2 ${line.round} has no beginning`);
    before = line;
  }
}

function checkAppendOnly(lines: readonly SeenLine[], history: History): void {
  const now = new Map<string, string[]>();
  for (const { round, line } of lines) {
    const own = now.get(round);
    if (own === undefined) now.set(round, [line]);
    else own.push(line);
  }
  for (const [round, before] of history) {
    const after = now.get(round) ?? [];
    if (before.some((line, i) => after[i] !== line)) throw new Violation(`P2 the history of ${round} was rewritten`);
  }
  for (const [round, own] of now) history.set(round, own);
}

/** P3: one row per round, follow-up and repetition; a round that is over hands nothing over any more. */
function checkDeliveries({ deliveries, rounds }: Sight): void {
  const over = new Set(rounds.filter(({ status }) => status !== 'active').map(({ id }) => id));
  const seen = new Set<string>();
  for (const { enrollment, followUp, repetition, state } of deliveries) {
    const key = `${enrollment} ${followUp} ${repetition}`;
    if (seen.has(key)) throw new Violation(`P3 two deliveries of follow-up ${followUp} in round ${enrollment}`);
    seen.add(key);
    if (over.has(enrollment) && (state === 'planned' || state === 'claimed')) {
      throw new Violation(`C-51 round ${enrollment} is over, and follow-up ${followUp} still on its way`);
    }
  }
}

/** P21: an active round has a timer, something told, or a delivery on its way; never two active ones of a record. */
function checkAlive({ rounds, timers, inputs, deliveries }: Sight): void {
  const awaited = new Set([...timers, ...inputs].map(({ enrollment }) => enrollment));
  for (const { enrollment, state } of deliveries) {
    if (['planned', 'claimed', 'dot_pending'].includes(state)) awaited.add(enrollment);
  }
  const active = rounds.filter(({ status }) => status === 'active');
  for (const { id } of active) if (!awaited.has(id)) throw new Violation(`P21 round ${id} waits for nothing`);
  const places = new Set(active.map(({ record, cadence }) => `${record} ${cadence}`));
  if (places.size !== active.length) throw new Violation('C-23 a record has two active rounds in a cadence');
}

/** P21, K-130: what the report says adds up, and to what there is. */
export async function checkReports({ stage, organization, books, watch }: Simulation): Promise<void> {
  for (const { id, publicId, file } of books.cadences) {
    const range = { from: null, until: null };
    const report = await cadenceReport({ database: stage.database, organization, cadence: publicId, range });
    const sum = Object.values(report?.states ?? {}).reduce((all, n) => all + n, 0);
    const rounds = watch.sight.rounds.filter(({ cadence }) => cadence === id).length;
    if (report?.enrolled !== rounds || sum !== rounds)
      throw new Violation(`P21 the report of ${file.name} does not add up`);
  }
}
