// What refers to fields of a module, after one went or came back: cadences that miss something become invalid, which
// lets nothing run and nobody out; those that miss nothing any more run again where they stood (C-42, K-110).
import { loadCheckContext, type ReadTemplate } from '#actions/cadences/cadence-context.ts';
import type { Acting } from '#actions/records/acting.ts';
import { checkCadence } from '#core/cadence/check.ts';
import type { ProblemCode } from '#core/cadence/problem.ts';
import { checkCriteria } from '#core/criteria/check.ts';
import type { Module } from '#core/records/field.ts';
import {
  listCadences,
  loadDefinition,
  lockCadence,
  setCadenceStatus,
  type StoredCadence,
} from '#storage/cadences/cadences.ts';
import type { Tx } from '#storage/db.ts';
import { readmitDeliveries } from '#storage/deliveries/gate.ts';
import { unparkCadence } from '#storage/enrollments/parking.ts';
import { cadenceKey, lockExclusive } from '#storage/locks.ts';
import { findViewById } from '#storage/views/views.ts';

type Reviewing = Pick<Acting, 'organization' | 'now'> & { readonly readTemplate: ReadTemplate };

type Review = {
  readonly key: string;
  /** As it is, or would be; null: there is no such module any more. */
  readonly module: Module | null;
  readonly save: boolean;
};

export type Broken = { readonly id: string; readonly name: string };

/** What a definition can miss; everything else that was fine at its publication is fine still. */
const missing: ReadonlySet<ProblemCode> = new Set([
  'module_unknown',
  'email_field_unknown',
  'template_field_unknown',
  'rule_field_not_a_date',
  'rule_criteria_broken',
]);

export async function reviewCadences(
  tx: Tx,
  reviewing: Reviewing,
  { key, module, save }: Review,
): Promise<{ readonly broken: readonly Broken[] }> {
  const { organization, now } = reviewing;
  const running = (await listCadences(tx)).filter(
    (cadence) => cadence.module === key && (cadence.status === 'active' || cadence.status === 'invalid'),
  );
  if (save) {
    await lockExclusive(
      tx,
      running.map(({ id }) => cadenceKey(organization.seat, id)),
    );
  }
  const broken: Broken[] = [];
  for (const { id } of running) {
    const cadence = await lockCadence(tx, id);
    const isBroken = await missesSomething(tx, reviewing, { cadence, module });
    if (isBroken) broken.push({ id: cadence.publicId, name: cadence.name });
    if (!save) continue;
    if (isBroken && cadence.status === 'active') await setCadenceStatus(tx, id, 'invalid', now);
    if (!isBroken && cadence.status === 'invalid') {
      await setCadenceStatus(tx, id, 'active', now);
      await readmitDeliveries(tx, id, now);
      await unparkCadence(tx, id, now);
    }
  }
  return { broken };
}

/** Whether what runs names a field that the module, as it is or would be, doesn't have. */
export async function missesSomething(
  tx: Tx,
  reviewing: Reviewing,
  { cadence, module }: { readonly cadence: StoredCadence; readonly module: Module | null },
): Promise<boolean> {
  const definition = cadence.version === null ? null : await loadDefinition(tx, cadence.id, cadence.version);
  if (definition === null) return false;
  const view = cadence.viewId === null ? null : await findViewById(tx, cadence.viewId);
  if (view !== null && module !== null && !checkCriteria(view.criteria, module).ok) return true;
  const { context } = await loadCheckContext(tx, definition, reviewing);
  return checkCadence(definition, { ...context, module }).some(({ code }) => missing.has(code));
}
