// Which records of a module are meant: a view's, those that meet criteria, both, or all (V-3).
import { checkCriteria } from '#core/criteria/check.ts';
import type { Criteria } from '#core/criteria/criteria.ts';
import type { Problem as CriteriaProblem } from '#core/criteria/problem.ts';
import type { Module } from '#core/records/field.ts';
import { asAsked } from '#actions/views/as-asked.ts';
import type { Tx } from '#storage/db.ts';
import { catalogueFor } from '#storage/records/beyond.ts';
import type { Catalogue } from '#storage/records/catalogue.ts';
import { findView, type StoredView } from '#storage/views/views.ts';

export type Matching = {
  /** A view's public id; null: all records. */
  readonly view: string | null;
  /** Further criteria as they came in; null: none. */
  readonly criteria: unknown;
};

export type FoundMatching =
  | {
      readonly kind: 'found';
      readonly catalogue: Catalogue;
      readonly view: StoredView | null;
      /** Null: all of the module's. */
      readonly criteria: Criteria | null;
    }
  | { readonly kind: 'refused'; readonly reason: 'unknown_module' | 'unknown_view' }
  | {
      readonly kind: 'refused';
      /** view_invalid: the view names a field that was retired since. */
      readonly reason: 'bad_criteria' | 'view_invalid';
      readonly problems: readonly CriteriaProblem[];
    };

export async function findMatching(tx: Tx, module: string, wanted: Matching): Promise<FoundMatching> {
  const view = wanted.view === null ? null : await findView(tx, wanted.view);
  const catalogue = await catalogueFor(tx, module, [view?.criteria, wanted.criteria]);
  if (catalogue === null) return { kind: 'refused', reason: 'unknown_module' };
  if (wanted.view !== null && view?.module !== module) return { kind: 'refused', reason: 'unknown_view' };
  const unfit = view === null ? [] : criteriaProblems(view.criteria, catalogue.module);
  if (unfit.length > 0) return { kind: 'refused', reason: 'view_invalid', problems: unfit };
  const parts = view === null ? [] : [view.criteria];
  if (wanted.criteria !== null) {
    const checked = checkCriteria(wanted.criteria, catalogue.module);
    if (!checked.ok) return { kind: 'refused', reason: 'bad_criteria', problems: checked.problems };
    parts.push(checked.criteria);
  }
  const criteria = parts.length === 0 ? null : await asAsked(tx, { all: parts });
  return { kind: 'found', catalogue, view, criteria };
}

function criteriaProblems(criteria: Criteria, module: Module): readonly CriteriaProblem[] {
  const checked = checkCriteria(criteria, module);
  return checked.ok ? [] : checked.problems;
}
