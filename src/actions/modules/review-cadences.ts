// What refers to fields of a module, after one went or came back: cadences that miss something become invalid, which
// lets nothing run and nobody out; those that miss nothing any more run again where they stood (C-42, K-110).
import { loadCheckContext } from '#actions/cadences/cadence-context.ts';
import type { ReadTemplate } from '#actions/templates/template-facts.ts';
import type { Acting } from '#actions/records/acting.ts';
import type { CadenceDefinition } from '#core/cadence/definition.ts';
import { criteriaIn } from '#core/cadence/outline.ts';
import { checkCadence } from '#core/cadence/check.ts';
import type { ProblemCode } from '#core/cadence/problem.ts';
import { askedBeyond } from '#core/criteria/beyond.ts';
import { type Changed, withChanged } from '#core/criteria/changed-module.ts';
import { checkCriteria } from '#core/criteria/check.ts';
import type { Criteria } from '#core/criteria/criteria.ts';
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
import { wholeCatalogueFor } from '#storage/records/beyond.ts';
import { findViewById, type StoredView } from '#storage/views/views.ts';

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
  'field_not_a_date',
  'criteria_broken',
]);

export async function reviewCadences(
  tx: Tx,
  reviewing: Reviewing,
  { key, module, save }: Review,
): Promise<{ readonly broken: readonly Broken[] }> {
  const { organization, now } = reviewing;
  const changed = { key, module };
  const running = await runningOn(tx, key);
  if (save) {
    await lockExclusive(
      tx,
      running.map(({ id }) => cadenceKey(organization.seat, id)),
    );
  }
  const broken: Broken[] = [];
  for (const { id } of running) {
    const cadence = await lockCadence(tx, id);
    const isBroken = await missesSomething(tx, reviewing, { cadence, changed });
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

/** Those that run, or stand still, on records of the module or ask about them by a lookup. */
async function runningOn(tx: Tx, key: string): Promise<StoredCadence[]> {
  const found: StoredCadence[] = [];
  for (const cadence of await listCadences(tx)) {
    if (cadence.status !== 'active' && cadence.status !== 'invalid') continue;
    if (cadence.module === key || (await asksAbout(tx, cadence, key))) found.push(cadence);
  }
  return found;
}

async function asksAbout(tx: Tx, cadence: StoredCadence, key: string): Promise<boolean> {
  const asked = await loadAsked(tx, cadence);
  if (asked === null) return false;
  const { lookups } = askedBeyond(asked.criteria);
  return asked.module?.fields.some((field) => lookups.has(field.key) && field.target === key) ?? false;
}

type Asked = {
  readonly definition: CadenceDefinition;
  readonly view: StoredView | null;
  readonly criteria: readonly Criteria[];
  /** With what is asked beyond its records. */
  readonly module: Module | null;
};

/** What runs, and the module that it asks about. Null: nothing was published. */
async function loadAsked(tx: Tx, cadence: StoredCadence): Promise<Asked | null> {
  const definition = cadence.version === null ? null : await loadDefinition(tx, cadence.id, cadence.version);
  if (definition === null) return null;
  const view = cadence.viewId === null ? null : await findViewById(tx, cadence.viewId);
  const criteria = [...criteriaIn(definition), ...(view === null ? [] : [view.criteria])];
  const catalogue = await wholeCatalogueFor(tx, cadence.module, criteria);
  return { definition, view, criteria, module: catalogue?.module ?? null };
}

/** Whether what runs names a field that its module, or one that it leads to, doesn't have; `changed`: as it would be. */
export async function missesSomething(
  tx: Tx,
  reviewing: Reviewing,
  { cadence, changed }: { readonly cadence: StoredCadence; readonly changed: Changed | null },
): Promise<boolean> {
  const asked = await loadAsked(tx, cadence);
  if (asked === null) return false;
  const { definition, view } = asked;
  const module = changed === null ? asked.module : withChanged(asked.module, changed);
  if (view !== null && module !== null && !checkCriteria(view.criteria, module).ok) return true;
  const { context } = await loadCheckContext(tx, definition, reviewing);
  return checkCadence(definition, { ...context, module }).some(({ code }) => missing.has(code));
}
