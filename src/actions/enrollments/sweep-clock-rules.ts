// Rules whose truth depends on the clock ("no activity for 30 days"), on a related record or on who belongs to a team: no
// change of the record announces them. So the cadences that have such rules are swept, and who met one in such a way since the
// last time is looked at again.
import type { Criteria } from '#core/criteria/criteria.ts';
import { asksBeyond } from '#core/criteria/beyond.ts';
import { dependsOnClock } from '#core/criteria/clock.ts';
import type { Instant } from '#core/time/instant.ts';
import type { Definitions } from '#actions/enrollments/definitions.ts';
import { listCadences, loadRunning, saveSwept, type StoredCadence } from '#storage/cadences/cadences.ts';
import type { Database, Tx } from '#storage/db.ts';
import { addInputs } from '#storage/enrollments/inputs.ts';
import { listMeeting, MEETING_MAX } from '#storage/enrollments/list-meeting.ts';
import type { Organization } from '#storage/organizations/organizations.ts';
import { wholeCatalogueFor } from '#storage/records/beyond.ts';

export type SweepRequest = {
  readonly database: Database;
  readonly organization: Organization;
  readonly definitions: Definitions;
  readonly now: Instant;
  readonly log: { error(detail: object, what: string): void };
};

/** How many enrollments are to be looked at again. One cadence's trouble is not the others' (P8). */
export async function sweepClockRules(request: SweepRequest): Promise<number> {
  const { database, organization, log } = request;
  const cadences = await database.organization(organization.seat, (tx) => listCadences(tx));
  let found = 0;
  for (const cadence of cadences) {
    if (cadence.status !== 'active' || cadence.version === null) continue;
    try {
      found += await database.organization(organization.seat, (tx) => sweepOne(tx, request, cadence));
    } catch (error) {
      const detail = { err: error, organization: organization.id, cadence: cadence.id };
      log.error(detail, 'the clock rules of a cadence could not be looked after');
    }
  }
  return found;
}

type Condition = { readonly criteria: Criteria; readonly wanted: 'met' | 'not_met' };

async function sweepOne(tx: Tx, request: SweepRequest, cadence: StoredCadence): Promise<number> {
  const { organization, now } = request;
  const conditions = await conditionsToSweep(tx, request, cadence);
  if (conditions.length === 0) return 0;
  const asked = conditions.map(({ criteria }) => criteria);
  const catalogue = await wholeCatalogueFor(tx, cadence.module, asked);
  if (catalogue === null) return 0;
  const context = { now, zone: organization.timeZone };
  const input = { kind: 'look_again', at: now, actor: null } as const;
  let found = 0;
  let isWhole = true;
  for (const condition of conditions) {
    const since = cadence.sweptUntil;
    const ids = await listMeeting(tx, { cadence: cadence.id, catalogue, ...condition, since, context });
    await addInputs(
      tx,
      organization.seat,
      ids.map((enrollment) => ({ enrollment, input })),
    );
    found += ids.length;
    isWhole &&= ids.length < MEETING_MAX;
  }
  if (isWhole) await saveSwept(tx, cadence, now);
  return found;
}

async function conditionsToSweep(
  tx: Tx,
  { organization, definitions }: SweepRequest,
  { id: cadence, version }: StoredCadence,
): Promise<Condition[]> {
  if (version === null) return [];
  const outline = await definitions.outline(tx, organization.seat, { cadence, version });
  const view = (await loadRunning(tx, [cadence])).get(cadence)?.viewCriteria ?? null;
  const rules = outline.rules.flatMap(({ when }): Condition[] => {
    if (when.kind === 'record') return [{ criteria: when.criteria, wanted: 'met' }];
    return when.kind === 'left_view' && view !== null ? [{ criteria: view, wanted: 'not_met' }] : [];
  });
  // C-15: a follow-up may wait for what time alone brings about.
  const awaited = outline.conditional.flatMap(({ followUp: { condition } }): Condition[] => {
    return condition === undefined || condition.waitFor === null ? [] : [{ ...condition, wanted: 'met' }];
  });
  return [...rules, ...awaited].filter(({ criteria }) => dependsOnClock(criteria) || asksBeyond(criteria));
}
