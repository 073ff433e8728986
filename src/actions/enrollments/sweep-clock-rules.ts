// Rules whose truth depends on the clock ("no activity for 30 days"): no change of a record announces them, so the
// cadences that have such rules are swept, and who meets one is looked at again.
import type { Criteria } from '#core/criteria/criteria.ts';
import { dependsOnClock } from '#core/criteria/clock.ts';
import type { Outline } from '#core/cadence/outline.ts';
import type { Instant } from '#core/time/instant.ts';
import type { Definitions } from '#actions/enrollments/definitions.ts';
import { listCadences, loadRunning } from '#storage/cadences/cadences.ts';
import type { Database, Tx } from '#storage/db.ts';
import { addInputs } from '#storage/enrollments/inputs.ts';
import { listMeeting } from '#storage/enrollments/list-meeting.ts';
import type { Organization } from '#storage/organizations/organizations.ts';
import { loadCatalogue } from '#storage/records/catalogue.ts';

export type SweepRequest = {
  readonly database: Database;
  readonly organization: Organization;
  readonly definitions: Definitions;
  readonly now: Instant;
};

/** How many enrollments are to be looked at again. */
export async function sweepClockRules(request: SweepRequest): Promise<number> {
  const { database, organization } = request;
  return database.organization(organization.seat, async (tx) => {
    let found = 0;
    for (const cadence of await listCadences(tx)) {
      if (cadence.status !== 'active' || cadence.version === null) continue;
      const outline = await request.definitions.outline(tx, organization.seat, {
        cadence: cadence.id,
        version: cadence.version,
      });
      found += await sweepOne(tx, request, { cadence: cadence.id, outline });
    }
    return found;
  });
}

type Swept = { readonly cadence: number; readonly outline: Outline };
type Condition = { readonly criteria: Criteria; readonly wanted: 'met' | 'not_met' };

async function sweepOne(tx: Tx, { organization, now }: SweepRequest, { cadence, outline }: Swept): Promise<number> {
  const running = (await loadRunning(tx, [cadence])).get(cadence);
  const catalogue = await loadCatalogue(tx, outline.definition.module);
  if (running === undefined || catalogue === null) return 0;
  const conditions = outline.rules.flatMap(({ when }): Condition[] => {
    if (when.kind === 'record') return [{ criteria: when.criteria, wanted: 'met' }];
    const view = running.viewCriteria;
    return when.kind === 'left_view' && view !== null ? [{ criteria: view, wanted: 'not_met' }] : [];
  });
  let found = 0;
  for (const condition of conditions) {
    if (!dependsOnClock(condition.criteria)) continue;
    const context = { now, zone: organization.timeZone };
    const ids = await listMeeting(tx, { cadence, catalogue, ...condition, context });
    const input = { kind: 'look_again', at: now, actor: null } as const;
    await addInputs(
      tx,
      organization.seat,
      ids.map((enrollment) => ({ enrollment, input })),
    );
    found += ids.length;
  }
  return found;
}
