// Disabling and enabling (C-53, C-59). Disabling is one epoch at the gate, at once; the rounds are stopped behind it.
// Enabling revives nobody: stopped rounds are offered to continue or restart.
import { type LimitReached, whyNoActiveMore } from '#actions/cadences/check-limits.ts';
import type { CadenceContext } from '#actions/cadences/save-cadence.ts';
import { missesSomething } from '#actions/modules/review-cadences.ts';
import { writeAudit } from '#storage/audit/write-audit.ts';
import { rememberAudience } from '#storage/cadences/audience.ts';
import {
  findCadence,
  lockCadence,
  saveIntake,
  setCadenceStatus,
  type StoredCadence,
} from '#storage/cadences/cadences.ts';
import type { Tx } from '#storage/db.ts';
import { addInputToCadence } from '#storage/enrollments/inputs.ts';
import { unparkCadence } from '#storage/enrollments/parking.ts';
import { cadenceKey, lockExclusive } from '#storage/locks.ts';
import { wholeCatalogueFor } from '#storage/records/beyond.ts';
import { findViewById } from '#storage/views/views.ts';

export type Switched =
  | {
      readonly kind: 'switched';
      readonly cadence: StoredCadence /** Rounds that are being stopped. */;
      readonly stopping: number;
    }
  | { readonly kind: 'refused'; readonly reason: 'cadence_unknown' | 'not_active' | 'not_disabled' }
  /** It names a field that was retired meanwhile (C-42). */
  | { readonly kind: 'refused'; readonly reason: 'misses_field' };

/** `cadence` is the public id. */
export async function disableCadence(context: CadenceContext, cadence: string): Promise<Switched> {
  const { organization, now, actor } = context;
  return context.database.organization(organization.seat, async (tx) => {
    const found = await lockForSwitch(tx, context, cadence);
    if (found === null) return { kind: 'refused', reason: 'cadence_unknown' };
    if (found.status !== 'active' && found.status !== 'invalid') return { kind: 'refused', reason: 'not_active' };
    await setCadenceStatus(tx, found.id, 'disabled', now);
    await unparkCadence(tx, found.id, now);
    const input = { kind: 'disabled', at: now, actor } as const;
    const stopping = await addInputToCadence(tx, organization.seat, found.id, input);
    await writeAudit(tx, { action: 'cadence_disabled', actor, at: now, target: targetOf(found) });
    return { kind: 'switched', cadence: await lockCadence(tx, found.id), stopping };
  });
}

/** Records that entered the view meanwhile are taken in only when `existing` says so. */
export async function enableCadence(
  context: CadenceContext,
  { cadence, existing }: { cadence: string; existing: 'take_in' | 'leave' },
): Promise<Switched | LimitReached<'too_many_active_cadences'>> {
  const { organization, now } = context;
  return context.database.organization(organization.seat, async (tx) => {
    const found = await lockForSwitch(tx, context, cadence);
    if (found === null) return { kind: 'refused', reason: 'cadence_unknown' };
    if (found.status !== 'disabled') return { kind: 'refused', reason: 'not_disabled' };
    if (await missesSomething(tx, context, { cadence: found, changed: null })) {
      return { kind: 'refused', reason: 'misses_field' };
    }
    const full = await whyNoActiveMore(tx, organization.seat, found.module);
    if (full !== null) return full;
    await setCadenceStatus(tx, found.id, 'active', now);
    await unparkCadence(tx, found.id, now);
    const doneUntil = found.intakeDoneUntil === null ? null : now;
    const pending = found.viewId !== null && existing === 'take_in';
    await saveIntake(tx, found.id, { pending, doneUntil });
    const view = found.viewId === null ? null : await findViewById(tx, found.viewId);
    const catalogue = view && (await wholeCatalogueFor(tx, found.module, [view.criteria]));
    if (view !== null && catalogue !== null) {
      const audience = { catalogue, criteria: view.criteria, context: { now, zone: organization.timeZone } };
      await rememberAudience(tx, { cadence: found.id, ...audience }, existing === 'take_in' ? 'awaited' : 'known');
    }
    await writeAudit(tx, { action: 'cadence_enabled', actor: context.actor, at: now, target: targetOf(found) });
    return { kind: 'switched', cadence: await lockCadence(tx, found.id), stopping: 0 };
  });
}

function targetOf({ publicId, name }: StoredCadence) {
  return { kind: 'cadence', id: publicId, name } as const;
}

async function lockForSwitch(
  tx: Tx,
  { organization }: CadenceContext,
  publicId: string,
): Promise<StoredCadence | null> {
  const found = await findCadence(tx, publicId);
  if (found === null) return null;
  await lockExclusive(tx, [cadenceKey(organization.seat, found.id)]);
  return lockCadence(tx, found.id);
}
