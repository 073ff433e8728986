// Rounds with what people want to see of them: the cadence, the record, the version they run under.
import type { Definitions } from '#actions/enrollments/definitions.ts';
import { type MadeSubjects, type Standing, standingOf } from '#actions/enrollments/standing.ts';
import { assert } from '#core/assert.ts';
import type { Enrollment } from '#core/cadence/enrollment.ts';
import type { Outline } from '#core/cadence/outline.ts';
import type { CrmRecord } from '#core/records/field.ts';
import { loadMadeSubjects } from '#storage/activities/activities.ts';
import { listCadences, type StoredCadence } from '#storage/cadences/cadences.ts';
import type { Tx } from '#storage/db.ts';
import type { StoredEnrollment } from '#storage/enrollments/enrollment-row.ts';
import type { Organization } from '#storage/organizations/organizations.ts';
import { loadCatalogue } from '#storage/records/catalogue.ts';
import { loadRecords } from '#storage/records/read-records.ts';

export type ShownRound = {
  readonly enrollment: Enrollment;
  readonly cadence: StoredCadence;
  /** Null: in the recycle bin. */
  readonly record: CrmRecord | null;
  readonly outline: Outline;
  readonly subjects: MadeSubjects;
  readonly standing: Standing;
  /** Why it is over: the id of the unenrolment rule; null: no rule. */
  readonly rule: string | null;
};

export type Showing = { readonly organization: Organization; readonly definitions: Definitions };

export async function showRounds(
  tx: Tx,
  { organization, definitions }: Showing,
  rounds: readonly StoredEnrollment[],
): Promise<ShownRound[]> {
  if (rounds.length === 0) return [];
  const cadences = new Map((await listCadences(tx)).map((cadence) => [cadence.id, cadence]));
  const records = await recordsOf(tx, rounds, cadences);
  const made = await loadMadeSubjects(
    tx,
    rounds.map(({ enrollment }) => enrollment.id),
  );
  const shown: ShownRound[] = [];
  for (const { enrollment, recordId } of rounds) {
    const cadence = cadences.get(enrollment.cadence);
    assert(cadence !== undefined, `enrollment ${enrollment.id} is of a cadence that does not exist`);
    const outline = await definitions.outline(tx, organization.seat, enrollment);
    const subjects = made.get(enrollment.id) ?? new Map<number, string>();
    const standing = standingOf(enrollment, outline, subjects);
    const rule = ruleIdOf(enrollment, outline);
    shown.push({ enrollment, cadence, record: records.get(recordId) ?? null, outline, subjects, standing, rule });
  }
  return shown;
}

async function recordsOf(
  tx: Tx,
  rounds: readonly StoredEnrollment[],
  cadences: ReadonlyMap<number, StoredCadence>,
): Promise<Map<string, CrmRecord>> {
  const byModule = new Map<string, string[]>();
  for (const { enrollment, recordId } of rounds) {
    const module = cadences.get(enrollment.cadence)?.module ?? '';
    byModule.set(module, [...(byModule.get(module) ?? []), recordId]);
  }
  const records = new Map<string, CrmRecord>();
  for (const [module, ids] of byModule) {
    const catalogue = await loadCatalogue(tx, module);
    if (catalogue === null) continue;
    for (const [id, record] of await loadRecords(tx, catalogue, ids)) records.set(id, record);
  }
  return records;
}

function ruleIdOf({ reason }: Enrollment, outline: Outline): string | null {
  const number = /^rule:(\d+)$/.exec(reason ?? '')?.[1];
  if (number === undefined) return null;
  return outline.rules.find((rule) => rule.number === Number(number))?.id ?? `#${number}`;
}
