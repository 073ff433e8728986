// One page of a view's records, or of all of a module, with the count (V-3, V-5).
import type { Acting } from '#actions/records/acting.ts';
import { type Names, namesOfLookups } from '#actions/records/show-records.ts';
import { findMatching, type Matching } from '#actions/views/find-matching.ts';
import type { Criteria } from '#core/criteria/criteria.ts';
import type { Problem as CriteriaProblem } from '#core/criteria/problem.ts';
import type { CrmRecord, Module } from '#core/records/field.ts';
import type { Tx } from '#storage/db.ts';
import type { Catalogue } from '#storage/records/catalogue.ts';
import { needsOf, noteNeeds } from '#storage/indexes/needs.ts';
import { limitTime, tookTooLong } from '#storage/limit-time.ts';
import { type Cursor, isSortable, readCursor, type Sort, writeCursor } from '#storage/records/list-order.ts';
import { listRecords } from '#storage/records/list-records.ts';
import { countAll, countRecords, type ReadContext, type RecordCount } from '#storage/records/read-records.ts';

export type ListRequest = Matching & {
  readonly module: string;
  /** Null: the view's own. */
  readonly sort: Sort | null;
  /** What the page before gave as `next`; null: the first page. */
  readonly cursor: string | null;
  readonly limit: number;
  /** with: as far as COUNT_MAX. Pages after the first need none. */
  readonly count: 'with' | 'without' | 'exact';
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
  | {
      readonly kind: 'refused';
      readonly reason: 'unknown_module' | 'unknown_view' | 'not_sortable' | 'bad_cursor' | 'too_slow';
    }
  | {
      readonly kind: 'refused';
      readonly reason: 'bad_criteria' | 'view_invalid';
      readonly problems: readonly CriteriaProblem[];
    };

type Listing = Omit<Acting, 'actor'>;

export async function listViewRecords(acting: Listing, request: ListRequest): Promise<ListedRecords> {
  try {
    return await acting.database.organization(acting.organization.seat, (tx) => listIn(tx, acting, request));
  } catch (error) {
    if (!tookTooLong(error)) throw error;
    await noteNeedsOf(acting, request);
    return { kind: 'refused', reason: 'too_slow' };
  }
}

async function listIn(tx: Tx, acting: Listing, request: ListRequest): Promise<ListedRecords> {
  const found = await findSorted(tx, request);
  if (found.kind === 'refused') return found;
  await limitTime(tx);
  const listed = await readPage(tx, acting, { ...found, request });
  if (listed.kind === 'listed') await noteNeeds(tx, needsOf(found.catalogue, found, contextOf(acting)), acting.now);
  return listed;
}

/** What was too slow needs its indexes most. */
async function noteNeedsOf(acting: Listing, request: ListRequest): Promise<void> {
  await acting.database.organization(acting.organization.seat, async (tx) => {
    const found = await findSorted(tx, request);
    if (found.kind !== 'refused') await noteNeeds(tx, needsOf(found.catalogue, found, contextOf(acting)), acting.now);
  });
}

async function findSorted(tx: Tx, request: ListRequest) {
  const found = await findMatching(tx, request.module, request);
  if (found.kind === 'refused') return found;
  const { catalogue, criteria } = found;
  const canSort = (sort: Sort) => isSortable(catalogue.module, sort.field);
  if (request.sort !== null && !canSort(request.sort)) return { kind: 'refused', reason: 'not_sortable' } as const;
  const ofView = found.view?.sort ?? null;
  const sort = request.sort ?? (ofView !== null && canSort(ofView) ? ofView : null);
  return { kind: 'found', catalogue, criteria, sort } as const;
}

type Reading = {
  readonly catalogue: Catalogue;
  readonly criteria: Criteria | null;
  readonly sort: Sort | null;
  readonly request: ListRequest;
};

async function readPage(tx: Tx, acting: Listing, reading: Reading): Promise<ListedRecords> {
  const { catalogue, criteria, sort, request } = reading;
  const context = contextOf(acting);
  const cursor = request.cursor === null ? null : readCursor(request.cursor, catalogue, sort);
  if (request.cursor !== null && cursor === null) return { kind: 'refused', reason: 'bad_cursor' };
  const count = await countFor(tx, { ...reading, cursor, context });
  const matches = cursor?.matches ?? (count === null || !count.exact ? 'many' : 'few');
  const page = await listRecords(tx, catalogue, { criteria, sort, cursor, matches, limit: request.limit, context });
  const next = page.next === null ? null : writeCursor(page.next);
  const names = await namesOfLookups(tx, catalogue.module, page.records);
  const isWanted = request.count === 'exact' && count?.exact === false;
  const told = isWanted ? await countAll(tx, catalogue, criteria, context) : request.count === 'without' ? null : count;
  return { kind: 'listed', module: catalogue.module, records: page.records, names, next, count: told };
}

type Counting = Reading & { readonly cursor: Cursor | null; readonly context: ReadContext };

/** The first page is read by how many there are. Null: nobody needs to know; of all records there are many. */
async function countFor(tx: Tx, { catalogue, criteria, cursor, request, context }: Counting) {
  const isAll = criteria === null && catalogue.reach.read === null;
  if (request.count === 'without' && (cursor !== null || isAll)) return null;
  return countRecords(tx, catalogue, criteria, context);
}

function contextOf({ organization, now }: Listing): ReadContext {
  return { now, zone: organization.timeZone };
}
