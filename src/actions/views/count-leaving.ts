// K-14: whom another meaning of a view would take out of the cadences that go by it, before it is changed.
import type { Acting } from '#actions/records/acting.ts';
import { checkCriteria } from '#core/criteria/check.ts';
import type { Criteria } from '#core/criteria/criteria.ts';
import type { Problem as CriteriaProblem } from '#core/criteria/problem.ts';
import { loadDefinition, lockCadence } from '#storage/cadences/cadences.ts';
import type { Tx } from '#storage/db.ts';
import { countOutside } from '#storage/enrollments/count-outside.ts';
import { catalogueFor, wholeCatalogueFor } from '#storage/records/beyond.ts';
import { cadencesOfView, findView, type StoredView, type ViewUser } from '#storage/views/views.ts';

export type Leaving = {
  readonly cadence: Pick<ViewUser, 'publicId' | 'name'>;
  /** Enrolled now, and those of them that would be unenrolled. */
  readonly active: number;
  readonly leaving: number;
};

/** More of a cadence's enrolled than this share isn't let go without a word. */
const SHARE_MAX = 0.2;

export function needsConfirmation({ active, leaving }: Leaving): boolean {
  return leaving > active * SHARE_MAX;
}

export type CountedLeaving =
  | { readonly kind: 'counted'; readonly cadences: readonly Leaving[] }
  | { readonly kind: 'refused'; readonly reason: 'not_found' }
  | { readonly kind: 'refused'; readonly reason: 'bad_criteria'; readonly problems: readonly CriteriaProblem[] };

/** `criteria` as they came in. */
export async function previewView(
  acting: Acting,
  { view: id, criteria }: { readonly view: string; readonly criteria: unknown },
): Promise<CountedLeaving> {
  const { database, organization } = acting;
  return database.organization(organization.seat, async (tx) => {
    const view = await findView(tx, id);
    const catalogue = view === null ? null : await catalogueFor(tx, view.module, [criteria]);
    if (view === null || catalogue === null) return { kind: 'refused', reason: 'not_found' };
    const checked = checkCriteria(criteria, catalogue.module);
    if (!checked.ok) return { kind: 'refused', reason: 'bad_criteria', problems: checked.problems };
    return { kind: 'counted', cadences: await countLeaving(tx, acting, { view, criteria: checked.criteria }) };
  });
}

/** Of the running cadences that let go whoever leaves the view. */
export async function countLeaving(
  tx: Tx,
  { organization, now }: Acting,
  { view, criteria }: { readonly view: StoredView; readonly criteria: Criteria },
): Promise<Leaving[]> {
  const catalogue = await wholeCatalogueFor(tx, view.module, [criteria]);
  const counted: Leaving[] = [];
  for (const cadence of await cadencesOfView(tx, view)) {
    if (catalogue === null || !(await goesByView(tx, cadence.id))) continue;
    const context = { now, zone: organization.timeZone };
    const counts = await countOutside(tx, catalogue, { cadence: cadence.id, criteria, context });
    counted.push({ cadence, ...counts });
  }
  return counted;
}

async function goesByView(tx: Tx, id: number): Promise<boolean> {
  const { status, version } = await lockCadence(tx, id);
  const definition = version === null || status !== 'active' ? null : await loadDefinition(tx, id, version);
  return definition?.unenroll.some(({ when }) => when.kind === 'left_view') ?? false;
}
