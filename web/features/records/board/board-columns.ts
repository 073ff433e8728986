// The columns of a board: an option each, in the pick list's order; and one for what has none of them.
import type { Field } from '#web/features/records/module.ts';

/** Null: without an option that there is. */
export type Option = string | null;

export function optionsOf({ options }: Pick<Field, 'options'>): readonly Option[] {
  return [...options, null];
}

type Query = { readonly criteria?: string | undefined };

/** What the list is asked for to get one column of it. */
export function columnQuery<Listed extends Query>(
  listed: Listed,
  field: Pick<Field, 'key' | 'options'>,
  option: Option,
) {
  const { key, options } = field;
  const own = option === null ? { not: { field: key, in: options } } : { field: key, is: option };
  const others: object[] = listed.criteria === undefined ? [] : [JSON.parse(listed.criteria) as object];
  return { ...listed, criteria: JSON.stringify({ all: [...others, own] }) };
}

/** A record on its way into another column, until the lists have followed. */
export type Move<Card extends { readonly id: string }> = {
  readonly card: Card;
  readonly from: Option;
  readonly to: Option;
};

type Standing<Card> = {
  readonly cards: readonly Card[];
  /** How many there are more or fewer than the list said. */
  readonly more: number;
};

/** What stands in a column while cards are moved: those that come in are at the top. */
export function standing<Card extends { readonly id: string }>(
  listed: readonly Card[],
  option: Option,
  moves: readonly Move<Card>[],
): Standing<Card> {
  const here = new Set(listed.map(({ id }) => id));
  const moved = new Map(moves.map((move) => [move.card.id, move]));
  const gone = listed.filter(({ id }) => moved.has(id) && moved.get(id)?.to !== option);
  const come = [...moved.values()].filter(({ card, to }) => to === option && !here.has(card.id));
  const cards = [...come.map(({ card }) => card), ...listed.filter((card) => !gone.includes(card))];
  return { cards, more: come.length - gone.length };
}
