// Who makes the steps of a round, and how long it takes them. All of ours and the limit work off the same enrollments.
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { claimOutgoing } from '#actions/deliveries/claim-outgoing.ts';
import { keepDefinitions } from '#actions/enrollments/definitions.ts';
import type { Instant } from '#core/time/instant.ts';
import type { Database } from '#storage/db.ts';
import { saveBusinessWeek } from '#storage/organizations/business-hours.ts';
import { saveContactLimits } from '#storage/organizations/contact-limits.ts';
import type { Organization } from '#storage/organizations/organizations.ts';
import { CLAIMED_MAX } from '#worker/outgoing-stock.ts';
import { type Bench, CHILD_DUE_AT, NOW, restore, wakingSteps } from './stage.ts';
import { pureSql, type StatesAfter } from './statements.ts';

export type Contender = {
  readonly name: string;
  /** Steps a second, of a round that it prepares for itself. */
  readonly round: () => Promise<number>;
  readonly close?: () => Promise<void>;
};

const SQL_BATCH = 2000;

/** Both kinds of steps by all enrollments, one kind after the other. */
async function measured(bench: Bench, enrollments: number, run: (now: Instant) => Promise<void>): Promise<number> {
  await restore(bench);
  const from = performance.now();
  await run(NOW);
  await run(CHILD_DUE_AT);
  const seconds = (performance.now() - from) / 1000;
  await bench.check(enrollments);
  return (2 * enrollments) / seconds;
}

/** The production wake loop, two loops in one process. */
export function wakeLoops({ database, organization }: Bench): (now: Instant) => Promise<void> {
  let now = NOW;
  const steps = wakingSteps(database, () => now);
  return async (at) => {
    now = at;
    await Promise.all([steps.wake(organization), steps.wake(organization)]);
  };
}

export function bareEngine(bench: Bench, enrollments: number): Contender {
  const run = wakeLoops(bench);
  return { name: 'cadenza, one process, two loops', round: () => measured(bench, enrollments, run) };
}

/** As the loop that delivers rests. */
const DELIVER_REST_MS = 50;

/** With business hours, a contact budget and limits of the sender: decided, then claimed for the wire as the worker does. */
export function productPath(bench: Bench, enrollments: number): Contender {
  const { database, organization } = bench;
  const wake = wakeLoops(bench);
  const definitions = keepDefinitions();
  const claim = async (): Promise<number> => {
    const request = { organization, definitions, now: CHILD_DUE_AT, limit: CLAIMED_MAX };
    const claimed = await database.organization(organization.seat, (tx) =>
      claimOutgoing(tx, { channel: 'email', beside: [] }, request),
    );
    return claimed.length;
  };
  const run = async (now: Instant): Promise<void> => {
    let isDecided = false;
    const deciding = wake(now).then(() => {
      isDecided = true;
    });
    // Beside it, as the worker's loops run.
    for (let isLast = false; !isLast; ) {
      isLast = isDecided;
      while ((await claim()) > 0);
      if (!isLast) await Promise.race([deciding, pause(DELIVER_REST_MS)]);
    }
    await deciding;
  };
  return {
    name: 'cadenza, whole path: hours, budget, limits',
    round: async () => {
      await govern(database, organization, true);
      const speed = await measured(bench, enrollments, run);
      await govern(database, organization, false);
      return speed;
    },
  };
}

const ALWAYS_OPEN = Array.from({ length: 7 }, () => [{ from: 0, to: 24 * 60 }]);
const BUDGET = {
  limits: [{ per: 'person', channel: 'any', touches: 100, days: 7 }],
  gapHours: null,
  replyHoldDays: 2,
} as const;
const NO_BUDGET = { limits: [], gapHours: null, replyHoldDays: null } as const;

export async function govern(database: Database, { seat }: Organization, isGoverned: boolean): Promise<void> {
  const sender = isGoverned ? { perHour: 10_000_000, perDay: 10_000_000 } : { perHour: null, perDay: null };
  await database.organization(seat, async (tx) => {
    await saveBusinessWeek(tx, isGoverned ? ALWAYS_OPEN : null);
    await saveContactLimits(tx, { budget: isGoverned ? BUDGET : NO_BUDGET, sender });
  });
}

/** The limit: the same rows written by SQL alone, two connections. */
export function sqlAlone(bench: Bench, enrollments: number, after: StatesAfter): Contender {
  const { database, organization } = bench;
  const drain = async (text: string): Promise<void> => {
    for (;;) {
      const rows = await database.organization(organization.seat, (tx) => tx.hot<{ n: number }>(sql.raw(text)));
      if ((rows[0]?.n ?? 0) === 0) return;
    }
  };
  const run = async (now: Instant): Promise<void> => {
    const { answerInputs, handOver } = pureSql;
    const text = now === NOW ? answerInputs(SQL_BATCH, after) : handOver(SQL_BATCH, after);
    await Promise.all([drain(text), drain(text)]);
  };
  return { name: 'pure SQL in batches, two connections', round: () => measured(bench, enrollments, run) };
}

/** Two worker processes, a wake loop each. */
export function twoProcesses(bench: Bench, enrollments: number, processes: readonly Waking[]): Contender {
  const run = async (now: Instant): Promise<void> => {
    await Promise.all(processes.map((one) => one.wake(now)));
  };
  return { name: 'cadenza, two processes', round: () => measured(bench, enrollments, run) };
}

export type Waking = { wake(now: Instant): Promise<void> };
