// What became of many records, in piles: what was done, and what was left out, each reason by itself.
import type { BulkItem } from '#actions/records/bulk-records.ts';
import type { FieldProblem } from '#core/records/field-problem.ts';

/** Plain data: it is kept in a job's row. */
export type ChangePile = {
  readonly result: BulkItem['result'];
  /** What is wrong with their values. */
  readonly problems: readonly FieldProblem[];
  readonly count: number;
  /** Public ids of the first that were left out. */
  readonly records: readonly string[];
};

const RECORDS_KEPT_MAX = 100;

/** The piles with one batch more. */
export function piled(before: readonly ChangePile[], items: readonly BulkItem[]): ChangePile[] {
  const piles = new Map(before.map((pile) => [keyOf(pile), pile]));
  for (const item of items) {
    const { id, result } = item;
    const problems = result === 'invalid_input' ? item.problems : [];
    const key = keyOf({ result, problems });
    const pile = piles.get(key) ?? { result, problems, count: 0, records: [] };
    const isNamed = id !== null && result !== 'done' && pile.records.length < RECORDS_KEPT_MAX;
    piles.set(key, { ...pile, count: pile.count + 1, records: isNamed ? [...pile.records, id] : pile.records });
  }
  return [...piles.values()];
}

function keyOf({ result, problems }: Pick<ChangePile, 'result' | 'problems'>): string {
  return [result, ...problems.map(({ field, rule }) => `${field} ${rule}`)].join('\n');
}
