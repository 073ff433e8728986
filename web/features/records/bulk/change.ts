// Changes, tags or deletes what is meant: the rows that were chosen, or everything that the list finds, which the server looks for.
import type { ApiProblem } from '#contract/client/problem.ts';
import { call, type Input } from '#web/api/call.ts';
import {
  type AnswerPile,
  answerPiles,
  type BulkAnswer,
  inThousands,
  pilesTold,
} from '#web/features/records/bulk/answers.ts';
import { matchingOf, type Target, thousands } from '#web/features/records/bulk/target.ts';
import type { Named } from '#web/features/records/module.ts';

export type Change = Input<'changeMatching'>['body']['change'];

export type Changed =
  | {
      readonly kind: 'answered';
      readonly piles: readonly AnswerPile[];
      /** Why the rest was not done; null: all of them are answered. */
      readonly problem: ApiProblem | null;
    }
  /** It goes on in the background. */
  | { readonly kind: 'started'; readonly id: string };

type Changing = { readonly module: string /** By its key. */; readonly target: Target; readonly change: Change };

export async function carryOut({ module, target, change }: Changing): Promise<Changed> {
  if (target.kind === 'matching') {
    const answer = await call('changeMatching', { body: { module, matching: matchingOf(target), change } });
    return answer.kind === 'started' ? answer : { ...answer, piles: pilesTold(answer.piles), problem: null };
  }
  if (change.kind === 'tag') return tagChosen(module, target.records, change);
  const { items, problem } = await changeChosen(module, target.records, change);
  return { kind: 'answered', piles: answerPiles(items), problem };
}

function changeChosen(
  module: string,
  records: readonly Named[],
  change: Exclude<Change, { kind: 'tag' }>,
): Promise<BulkAnswer> {
  const params = { module };
  return inThousands(records, (ids) =>
    change.kind === 'delete'
      ? call('deleteRecords', { params, body: { records: ids } })
      : call('updateRecords', { params, body: { records: ids, values: change.values } }),
  );
}

async function tagChosen(
  module: string,
  records: readonly Named[],
  { add = [], remove = [] }: Extract<Change, { kind: 'tag' }>,
): Promise<Changed> {
  let changed = 0;
  const left: string[] = [];
  for (const ids of thousands(records)) {
    const answer = await call('tagRecords', { params: { module }, body: { records: ids, add, remove } });
    changed += answer.changed;
    left.push(...answer.left);
  }
  const done: AnswerPile = { result: 'updated', why: '', count: changed, records: [] };
  const others: AnswerPile = { result: 'record_not_yours', why: '', count: left.length, records: left };
  return { kind: 'answered', piles: left.length === 0 ? [done] : [done, others], problem: null };
}

/** How many were done; null: some were left out, or it goes on. What somebody else deleted meanwhile is no loss. */
export function wholeCount(changed: Changed, mayBeGone: 'gone_is_fine' | 'gone_is_told'): number | null {
  if (changed.kind === 'started' || changed.problem !== null) return null;
  const isFine = ({ result }: AnswerPile) =>
    result === 'updated' || result === 'deleted' || (result === 'not_found' && mayBeGone === 'gone_is_fine');
  return changed.piles.every(isFine) ? changed.piles.reduce((sum, { count }) => sum + count, 0) : null;
}
