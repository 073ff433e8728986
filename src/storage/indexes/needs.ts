// Which indexes the lists of a module need (V-5), by what they are filtered and sorted by. Noted where a list is read or a
// view saved; the worker makes them (build-indexes.ts).
import { sql } from 'kysely';
import { unreachable } from '#core/assert.ts';
import type { Criteria } from '#core/criteria/criteria.ts';
import { resolve } from '#core/criteria/resolve.ts';
import type { Moment } from '#core/criteria/resolve-range.ts';
import type { Resolved, Test } from '#core/criteria/resolved.ts';
import { seenBy } from '#core/criteria/viewer.ts';
import { type FieldType, fieldOf, type Module, shapeOf } from '#core/records/field.ts';
import type { Tx } from '#storage/db.ts';
import type { Catalogue } from '#storage/records/catalogue.ts';
import { NEWEST_FIRST, type Sort } from '#storage/records/list-order.ts';

/** order: compared, ranged, sorted; contains: a part of a text; chosen: options of a multi-select. */
export type IndexKind = 'order' | 'contains' | 'chosen';

export type IndexNeed = { readonly field: string; readonly kind: IndexKind };

export type Use = { readonly criteria: Criteria | null; readonly sort: Sort | null };

export function needsOf({ module }: Catalogue, { criteria, sort }: Use, moment: Moment): IndexNeed[] {
  const shape = (key: string) => {
    const field = fieldOf(module, key);
    return field && shapeOf[field.type];
  };
  const filtered = criteria === null ? [] : filters(resolve(seenBy(criteria, ANYBODY), shape, moment));
  const all: IndexNeed[] = [...filtered, { field: (sort ?? NEWEST_FIRST).field, kind: 'order' }];
  return all.filter((need) => isIndexed(module, need));
}

/** Whoever looks, the same index answers. */
const ANYBODY = '00000000-0000-0000-0000-000000000000';

/** Values that may be too long for an ordered index; lookups have one from the start (module-table.ts). */
const NOT_ORDERED: readonly FieldType[] = ['url', 'long_text', 'lookup'];

function isIndexed(module: Module, { field, kind }: IndexNeed): boolean {
  const type = fieldOf(module, field)?.type;
  return type !== undefined && (kind !== 'order' || !NOT_ORDERED.includes(type));
}

function filters(resolved: Resolved): IndexNeed[] {
  switch (resolved.kind) {
    case 'all':
    case 'any':
      return resolved.parts.flatMap(filters);
    case 'not':
      return filters(resolved.part);
    case 'test': {
      const kind = kindOf(resolved.test);
      return kind === null ? [] : [{ field: resolved.field, kind }];
    }
    default:
      return unreachable(resolved);
  }
}

function kindOf(test: Test): IndexKind | null {
  if (test.kind === 'contains' || test.kind === 'ends_with') return 'contains';
  if (test.kind === 'chosen') return 'chosen';
  return test.kind === 'empty' && test.shape === 'texts' ? null : 'order';
}

/** Writes only what is new. */
export async function noteNeeds(tx: Tx, module: string, needs: readonly IndexNeed[]): Promise<void> {
  if (needs.length === 0) return;
  await tx.query(sql`
    insert into index_need (module, field, kind)
    select distinct ${module}, new.field, new.kind
    from unnest(${needs.map(({ field }) => field)}::text[], ${needs.map(({ kind }) => kind)}::text[]) as new (field, kind)
    where not exists (
      select from index_need known where known.module = ${module} and known.field = new.field and known.kind = new.kind)
    on conflict do nothing`);
}

export function loadNeeds(tx: Tx): Promise<(IndexNeed & { readonly module: string })[]> {
  return tx.query(sql`select module, field, kind from index_need order by module, field, kind`);
}
