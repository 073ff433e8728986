import { expect, it } from 'vitest';
import { columnQuery, standing } from '#web/features/records/board/board-columns.ts';

const stage = { key: 'stage', options: ['Open', 'Won'] };
type Card = { readonly id: string };
const ada: Card = { id: 'ada' };
const ben: Card = { id: 'ben' };
const chen: Card = { id: 'chen' };

it('V-3 a column asks the list for one option of what is listed, the last for what has none', () => {
  const listed = { view: 'v', criteria: '{"field":"amount","gt":5}' };
  expect(columnQuery(listed, stage, 'Won')).toEqual({
    view: 'v',
    criteria: '{"all":[{"field":"amount","gt":5},{"field":"stage","is":"Won"}]}',
  });
  const without: { criteria?: string } = {};
  expect(columnQuery(without, stage, null).criteria).toBe('{"all":[{"not":{"field":"stage","in":["Open","Won"]}}]}');
});

it('V-3 a card on its way stands in its new column, once, also when the list has followed', () => {
  const moves = [{ card: ben, from: 'Open', to: 'Won' }];
  expect(standing([ada, ben], 'Open', moves)).toEqual({ cards: [ada], more: -1 });
  expect(standing([chen], 'Won', moves)).toEqual({ cards: [ben, chen], more: 1 });
  expect(standing([ada], 'Open', moves)).toEqual({ cards: [ada], more: 0 });
  expect(standing([chen, ben], 'Won', moves)).toEqual({ cards: [chen, ben], more: 0 });
});
