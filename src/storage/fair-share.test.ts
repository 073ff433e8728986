import { EventEmitter, once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { shareFairly } from './fair-share.ts';

const CONNECTIONS = 10;

function stage() {
  let now = 0;
  const timers: { readonly at: number; readonly work: () => void }[] = [];
  const shares = shareFairly({
    connectionsMax: CONNECTIONS,
    processors: 3,
    stopwatch: () => now,
    later: (durationMs, work) => void timers.push({ at: now + durationMs, work }),
  });
  const atWork = new Map<number, number>();
  const ends: (() => void)[] = [];
  const ask = (organization: number) =>
    shares.run(organization, async () => {
      atWork.set(organization, (atWork.get(organization) ?? 0) + 1);
      await new Promise<void>((end) => ends.push(end));
      atWork.set(organization, (atWork.get(organization) ?? 0) - 1);
    });
  return {
    shares,
    ask: async (organization: number, times = 1) => {
      for (let i = 0; i < times; i++) void ask(organization);
      await settled();
    },
    atWork: (organization: number) => atWork.get(organization) ?? 0,
    pass: async (durationMs: number) => {
      now += durationMs;
      for (const timer of timers.splice(0)) {
        if (timer.at > now) timers.push(timer);
        else timer.work();
      }
      await settled();
    },
    end: async (times: number) => {
      for (let i = 0; i < times; i++) {
        ends.shift()?.();
        await settled();
      }
    },
  };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('T29 connections are shared fairly', () => {
  it('one organisation alone gets nearly all, and never all', async () => {
    const { ask, atWork, end } = stage();
    await ask(1, 30);
    expect(atWork(1)).toBe(8);
    await end(30);
    expect(atWork(1)).toBe(0);
  });

  it('who comes later is served at once; then the crowd has a share until the other is gone', async () => {
    const { ask, atWork, pass, end } = stage();
    await ask(1, 30);
    await ask(2);
    expect(atWork(2)).toBe(1);
    await end(7);
    expect(atWork(1)).toBe(2);
    await end(24);
    expect([atWork(1), atWork(2)]).toEqual([0, 0]);
    await ask(1, 30);
    expect(atWork(1)).toBe(2);
    await pass(5_000);
    expect(atWork(1)).toBe(8);
  });

  it('what takes long keeps its connection, not the share of the others', async () => {
    const { ask, atWork, pass } = stage();
    await ask(2);
    await ask(1, 5);
    expect(atWork(1)).toBe(2);
    await pass(1_000);
    expect(atWork(1)).toBe(4);
    await pass(1_000);
    expect(atWork(1)).toBe(5);
    await ask(1, 5);
    for (let second = 0; second < 5; second++) await pass(1_000);
    expect(atWork(1)).toBe(8);
  });

  it('a second connection inside of a turn waits for nobody', async () => {
    const { shares } = stage();
    const both = () => shares.run(1, () => shares.run(1, async () => 'both'));
    expect(await Promise.all(Array.from({ length: 50 }, both))).toEqual(Array(50).fill('both'));
  });

  it('what a turn left running waits like everybody, once the turn is over', async () => {
    const { shares, ask, atWork } = stage();
    const begun = new EventEmitter();
    const left: Promise<unknown>[] = [];
    await shares.run(1, async () => void left.push(once(begun, 'go').then(() => shares.run(1, async () => 'later'))));
    await ask(2);
    await ask(1, 2);
    begun.emit('go');
    const outcome = await Promise.race([
      Promise.all(left),
      settled()
        .then(settled)
        .then(() => 'waits'),
    ]);
    expect([outcome, atWork(1)]).toEqual(['waits', 2]);
  });

  it('work that fails gives its place back', async () => {
    const { shares } = stage();
    const failing = () => shares.run(1, () => Promise.reject(new Error('no')));
    expect(
      (await Promise.allSettled(Array.from({ length: 50 }, failing))).every(({ status }) => status === 'rejected'),
    ).toBe(true);
    expect(await shares.run(1, async () => 'free')).toBe('free');
  });
});
