import { describe, expect, test } from 'vitest';
import { mailFilterNetworks } from './mail-filters.ts';

const spans = mailFilterNetworks.map(([address, bits]) => {
  const from = address.split('.').reduce((number, part) => number * 256 + Number(part), 0);
  return { name: `${address}/${bits}`, from, size: 2 ** (32 - bits) };
});

describe('C-37 networks of mail filters', () => {
  test.each(spans)(
    '$name begins where a network of its size can, and holds no more than a provider’s',
    ({ from, size }) => {
      expect(from % size).toBe(0);
      expect(size).toBeLessThanOrEqual(2 ** 18);
    },
  );

  test('none lies within another', () => {
    const inOrder = spans.toSorted((a, b) => a.from - b.from);
    const within = inOrder.filter(({ from }, place) => {
      const before = inOrder[place - 1];
      return before !== undefined && from < before.from + before.size;
    });
    expect(within).toEqual([]);
  });
});
