// What criteria ask beyond the record itself: related records, and who belongs to a role or team. It has to be loaded before
// they are checked, so criteria are read here as they came in, whatever they are.
import { relatedKey } from '#core/criteria/asked-fields.ts';
import { type Criteria, NODES_MAX } from '#core/criteria/criteria.ts';
import { isPlainObject } from '#core/criteria/problem.ts';
import { isUuid } from '#core/criteria/read-literal.ts';

export type AskedBeyond = {
  /** Keys of lookups. */
  readonly lookups: ReadonlySet<string>;
  /** Public ids of roles and teams. */
  readonly people: ReadonlySet<string>;
};

export function askedBeyond(criteria: readonly unknown[]): AskedBeyond {
  const lookups = new Set<string>();
  const people = new Set<string>();
  for (const { field, belongs_to: named } of criteria.flatMap(conditionsIn)) {
    const path = typeof field === 'string' ? relatedKey(field) : null;
    if (path !== null) lookups.add(path.lookup);
    for (const id of isPlainObject(named) ? Object.values(named) : []) if (isUuid(id)) people.add(id.toLowerCase());
  }
  return { lookups, people };
}

/** Whether something else than the record and the time can change the answer (V-4). */
export function asksBeyond(criteria: Criteria): boolean {
  const { lookups, people } = askedBeyond([criteria]);
  return lookups.size > 0 || people.size > 0;
}

type RawObject = Readonly<Record<string, unknown>>;

/** What is refused for its size isn't read to its end. */
function conditionsIn(raw: unknown): RawObject[] {
  const found: RawObject[] = [];
  const open = [raw].filter(isPlainObject);
  for (let nodes = 0; nodes < NODES_MAX; nodes++) {
    const node = open.pop();
    if (node === undefined) break;
    if (Object.hasOwn(node, 'field')) found.push(node);
    else open.push(...partsOf(node).filter(isPlainObject));
  }
  return found;
}

function partsOf(group: RawObject): unknown[] {
  return ['all', 'any', 'not'].flatMap((key) => {
    const inside = group[key];
    return Array.isArray(inside) ? inside.slice(0, NODES_MAX) : [inside];
  });
}
