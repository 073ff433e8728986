// A few seeds of `npm run sim`, so that a change that breaks a promise shows at once.
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { postgresServers } from '#test/database.ts';
import { simulate } from './simulation.ts';
import { openStage, type Stage } from './stage.ts';

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];
/** About a second on a quiet machine. */
const SEED_MS_MAX = 120_000;
vi.setConfig({ testTimeout: SEED_MS_MAX });
let stage: Stage;
beforeAll(async () => {
  stage = await freshStage();
});
afterAll(() => stage?.close());

function freshStage(): Promise<Stage> {
  const [server] = postgresServers();
  if (server === undefined) throw new Error('no server');
  return openStage(server);
}

it.each(SEEDS)(
  'P1 P2 P4 P5 P6 P8 P9 P21 seed %i keeps every promise and agrees with the reference model',
  async (seed) => {
    const { violation, trace } = await simulate(stage, seed);
    expect(violation, trace.join('\n')).toBeNull();
  },
);

it('P22 the same seed is the same run, whatever was simulated before', async () => {
  const fresh = await freshStage();
  const alone = await simulate(fresh, 522);
  await fresh.close();
  await simulate(stage, 9);
  const [one, two] = [await simulate(stage, 522), await simulate(stage, 522)];
  expect(alone.trace.length).toBeGreaterThan(30);
  expect([one.hash, two.hash]).toEqual([alone.hash, alone.hash]);
});
