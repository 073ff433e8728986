// Rounds for people: those of a record with the choices they leave, those of a cadence page by page, and one alone.
import { isSeen } from '#actions/enrollments/seen-round.ts';
import { type Choices, choicesFor } from '#actions/enrollments/choices.ts';
import { allThatRan } from '#actions/reports/all-that-ran.ts';
import { type Showing, type ShownRound, showRounds } from '#actions/enrollments/shown-rounds.ts';
import type { NoRecord } from '#actions/records/read-record.ts';
import type { EnrollmentStatus } from '#core/cadence/enrollment.ts';
import type { Instant } from '#core/time/instant.ts';
import { listCadences, findCadence, type StoredCadence } from '#storage/cadences/cadences.ts';
import type { Database, Tx } from '#storage/db.ts';
import { findEnrollment, listRounds } from '#storage/enrollments/enrollments.ts';
import { loadCatalogue } from '#storage/records/catalogue.ts';
import { findRecord } from '#storage/records/read-records.ts';
import { type Happening, pageOfRounds, type RoundPage } from '#storage/reports/rounds-page.ts';

export type Reading = Showing & { readonly database: Database; readonly now: Instant };

/** Choices are null for a round that a later one followed. */
export type RoundWithChoices = { readonly round: ShownRound; readonly choices: Choices | null };

export type RecordRounds = {
  readonly kind: 'found';
  readonly rounds: readonly RoundWithChoices[];
  /** Active cadences that people may take the record into: it has no active round there. */
  readonly applicable: readonly { readonly cadence: StoredCadence; readonly wasEnrolled: boolean }[];
};

export async function readRecordRounds(
  reading: Reading,
  wanted: { readonly module: string /** Public id. */; readonly record: string },
): Promise<RecordRounds | NoRecord> {
  const { database, organization } = reading;
  return database.organization(organization.seat, async (tx) => {
    const catalogue = await loadCatalogue(tx, wanted.module);
    if (catalogue === null) return { kind: 'refused', reason: 'unknown_module' };
    const record = await findRecord(tx, catalogue, wanted.record);
    if (record === null) return { kind: 'refused', reason: 'not_found' };
    const shown = await showRounds(tx, reading, await listRounds(tx, record.id));
    const rounds: RoundWithChoices[] = [];
    const latest = new Map<number, ShownRound>();
    for (const round of shown) {
      const isLatest = !latest.has(round.cadence.id); // they come newest first
      if (isLatest) latest.set(round.cadence.id, round);
      rounds.push({ round, choices: isLatest ? await choicesFor(tx, reading, round) : null });
    }
    return { kind: 'found', rounds, applicable: await applicable(tx, reading, { module: wanted.module, latest }) };
  });
}

async function applicable(
  tx: Tx,
  { organization, definitions }: Reading,
  { module, latest }: { readonly module: string; readonly latest: ReadonlyMap<number, ShownRound> },
): Promise<RecordRounds['applicable']> {
  const found: { cadence: StoredCadence; wasEnrolled: boolean }[] = [];
  for (const cadence of await listCadences(tx)) {
    if (cadence.module !== module || cadence.status !== 'active' || cadence.version === null) continue;
    const before = latest.get(cadence.id);
    if (before?.enrollment.status === 'active') continue;
    const { definition } = await definitions.outline(tx, organization.seat, {
      cadence: cadence.id,
      version: cadence.version,
    });
    const takesManual = definition.audience.kind === 'manual' || definition.audience.manualToo;
    if (takesManual || before !== undefined) found.push({ cadence, wasEnrolled: before !== undefined });
  }
  return found;
}

export type RoundsQuery = {
  /** The cadence's public id. */
  readonly cadence: string;
  readonly status: EnrollmentStatus | null;
  /** That it runs under, or ended under. */
  readonly version: number | null;
  /** A code, or 'rule:' and a rule's id. */
  readonly reason: string | null;
  /** Only those that ended by a rule that is a goal. */
  readonly goal: boolean;
  /** The follow-up by its id. */
  readonly happened: (Omit<Happening, 'followUp'> & { readonly followUp: string }) | null;
  readonly before: string | null;
  readonly limit: number;
};

export type RoundsPage = { readonly rounds: readonly ShownRound[]; readonly next: string | null };

/** Null: no such cadence. A follow-up or rule that it never had happened to nobody. */
export async function readCadenceRounds(reading: Reading, query: RoundsQuery): Promise<RoundsPage | null> {
  const { database, organization } = reading;
  return database.organization(organization.seat, async (tx) => {
    const cadence = await findCadence(tx, query.cadence);
    if (cadence === null) return null;
    const filter = await numbered(tx, { cadence, query });
    const catalogue = await loadCatalogue(tx, cadence.module);
    if (filter === null || catalogue === null) return { rounds: [], next: null };
    const page = { ...query, ...filter, catalogue, cadence: cadence.id, limit: query.limit + 1 };
    const found = await pageOfRounds(tx, page);
    const rounds = await showRounds(tx, reading, found.slice(0, query.limit));
    const next = found.length > query.limit ? (rounds.at(-1)?.enrollment.id ?? null) : null;
    return { rounds, next };
  });
}

/** The query with the numbers that history and rows hold; null: it names what the cadence doesn't have. */
async function numbered(
  tx: Tx,
  { cadence, query }: { readonly cadence: StoredCadence; readonly query: RoundsQuery },
): Promise<Pick<RoundPage, 'reasons' | 'happened'> | null> {
  const { reason, goal, happened, version } = query;
  const ruleId = reason?.startsWith('rule:') === true ? reason.slice('rule:'.length) : null;
  const reasons = reason === null ? null : [reason];
  if (ruleId === null && !goal && happened === null) return { reasons, happened: null };
  const ran = await allThatRan(tx, cadence, version);
  if (ran === null) return null;
  const rules = ran.rules.filter((rule) => (goal && rule.goal) || rule.id === ruleId);
  const followUp = ran.followUps.find(({ id }) => id === happened?.followUp);
  const isByRule = goal || ruleId !== null;
  if ((isByRule && rules.length === 0) || (happened !== null && followUp === undefined)) return null;
  return {
    reasons: isByRule ? rules.map(({ number }) => `rule:${number}`) : reasons,
    happened: happened === null || followUp === undefined ? null : { ...happened, followUp: followUp.number },
  };
}

/** `enrollment` is its id. Null: there is none, or it is of a record that whoever asks may not see. */
export async function readRound(reading: Reading, enrollment: string): Promise<RoundWithChoices | null> {
  const { database, organization } = reading;
  return database.organization(organization.seat, async (tx) => {
    const found = await findEnrollment(tx, enrollment);
    if (found === null || !(await isSeen(tx, found))) return null;
    const [round] = await showRounds(tx, reading, [found]);
    if (round === undefined) return null;
    const rounds = await listRounds(tx, found.recordId);
    const latest = rounds.find((one) => one.enrollment.cadence === found.enrollment.cadence);
    const isLatest = latest?.enrollment.id === enrollment;
    return { round, choices: isLatest ? await choicesFor(tx, reading, round) : null };
  });
}
