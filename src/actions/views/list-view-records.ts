// One page of a view's records, or of all of a module, with the count (V-3, V-5).
import type { Acting } from '#actions/records/acting.ts';
import { type Names, namesOfLookups } from '#actions/records/show-records.ts';
import { findMatching, type Matching } from '#actions/views/find-matching.ts';
import type { Criteria } from '#core/criteria/criteria.ts';
import type { Problem as CriteriaProblem } from '#core/criteria/problem.ts';
import type { CrmRecord, Module } from '#core/records/field.ts';
import type { Tx } from '#storage/db.ts';
import type { Catalogue } from '#storage/records/catalogue.ts';
import { isSortable, listRecords, readCursor, type Sort, writeCursor } from '#storage/records/list-records.ts';
import { countRecords, type RecordCount } from '#storage/records/read-records.ts';

export type ListRequest = Matching & {
  readonly module: string;
  /** Null: the view's own. */
  readonly sort: Sort | null;
  /** What the page before gave as `next`; null: the first page. */
  readonly cursor: string | null;
  readonly limit: number;
  /** Counting costs; pages after the first need no count. */
  readonly count: 'with' | 'without';
};

export type ListedRecords =
  | {
      readonly kind: 'listed';
      readonly module: Module;
      readonly records: readonly CrmRecord[];
      readonly names: Names;
      readonly next: string | null;
      readonly count: RecordCount | null;
    }
  | { readonly kind: 'refused'; readonly reason: 'unknown_module' | 'unknown_view' | 'not_sortable' | 'bad_cursor' }
  | {
      readonly kind: 'refused';
      readonly reason: 'bad_criteria' | 'view_invalid';
      readonly problems: readonly CriteriaProblem[];
    };

export async function listViewRecords(acting: Omit<Acting, 'actor'>, request: ListRequest): Promise<ListedRecords> {
  return acting.database.organization(acting.organization.seat, async (tx) => {
    const found = await findMatching(tx, request.module, request);
    if (found.kind === 'refused') return found;
    const { catalogue, criteria } = found;
    const canSort = (sort: Sort) => isSortable(catalogue.module, sort.field);
    if (request.sort !== null && !canSort(request.sort)) return { kind: 'refused', reason: 'not_sortable' };
    const ofView = found.view?.sort ?? null;
    const sort = request.sort ?? (ofView !== null && canSort(ofView) ? ofView : null);
    return readPage(tx, acting, { catalogue, criteria, sort, request });
  });
}

type Reading = {
  readonly catalogue: Catalogue;
  readonly criteria: Criteria | null;
  readonly sort: Sort | null;
  readonly request: ListRequest;
};

async function readPage(
  tx: Tx,
  { organization, now }: Omit<Acting, 'actor'>,
  { catalogue, criteria, sort, request }: Reading,
): Promise<ListedRecords> {
  const context = { now, zone: organization.timeZone };
  const cursor = request.cursor === null ? null : readCursor(request.cursor, catalogue, sort);
  if (request.cursor !== null && cursor === null) return { kind: 'refused', reason: 'bad_cursor' };
  const page = await listRecords(tx, catalogue, { criteria, sort, cursor, limit: request.limit, context });
  const count = request.count === 'with' ? await countRecords(tx, catalogue, criteria, context) : null;
  const next = page.next === null ? null : writeCursor(page.next);
  const names = await namesOfLookups(tx, catalogue.module, page.records);
  return { kind: 'listed', module: catalogue.module, records: page.records, names, next, count };
}
