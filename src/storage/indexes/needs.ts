// Which indexes the lists of a module need (V-5), by what they are filtered and sorted by. Noted where a list is read or a
// view saved; the worker makes them (build-indexes.ts), and drops those that nobody needs any more (drop-indexes.ts).
import { sql } from 'kysely';
import { unreachable } from '#core/assert.ts';
import { askedField, relatedKey } from '#core/criteria/asked-fields.ts';
import type { Criteria } from '#core/criteria/criteria.ts';
import { resolve } from '#core/criteria/resolve.ts';
import type { Moment } from '#core/criteria/resolve-range.ts';
import type { Resolved, Test } from '#core/criteria/resolved.ts';
import { seenBy } from '#core/criteria/viewer.ts';
import type { FieldType, Module } from '#core/records/field.ts';
import { DAY, type Instant } from '#core/time/instant.ts';
import { instant, type Tx } from '#storage/db.ts';
import type { Catalogue } from '#storage/records/catalogue.ts';
import { NEWEST_FIRST, type Sort } from '#storage/records/list-order.ts';

/** order: compared, ranged, sorted; contains: a part of a text; chosen: options of a multi-select. */
export type IndexKind = 'order' | 'contains' | 'chosen';

export type IndexNeed = { readonly module: string; readonly field: string; readonly kind: IndexKind };

/** `field` as criteria name it. */
type AskedNeed = Pick<IndexNeed, 'field' | 'kind'>;

export type Use = { readonly criteria: Criteria | null; readonly sort: Sort | null };

export function needsOf({ module }: Pick<Catalogue, 'module'>, { criteria, sort }: Use, moment: Moment): IndexNeed[] {
  const filtered = criteria === null ? [] : filters(resolve(seenBy(criteria, ANYBODY), module, moment));
  const all: AskedNeed[] = [...filtered, { field: (sort ?? NEWEST_FIRST).field, kind: 'order' }];
  return all.filter((need) => isIndexed(module, need)).map((need) => placed(module, need));
}

/** Whoever looks, the same index answers. */
const ANYBODY = '00000000-0000-0000-0000-000000000000';

/** Values that may be too long for an ordered index; lookups have one from the start (module-table.ts). */
const NOT_ORDERED: readonly FieldType[] = ['url', 'long_text', 'lookup'];

function isIndexed(module: Module, { field, kind }: AskedNeed): boolean {
  const type = askedField(module, field)?.type;
  return type !== undefined && (kind !== 'order' || !NOT_ORDERED.includes(type));
}

/** In the module whose field it is. */
function placed(module: Module, { field, kind }: AskedNeed): IndexNeed {
  const path = relatedKey(field);
  if (path === null) return { module: module.key, field, kind };
  return { module: module.beyond?.related[path.lookup]?.key ?? module.key, field: path.key, kind };
}

function filters(resolved: Resolved): AskedNeed[] {
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

/** Writes only what is new, and once a day that it is still of use; nobody waits for somebody else who does. */
export async function noteNeeds(tx: Tx, needs: readonly IndexNeed[], now: Instant): Promise<void> {
  if (needs.length === 0) return;
  const column = (key: keyof IndexNeed) => sql`${needs.map((need) => need[key])}::text[]`;
  await tx.query(sql`
    with used as (
      select distinct module, field, kind
      from unnest(${column('module')}, ${column('field')}, ${column('kind')}) as t (module, field, kind)
    ), again as (
      update index_need set used_at = ${instant(now)} where (module, field, kind) in (
        select module, field, kind from index_need known join used using (module, field, kind)
        where known.used_at < ${instant(now - DAY)} for update of known skip locked)
    )
    insert into index_need (module, field, kind, used_at)
    select module, field, kind, ${instant(now)} from used
    where not exists (
      select from index_need known
      where known.module = used.module and known.field = used.field and known.kind = used.kind)
    on conflict do nothing`);
}

/** Those that nothing was listed by since then. */
export async function forgetNeeds(tx: Tx, before: Instant): Promise<void> {
  await tx.query(sql`delete from index_need where used_at < ${instant(before)}`);
}

export function loadNeeds(tx: Tx): Promise<IndexNeed[]> {
  return tx.query(sql`select module, field, kind from index_need order by module, field, kind`);
}
