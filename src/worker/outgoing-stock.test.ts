import { describe, expect, it } from 'vitest';
import type { ClaimedDelivery } from '#storage/deliveries/claim-deliveries.ts';
import { CLAIMED_MAX, CLAIMED_MIN, OutgoingStock } from '#worker/outgoing-stock.ts';

describe('a stock of claimed messages', () => {
  function stockOf(due: number) {
    const world = { now: 0, left: due, limits: [] as number[] };
    const claim = async (limit: number): Promise<ClaimedDelivery[]> => {
      world.limits.push(limit);
      const count = Math.min(limit, world.left);
      world.left -= count;
      return Array.from({ length: count }, () => ({}) as ClaimedDelivery); // none is looked at
    };
    const stock = new OutgoingStock({ claim, stopwatch: () => world.now });
    return { world, stock };
  }

  it('C-39 grows while the wire keeps up, shrinks while it is slow', async () => {
    const { world, stock } = stockOf(100_000);
    const useUpIn = async (ms: number): Promise<void> => {
      const filled = world.limits.length;
      while (world.limits.length === filled) await stock.take(60);
      stock.rest();
      world.now += ms;
    };
    for (const ms of [100, 100, 100, 100, 100, 5000, 5000, 5000, 5000, 5000]) await useUpIn(ms);
    const up = [CLAIMED_MIN, 120, 240, 480, CLAIMED_MAX];
    expect(world.limits).toEqual([...up, CLAIMED_MAX, 480, 240, 120, CLAIMED_MIN]);
  });

  it('fills once for all who wait, and again for whom nothing is left', async () => {
    const { world, stock } = stockOf(100);
    const taken = await Promise.all([stock.take(60), stock.take(60), stock.take(60)]);
    expect(taken.map(({ length }) => length)).toEqual([60, 40, 0]);
    expect(world.limits).toEqual([60, 120, 240]);
  });
});
