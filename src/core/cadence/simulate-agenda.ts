// What is to happen in a simulation, by time; what happens at the same instant in the order in which it was put down.

type Entry<T> = { readonly at: number; readonly order: number; readonly what: T };

export class Agenda<T> {
  private readonly heap: Entry<T>[] = [];
  private added = 0;

  add(at: number, what: T): void {
    const { heap } = this;
    const entry = { at, order: this.added++, what };
    let place = heap.push(entry) - 1;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const parent = heap[above];
      if (parent === undefined || !isBefore(entry, parent)) break;
      heap[place] = parent;
      place = above;
    }
    heap[place] = entry;
  }

  /** The earliest one, taken off; undefined: nothing is left. */
  take(): Entry<T> | undefined {
    const { heap } = this;
    const first = heap[0];
    const last = heap.pop();
    if (last !== undefined && last !== first) this.sink(last);
    return first;
  }

  private sink(entry: Entry<T>): void {
    const { heap } = this;
    let place = 0;
    for (;;) {
      const left = 2 * place + 1;
      const child = earlierOf(heap, left);
      const below = heap[child];
      if (below === undefined || !isBefore(below, entry)) break;
      heap[place] = below;
      place = child;
    }
    heap[place] = entry;
  }
}

function earlierOf(heap: readonly Entry<unknown>[], left: number): number {
  const one = heap[left];
  const other = heap[left + 1];
  return one !== undefined && other !== undefined && isBefore(other, one) ? left + 1 : left;
}

function isBefore(one: Entry<unknown>, other: Entry<unknown>): boolean {
  return one.at < other.at || (one.at === other.at && one.order < other.order);
}
