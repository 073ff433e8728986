import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { madeUpLeads } from '#simulation/demo-setup.ts';
import { startEmbedded } from '#storage/embedded.ts';
import { askDemo, countCaught, type DemoAnswer, type DemoProcess, startDemo } from '#test/demo-process.ts';
import { makeThrowAwayFolder, type ThrowAwayFolder } from '#test/throw-away-folder.ts';
import { until } from '#test/until.ts';

const LEADS = 200;
/** Of the first mail: without the leads that don't want any. */
const WAVE = 183;
/** A dead worker's leases run out after 30 s, and that clock is real. */
const RUN_MS_MAX = 120_000;

let folders: ThrowAwayFolder[];
let running: DemoProcess[];
beforeEach(() => {
  [folders, running] = [[], []];
});
afterEach(async () => {
  for (const demo of running) await demo.kill().catch(() => undefined);
  for (const folder of folders) await folder.remove();
});

async function makeFolder(): Promise<string> {
  const folder = await makeThrowAwayFolder();
  folders.push(folder);
  await writeFile(join(folder.path, 'leads.csv'), madeUpLeads(LEADS));
  return folder.path;
}

function start(folder: string): DemoProcess {
  const demo = startDemo(folder, join(folder, 'leads.csv'));
  running.push(demo);
  return demo;
}

async function answerOf(demo: DemoProcess): Promise<DemoAnswer> {
  const { code, printed, errors } = await demo.answer;
  running = running.filter((each) => each !== demo);
  expect(errors).toBe('');
  expect(code).toBe(0);
  return JSON.parse(printed) as DemoAnswer;
}

async function enough(folder: string, least: number): Promise<number | null> {
  const caught = await countCaught(folder);
  return caught >= least ? caught : null;
}

/** In the middle of a wave of sending: some of its messages are there, and not all of them. */
async function killAt(folder: string, least: number, most: number): Promise<void> {
  const demo = start(folder);
  const tooEarly = demo.answer.then(({ errors }) => {
    throw new Error(`it ended before it was killed: ${errors}`);
  });
  const arriving = until('messages arrive', () => enough(folder, least), RUN_MS_MAX);
  const count = await Promise.race([arriving, tooEarly]);
  tooEarly.catch(() => undefined); // it ends now
  await demo.kill();
  running = running.filter((each) => each !== demo);
  expect(count).toBeLessThan(most);
}

type Post = {
  /** Recipient → how many messages arrived. */
  readonly arrived: ReadonlyMap<string, number>;
  /** Recipients of messages that a person must look at: the kill fell between the dot and its answer. */
  readonly inDoubt: readonly string[];
};

async function postOf(folder: string): Promise<Post> {
  const server = await startEmbedded({ folder });
  try {
    const post = await askDemo(folder, async (tx) => {
      const arrived = await tx.query<{ recipient: string; n: number }>(
        sql`select recipient, count(*)::int as n from caught_message group by recipient`,
      );
      const doubtful = await tx.query<{ email: string }>(sql`
        select r.email from delivery d join m_leads r on r.id = d.record_id
        where d.channel = 'email' and d.state not in ('sent', 'suppressed', 'cancelled')`);
      return { arrived, doubtful };
    });
    if (post === null) throw new Error('the demo’s database does not answer');
    const arrived = new Map(post.arrived.map(({ recipient, n }) => [recipient, n]));
    return { arrived, inDoubt: post.doubtful.map(({ email }) => email) };
  } finally {
    await server.stop();
  }
}

it(
  'P3, P18: killed with its database in the middle of sending, twice, it goes on where it was',
  async () => {
    const [calm, killed] = [await makeFolder(), await makeFolder()];
    await killAt(killed, 30, WAVE);
    const undisturbed = answerOf(start(calm)); // while the killed one waits for the leases of the dead
    await killAt(killed, WAVE + 10, (await undisturbed).messagesSent);
    const { ok, invariants } = await answerOf(start(killed));

    expect(invariants.filter(({ violations }) => violations > 0)).toEqual([]);
    expect(ok).toBe(true);
    const [expected, { arrived, inDoubt }] = [await postOf(calm), await postOf(killed)];
    expect(expected.inDoubt).toEqual([]);
    expect(inDoubt.length).toBeLessThan(LEADS / 4);
    for (const [recipient, count] of expected.arrived) {
      // Whoever is in doubt got that message or not; never one twice, and nothing that nobody decided.
      if (inDoubt.includes(recipient)) expect(arrived.get(recipient) ?? 0).toBeLessThanOrEqual(count);
      else expect([recipient, arrived.get(recipient)]).toEqual([recipient, count]);
    }
    expect([...arrived.keys()].filter((recipient) => !expected.arrived.has(recipient))).toEqual([]);
  },
  4 * RUN_MS_MAX,
);
