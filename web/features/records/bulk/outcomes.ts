// What became of the records of a bulk action, and how it is told: in piles, by what happened and why (C-26).
import { type SkipReason, skipReasons } from '#contract/enroll-words.ts';
import type { Answer } from '#web/api/call.ts';

export type Tally = NonNullable<Answer<'getJob'>['tally']>;
type Item = Tally['items'][number];

export type Pile = {
  readonly key: string;
  readonly answer: Item['answer'];
  readonly count: number;
  /** Why they were left out; null: they weren't. */
  readonly reason: SkipReason | null;
  readonly rule: string | null;
  /** Ids of those that are known one by one; of many only their number is. */
  readonly records: readonly string[];
};

export const answers = ['enrolled', 'continued', 'restarted', 'unenrolled', 'already_enrolled', 'skipped'] as const;

export const nothingDone: Tally = {
  counts: { enrolled: 0, continued: 0, restarted: 0, unenrolled: 0, already_enrolled: 0, skipped: 0 },
  skipped: {},
  items: [],
};

export function pilesOf(tally: Tally): Pile[] {
  const piles = new Map<string, Pile>();
  const add = ({ answer, reason, rule, count, records }: Omit<Pile, 'key'>) => {
    if (count === 0) return;
    const key = [answer, reason, rule].join(' ');
    const before = piles.get(key) ?? { count: 0, records: [] };
    const both = { count: before.count + count, records: [...before.records, ...records] };
    piles.set(key, { key, answer, reason, rule, ...both });
  };
  for (const item of tally.items) add({ ...item, count: 1, records: [item.record] });
  for (const answer of answers) {
    if (answer === 'skipped') continue;
    const known = tally.items.filter((item) => item.answer === answer).length;
    add({ answer, reason: null, rule: null, count: tally.counts[answer] - known, records: [] });
  }
  for (const reason of skipReasons) {
    add({ answer: 'skipped', reason, rule: null, count: unknownOf(tally, reason), records: [] });
  }
  return [...piles.values()].toSorted((a, b) => answers.indexOf(a.answer) - answers.indexOf(b.answer));
}

/** How many were left out for the reason beyond those that are known one by one. */
function unknownOf({ skipped, items }: Tally, reason: SkipReason): number {
  return (skipped[reason] ?? 0) - items.filter((item) => item.reason === reason).length;
}

export type Earlier = {
  readonly unfinished: readonly string[];
  readonly completed: readonly string[];
  /** More of them, of whom only the number is known. */
  readonly further: number;
};

/** Those who were in the cadence before and were left out because nobody had said what to do with them (C-72). */
export function earlierOf(tally: Tally): Earlier {
  const because = (reason: SkipReason) =>
    tally.items.filter((item) => item.reason === reason).map(({ record }) => record);
  return {
    unfinished: because('was_enrolled_before'),
    completed: because('completed_before'),
    further: unknownOf(tally, 'was_enrolled_before') + unknownOf(tally, 'completed_before'),
  };
}

/** What was done later counts; it names all whom it was done to. */
export function withLater(before: Tally, later: Tally): Tally {
  const again = new Set(later.items.map(({ record }) => record));
  const counts = { ...before.counts };
  const skipped = { ...before.skipped };
  for (const { record, answer, reason } of before.items) {
    if (!again.has(record)) continue;
    counts[answer] -= 1;
    if (reason !== null) skipped[reason] = (skipped[reason] ?? 0) - 1;
  }
  for (const answer of answers) counts[answer] += later.counts[answer];
  for (const reason of skipReasons) {
    const count = (skipped[reason] ?? 0) + (later.skipped[reason] ?? 0);
    if (count > 0) skipped[reason] = count;
    else delete skipped[reason];
  }
  return { counts, skipped, items: [...before.items.filter(({ record }) => !again.has(record)), ...later.items] };
}
