import { expect, it } from 'vitest';
import { inOrder, moved, neighbour } from '#web/ui/column-order.ts';

const name = { key: 'name', shown: 'always' } as const;
const mail = { key: 'mail' };
const city = { key: 'city', shown: 'on_wish' } as const;
const size = { key: 'size' };
const acts = { key: 'acts', shown: 'always' } as const;
const columns = [name, mail, city, size, acts];
const keys = (some: readonly { readonly key: string }[]) => some.map(({ key }) => key);

it('columns change places, to the right and to the left; those always shown stay', () => {
  expect(moved(columns, mail, size)).toEqual(['city', 'size', 'mail']);
  expect(moved(columns, size, mail)).toEqual(['size', 'mail', 'city']);
  expect(keys(inOrder(columns, ['city', 'size', 'mail']))).toEqual(['name', 'city', 'size', 'mail', 'acts']);
});

it('a column that came later is the last one; one that went is forgotten', () => {
  expect(keys(inOrder(columns, ['size', 'gone', 'city']))).toEqual(['name', 'size', 'city', 'mail', 'acts']);
});

it('the next one is among those shown; at the ends there is none', () => {
  const shown = [name, mail, size, acts];
  expect(neighbour(shown, mail, 1)).toBe(size);
  expect(neighbour(shown, mail, -1)).toBeNull();
  expect(neighbour(shown, size, 1)).toBeNull();
  expect(neighbour(shown, city, 1)).toBeNull();
});
