// "Me" in criteria is whoever looks. Before they are judged for somebody, it is replaced by who that is; the product itself
// is nobody, so what it judges, audiences and unenrolment rules, can't ask for it.
import { conditionsOf, type Criteria } from '#core/criteria/criteria.ts';

export function asksForViewer(criteria: Criteria): boolean {
  for (const condition of conditionsOf(criteria)) if ('is_me' in condition) return true;
  return false;
}

/** As the person asks them; `viewer` is their public id. The same object where they don't say "me". */
export function seenBy(criteria: Criteria, viewer: string): Criteria {
  if (!asksForViewer(criteria)) return criteria;
  if ('not' in criteria) return { not: seenBy(criteria.not, viewer) };
  if ('all' in criteria) return { all: criteria.all.map((part) => seenBy(part, viewer)) };
  if ('any' in criteria) return { any: criteria.any.map((part) => seenBy(part, viewer)) };
  return { field: criteria.field, is: viewer };
}
