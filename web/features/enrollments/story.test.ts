import { expect, it } from 'vitest';
import { byDay, type FollowUp, followUpsById, type HistoryEvent, treeOf } from '#web/features/enrollments/story.ts';

function happened(at: string): HistoryEvent {
  const rest = { followUp: null, detail: null, about: 'nothing', dueAt: null, actor: null } as const;
  return { at, sentence: at, kind: 'enrolled', ...rest };
}

function followUp(id: string, parent: string | null): FollowUp {
  const rest = { dueAt: null, executedAt: null, cause: null, responses: [], status: null, result: null };
  return { followUp: id, channel: 'email', subject: null, number: 1, parent, state: 'waiting', ...rest };
}

it('C-41 history is told day by day, in its order', () => {
  const events = ['2026-03-02T09:00:00Z', '2026-03-02T17:00:00Z', '2026-03-05T09:00:00Z'].map(happened);
  const days = byDay(events, (at) => at.slice(0, 10));
  expect(days.map(({ day, events }) => [day, events.length])).toEqual([
    ['2026-03-02', 2],
    ['2026-03-05', 1],
  ]);
});

it('follow-ups stand under the one that starts them', () => {
  const tree = treeOf([followUp('a', null), followUp('b', 'a'), followUp('c', 'b'), followUp('d', 'a')]);
  expect(tree).toMatchObject([
    { followUp: { followUp: 'a' }, then: [{ then: [{ followUp: { followUp: 'c' } }] }, { then: [] }] },
  ]);
});

it('finds follow-ups at any depth', () => {
  const found = followUpsById([{ id: 'a', then: [{ id: 'b', then: [{ id: 'c' }] }] }]);
  expect([...found.keys()]).toEqual(['a', 'b', 'c']);
});
