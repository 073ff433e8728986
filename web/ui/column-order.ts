// The order of a table's columns: those that are always shown stay where they are, the others change places among themselves.
import type { Column } from '#web/ui/columns.ts';

type Ordered = Pick<Column<never>, 'key' | 'shown'>;

export function canMove({ shown }: Ordered): boolean {
  return shown !== 'always';
}

/** `order`: keys, as somebody put them; what isn't among them comes last, as it stood. */
export function inOrder<One extends Ordered>(columns: readonly One[], order: readonly string[]): One[] {
  const rank = ({ key }: One) => (order.includes(key) ? order.indexOf(key) : order.length);
  const movable = columns.filter(canMove).toSorted((a, b) => rank(a) - rank(b));
  return columns.map((column) => (canMove(column) ? (movable.shift() ?? column) : column));
}

/** The keys once `one` has taken the place of `to`, and all between moved up. */
export function moved<One extends Ordered>(columns: readonly One[], one: One, to: One): string[] {
  const keys = columns.filter(canMove).map(({ key }) => key);
  const place = keys.indexOf(to.key);
  return keys.filter((key) => key !== one.key).toSpliced(place, 0, one.key);
}

/** The next one that could change places with it; `by`: -1 for the left. */
export function neighbour<One extends Ordered>(shown: readonly One[], one: One, by: -1 | 1): One | null {
  const movable = shown.filter(canMove);
  const place = movable.indexOf(one);
  return place === -1 ? null : (movable[place + by] ?? null);
}
