// Changes a view. Where its criteria change, the cadences whose audience it is take the change as if the records had
// changed: those enrolled look again, and those that only the new criteria let in enter (dynamic audiences).
import type { Acting } from '#actions/records/acting.ts';
import { countLeaving, type Leaving, needsConfirmation } from '#actions/views/count-leaving.ts';
import { checkView, type ViewProblem, type WantedView } from '#actions/views/check-view.ts';
import { barredIn } from '#actions/views/why-no-audience.ts';
import type { Barred } from '#core/cadence/audience-bars.ts';
import { writeAudit } from '#storage/audit/write-audit.ts';
import { lockCadence, saveIntake } from '#storage/cadences/cadences.ts';
import type { Tx } from '#storage/db.ts';
import { addInputToCadence } from '#storage/enrollments/inputs.ts';
import { needsOf, noteNeeds } from '#storage/indexes/needs.ts';
import { cadenceKey, lockExclusive } from '#storage/locks.ts';
import { catalogueFor } from '#storage/records/beyond.ts';
import {
  cadencesOfView,
  findView,
  findViewByName,
  isTheirs,
  lockView,
  type StoredView,
  saveView,
  type ViewUser,
} from '#storage/views/views.ts';

export type ViewEdit = {
  /** The view's public id. */
  readonly view: string;
  /** The revision that was edited. Null: whatever it is by now. */
  readonly revision: number | null;
  readonly content: WantedView;
  /** How many would leave cadences was seen, and is wanted (K-14). */
  readonly leaving?: 'confirmed';
};

export type UpdatedView =
  | { readonly kind: 'updated'; readonly view: StoredView }
  | { readonly kind: 'refused'; readonly reason: 'not_found' | 'name_taken' | 'view_not_yours' }
  | { readonly kind: 'refused'; readonly reason: 'stale'; readonly current: StoredView }
  | { readonly kind: 'refused'; readonly reason: 'many_would_leave'; readonly cadences: readonly Leaving[] }
  | { readonly kind: 'refused'; readonly reason: 'invalid_input'; readonly problems: readonly ViewProblem[] };

export async function updateView(acting: Acting, edit: ViewEdit): Promise<UpdatedView> {
  const { database, organization } = acting;
  return database.organization(organization.seat, async (tx) => {
    const found = await findView(tx, edit.view);
    if (found === null) return { kind: 'refused', reason: 'not_found' };
    const cadences = await cadencesOfView(tx, found);
    await lockExclusive(
      tx,
      cadences.map(({ id }) => cadenceKey(organization.seat, id)),
    );
    const view = await lockView(tx, edit.view);
    if (view === null) return { kind: 'refused', reason: 'not_found' };
    if (!(await isTheirs(tx, view))) return { kind: 'refused', reason: 'view_not_yours' };
    if (edit.revision !== null && view.revision !== edit.revision) {
      return { kind: 'refused', reason: 'stale', current: view };
    }
    return saveEdit(tx, acting, { ...edit, view, cadences });
  });
}

type Saving = Pick<ViewEdit, 'content' | 'leaving'> & {
  readonly view: StoredView;
  readonly cadences: readonly ViewUser[];
};

async function saveEdit(tx: Tx, acting: Acting, { view, cadences, content, leaving }: Saving): Promise<UpdatedView> {
  const catalogue = await catalogueFor(tx, view.module, [content.criteria]);
  if (catalogue === null) return { kind: 'refused', reason: 'not_found' };
  const checked = checkView(catalogue.module, content);
  if (!checked.ok) return { kind: 'refused', reason: 'invalid_input', problems: checked.problems };
  const namesake = await findViewByName(tx, view.module, checked.content.name);
  if (namesake !== null && namesake.id !== view.id) return { kind: 'refused', reason: 'name_taken' };
  const isOther = JSON.stringify(checked.content.criteria) !== JSON.stringify(view.criteria);
  if (isOther && cadences.length > 0) {
    const barred = await barredIn(tx, checked.content.criteria, catalogue.module);
    if (barred !== null) return notForAudience(barred, cadences);
    const many = (await countLeaving(tx, acting, { view, criteria: checked.content.criteria })).filter(
      needsConfirmation,
    );
    if (many.length > 0 && leaving !== 'confirmed') {
      return { kind: 'refused', reason: 'many_would_leave', cadences: many };
    }
  }
  const saved = await saveView(tx, view, checked.content);
  if (isOther) await lookAgain(tx, acting, cadences);
  const moment = { now: acting.now, zone: acting.organization.timeZone };
  await noteNeeds(tx, needsOf(catalogue, saved, moment), acting.now);
  const target = { kind: 'view', id: saved.publicId, name: saved.name } as const;
  await writeAudit(tx, { action: 'view_changed', actor: acting.actor.id, at: acting.now, target });
  return { kind: 'updated', view: saved };
}

/** A view in use can't become one that no cadence could choose (K-15). */
function notForAudience({ condition }: Barred, cadences: readonly ViewUser[]): UpdatedView {
  const names = cadences.map(({ name }) => name);
  const problem = { field: 'criteria', rule: 'not_for_audience', condition, cadences: names } as const;
  return { kind: 'refused', reason: 'invalid_input', problems: [problem] };
}

async function lookAgain(tx: Tx, { organization, now }: Acting, cadences: readonly ViewUser[]): Promise<void> {
  for (const { id } of cadences) {
    const cadence = await lockCadence(tx, id);
    if (cadence.status !== 'active') continue;
    await addInputToCadence(tx, organization.seat, id, { kind: 'look_again', at: now, actor: null });
    // Null: a static audience, which takes in nobody any more. Of another every record is looked at, as if it had changed.
    const { intakePending: pending, intakeDoneUntil } = cadence;
    if (intakeDoneUntil !== null) await saveIntake(tx, id, { pending, doneUntil: 0 });
  }
}
