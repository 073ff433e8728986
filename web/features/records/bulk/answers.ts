// What became of records that were changed or deleted at once, told in piles.
import type { Answer } from '#web/api/call.ts';
import { ApiProblem } from '#contract/client/problem.ts';
import { thousands } from '#web/features/records/bulk/target.ts';
import type { Named } from '#web/features/records/module.ts';

type Answered = Pick<Answer<'updateRecords'>, 'items'>;
export type AnswerItem = Answered['items'][number];

export type BulkAnswer = {
  readonly items: readonly AnswerItem[];
  /** Why the rest was not done; null: all of them are answered. */
  readonly problem: ApiProblem | null;
};

/** Throws where nothing was done at all; later, what is done is told. */
export async function inThousands(
  records: readonly Named[],
  ask: (ids: string[]) => Promise<Answered>,
): Promise<BulkAnswer> {
  const items: AnswerItem[] = [];
  for (const ids of thousands(records)) {
    try {
      items.push(...(await ask(ids)).items);
    } catch (error) {
      if (items.length === 0 || !(error instanceof ApiProblem)) throw error;
      return { items, problem: error };
    }
  }
  return { items, problem: null };
}

export type AnswerPile = {
  readonly result: AnswerItem['result'];
  /** What is wrong with the values; empty: nothing is. */
  readonly why: string;
  readonly count: number;
  /** Ids of those that are known one by one. */
  readonly records: readonly string[];
};

/** What was done first, then what was left out, each reason by itself. */
export function answerPiles(items: readonly AnswerItem[]): AnswerPile[] {
  const piles = new Map<string, AnswerPile>();
  for (const { id, result, errors } of items) {
    const why = whyOf(errors);
    const key = `${result} ${why}`;
    const before = piles.get(key) ?? { count: 0, records: [] };
    const records = id === null ? before.records : [...before.records, id];
    piles.set(key, { result, why, count: before.count + 1, records });
  }
  return leftOutLast([...piles.values()]);
}

/** The same, as the server counts what it does to all that a list finds. */
export function pilesTold(piles: Answer<'getBulkChange'>['piles']): AnswerPile[] {
  return leftOutLast(piles.map(({ errors, ...pile }) => ({ ...pile, why: whyOf(errors) })));
}

function whyOf(errors: AnswerItem['errors']): string {
  return errors.map(({ message }) => message).join(' ');
}

function leftOutLast(piles: readonly AnswerPile[]): AnswerPile[] {
  return piles.toSorted((a, b) => Number(isLeftOut(a)) - Number(isLeftOut(b)));
}

export function isLeftOut({ result }: Pick<AnswerPile, 'result'>): boolean {
  return result !== 'updated' && result !== 'deleted' && result !== 'created';
}
