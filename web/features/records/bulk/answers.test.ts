import { expect, it } from 'vitest';
import { ApiProblem } from '#contract/client/problem.ts';
import { type AnswerItem, answerPiles, inThousands } from '#web/features/records/bulk/answers.ts';

const records = Array.from({ length: 2_100 }, (_, index) => ({ id: `r${index}`, name: `Record ${index}` }));
const updated = (id: string): AnswerItem => ({ id, result: 'updated', errors: [] });

it('R-4 more than the server takes go thousand by thousand, in order', async () => {
  const asked: number[] = [];
  const { items, problem } = await inThousands(records, async (ids) => {
    asked.push(ids.length);
    return { items: ids.map(updated) };
  });
  expect(asked).toEqual([1_000, 1_000, 100]);
  expect(items.map(({ id }) => id)).toEqual(records.map(({ id }) => id));
  expect(problem).toBeNull();
});

it('R-4 what was done before it broke off is told; where nothing was, it is refused as a whole', async () => {
  const gone = new ApiProblem({ code: 'unreachable', status: 0, detail: 'No answer.' });
  const answer = await inThousands(records, async (ids) => {
    if (ids[0] !== 'r0') throw gone;
    return { items: ids.map(updated) };
  });
  expect(answer.items).toHaveLength(1_000);
  expect(answer.problem).toBe(gone);
  await expect(inThousands(records, () => Promise.reject(gone))).rejects.toBe(gone);
});

it('R-4 piles: what was done first, then what was left out, each reason by itself', () => {
  const wrong = (id: string, message: string): AnswerItem => {
    return { id, result: 'invalid_input', errors: [{ path: 'values.email', code: 'not_an_email', message }] };
  };
  const piles = answerPiles([
    wrong('a', 'Not a mail address.'),
    updated('b'),
    { id: 'c', result: 'not_found', errors: [] },
    wrong('d', 'Not a mail address.'),
    wrong('e', 'Taken.'),
    updated('f'),
  ]);
  expect(piles.map(({ result, why, count, records: ids }) => [result, why, count, ids])).toEqual([
    ['updated', '', 2, ['b', 'f']],
    ['invalid_input', 'Not a mail address.', 2, ['a', 'd']],
    ['not_found', '', 1, ['c']],
    ['invalid_input', 'Taken.', 1, ['e']],
  ]);
});
