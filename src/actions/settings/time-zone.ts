// Another time zone for the organisation (K-64): what it would move, shown before it is saved.
import type { Definitions } from '#actions/enrollments/definitions.ts';
import { loadSurroundings, worldOf } from '#actions/enrollments/surroundings.ts';
import type { Acting } from '#actions/records/acting.ts';
import { followClocks } from '#actions/settings/follow-clocks.ts';
import { decideInPlace } from '#core/cadence/decide.ts';
import { isZone } from '#core/time/calendar.ts';
import { writeAudit } from '#storage/audit/write-audit.ts';
import { listCadences } from '#storage/cadences/cadences.ts';
import type { Tx } from '#storage/db.ts';
import type { StoredEnrollment } from '#storage/enrollments/enrollment-row.ts';
import { saveTimeZone } from '#storage/organizations/time-zone.ts';
import { pageOfRounds } from '#storage/reports/rounds-page.ts';

export type ZoneRequest = Acting & { readonly definitions: Definitions; readonly zoneData: string };

export type ZonePreview = {
  readonly kind: 'preview';
  /** Rounds with a follow-up that would be due at another time, of those looked at. */
  readonly moving: number;
  readonly rounds: number;
  /** False: there are more rounds than were looked at. */
  readonly exact: boolean;
};

type NoZone = { readonly kind: 'refused'; readonly reason: 'time_zone_unknown' };

const ROUNDS_MAX = 10_000;
const PAGE = 1_000;

export async function previewTimeZone(request: ZoneRequest, timeZone: string): Promise<ZonePreview | NoZone> {
  const { database, organization } = request;
  if (!isZone(timeZone)) return { kind: 'refused', reason: 'time_zone_unknown' };
  return database.organization(organization.seat, async (tx) => {
    const counts = { moving: 0, rounds: 0, exact: true };
    for (const { id, status } of await listCadences(tx)) {
      if (status === 'active') await countIn(tx, { request, timeZone, cadence: id }, counts);
    }
    return { kind: 'preview', ...counts };
  });
}

type Counting = { readonly request: ZoneRequest; readonly timeZone: string; readonly cadence: number };
type Counts = { moving: number; rounds: number; exact: boolean };

async function countIn(tx: Tx, counting: Counting, counts: Counts): Promise<void> {
  const { cadence } = counting;
  const all = { cadence, status: 'active', version: null, reasons: null, happened: null, catalogue: null } as const;
  for (let before: string | null = null; ; ) {
    const rounds: StoredEnrollment[] = await pageOfRounds(tx, { ...all, before, limit: PAGE });
    if (rounds.length > 0 && counts.rounds >= ROUNDS_MAX) counts.exact = false;
    if (rounds.length === 0 || counts.rounds >= ROUNDS_MAX) return;
    counts.rounds += rounds.length;
    counts.moving += await movingAmong(tx, counting, rounds);
    before = rounds.at(-1)?.enrollment.id ?? null;
  }
}

/** The engine itself is asked, and nothing of what it decides is kept. */
async function movingAmong(
  tx: Tx,
  { request: { organization, definitions, now }, timeZone, cadence }: Counting,
  rounds: readonly StoredEnrollment[],
): Promise<number> {
  const needed = rounds.map(({ enrollment, recordId }) => ({ cadence, version: enrollment.version, record: recordId }));
  const surroundings = await loadSurroundings(tx, { organization, definitions, needed });
  const inputs = [{ kind: 'zone_changed', at: now, actor: null } as const];
  return rounds.filter(({ enrollment, recordId: record }) => {
    const outline = surroundings.outlines.get(cadence, enrollment.version);
    const world = worldOf(surroundings, { cadence, record, now, zone: timeZone });
    const { events } = decideInPlace({ outline, published: null, enrollment, inputs, world });
    return events.some(({ detail }) => detail === 'zone_changed');
  }).length;
}

export type ZoneChanged = { readonly kind: 'changed'; readonly timeZone: string; readonly told: number };

/** What was planned by the zone before is noted first, so that whoever looks next knows it for another. */
export async function changeTimeZone(request: ZoneRequest, timeZone: string): Promise<ZoneChanged | NoZone> {
  const { database, organization, actor, now } = request;
  if (!isZone(timeZone)) return { kind: 'refused', reason: 'time_zone_unknown' };
  await followClocks(request);
  await saveTimeZone(database, organization.id, timeZone);
  await database.organization(organization.seat, (tx) =>
    writeAudit(tx, { action: 'time_zone_changed', actor: actor.id, at: now, details: { timeZone } }),
  );
  const told = await followClocks({ ...request, organization: { ...organization, timeZone } });
  return { kind: 'changed', timeZone, told };
}
