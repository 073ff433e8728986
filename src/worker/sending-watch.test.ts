// A restored backup, a copy, a long outage: real databases, a real mail server's stand-in, and a worker that looks first.
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listReviews, reviewFollowUp } from '#actions/enrollments/review-follow-up.ts';
import { confirmSending } from '#actions/standstill/confirm-sending.ts';
import { assert } from '#core/assert.ts';
import type { StandstillEnd } from '#core/message/standstill.ts';
import { HOUR, MINUTE } from '#core/time/instant.ts';
import { settle } from '#simulation/settle.ts';
import { type Database, openDatabase } from '#storage/db.ts';
import { planOwnMail } from '#storage/mail/own-mail.ts';
import { findStandstill } from '#storage/standstill/standstill.ts';
import { postgresServers } from '#test/database.ts';
import { type Applied, cadence, email, type Office, openOffice } from '#test/office.ts';
import type { ScriptedSmtpServer } from '#test/peers/scripted-smtp-server.ts';
import { copyDatabase } from '#test/throw-away-database.ts';
import { until } from '#test/until.ts';
import { startWorker } from '#worker/run.ts';
import { SendingWatch } from '#worker/sending-watch.ts';

const [server] = postgresServers();
if (server === undefined) throw new Error('no database server');
let office: Office;
let twice: Applied;
let peer: ScriptedSmtpServer;
beforeAll(async () => {
  office = await openOffice(server);
  twice = await office.apply(
    cadence('Twice', {
      followUps: [email('first', { then: [email('second', { when: ['sent'], delay: { days: 2 } })] })],
    }),
  );
});
afterAll(() => office?.close());
beforeEach(async () => {
  await office.query(sql`update setting set standstill_since = null, standstill_review_until = null`);
  await office.query(sql`update delivery set state = 'cancelled' where state in ('planned', 'claimed')`);
  await office.world.database.control((tx) =>
    tx.query(sql`
    update cadenza.sending_watch set place = null, beat = 0, seen_at = null, stopped = false`),
  );
  peer = await office.sendsTo({});
});

type Watching = { readonly database?: Database; readonly knownBeat?: number; readonly clock?: () => number };

/** As a process that starts. */
function watch({ database = office.world.database, knownBeat, clock = () => Date.now() }: Watching = {}): SendingWatch {
  const memory = { recall: async () => knownBeat ?? null, keep: async () => undefined };
  return new SendingWatch({ database, clock, memory, log: { error: () => undefined } });
}

const standstillOf = (database = office.world.database) =>
  database.organization(office.world.organization.seat, findStandstill);
/** So long ago was the last sign of life. */
async function seen(ago: string): Promise<void> {
  await office.world.database.control((tx) =>
    tx.query(sql`update cadenza.sending_watch set seen_at = clock_timestamp() - ${ago}::interval`),
  );
}

type Past = { readonly ended: 'stopped' | 'killed'; readonly ago: string };

/** A worker that was there; null: none ever was. */
async function was(past: Past | null): Promise<void> {
  if (past === null) return;
  const worker = watch();
  await worker.look();
  if (past.ended === 'stopped') await worker.leave();
  await seen(past.ago);
}

const confirms = (waiting: StandstillEnd, database = office.world.database) =>
  confirmSending({ ...office.at, database, actor: office.world.mei }, waiting);

it('P19 a dump restored elsewhere sends nothing until an administrator has confirmed; then people decide about each', async () => {
  await watch().look();
  await office.enroll(twice, await office.lead('Restored'));
  await office.settle();
  const copied = await copyDatabase(server, office.world.database);
  const copy = openDatabase({ ...copied, connectionsMax: 4, onError: () => undefined });
  try {
    await office.passDays(3);
    expect(peer.dots).toBe(2); // the original goes on
    const { organization, mei } = office.world;
    const works = () => settle(office.worker({ database: copy }), organization);
    await watch({ database: copy }).look();
    await works();
    expect(peer.dots).toBe(2);
    expect(await standstillOf(copy)).toMatchObject({ cause: 'elsewhere', reviewUntil: null });
    await confirms('review', copy);
    await works();
    expect([peer.dots, await standstillOf(copy)]).toEqual([2, null]);
    const [review] = await listReviews(copy, organization);
    assert(review !== undefined, 'something is to be reviewed');
    expect(review).toMatchObject({ followUp: 2, attemptedAt: null });
    const { enrollment, followUp } = review;
    const verdict = { enrollment, followUp, verdict: 'send_again', actor: mei.id } as const;
    expect(await reviewFollowUp({ ...office.at, database: copy, ...verdict })).toBe(true);
    await works();
    await watch({ database: copy }).look();
    expect([peer.dots, await standstillOf(copy)]).toEqual([3, null]); // nobody is asked twice
  } finally {
    await copy.close();
    await copied.drop();
  }
});

describe('P19 at its place', () => {
  it.each<[string, Past | null]>([
    ['the first start', null],
    ['kill -9 and a start within the hour', { ended: 'killed', ago: '59 minutes' }],
    ['a week after a clean stop', { ended: 'stopped', ago: '7 days' }],
    ['another worker is at work', { ended: 'killed', ago: '1 second' }],
  ])('%s: all goes on', async (_what, past) => {
    await was(past);
    await Promise.all([watch().look(), watch().look()]);
    expect(await standstillOf()).toBeNull();
  });

  it.each<[string, string, Past | null, Watching]>([
    ['three days ago', 'silent', { ended: 'killed', ago: '3 days' }, {}],
    ['before what a file beside it knows of', 'older', { ended: 'stopped', ago: '1 minute' }, { knownBeat: 9 }],
    ['before there were signs of life', 'older', null, { knownBeat: 9 }],
  ])('its state is of %s: nothing goes out before it is confirmed', async (_what, cause, past, knowing) => {
    await was(past);
    await Promise.all([watch(knowing).look(), watch().look()]);
    expect(await standstillOf()).toMatchObject({ cause });
    await office.enroll(twice, await office.lead('Waiting'));
    await office.settle();
    expect(peer.connections).toEqual([]);
    await confirms('send');
    await office.settle();
    expect([peer.dots, await standstillOf()]).toEqual([1, null]);
  });

  it('a worker that waited for its database goes on; one whose machine slept doesn’t', async () => {
    const clock = { now: Date.now() };
    const worker = watch({ clock: () => clock.now });
    await worker.look();
    await seen('3 hours');
    clock.now += 9 * MINUTE;
    await worker.look();
    expect(await standstillOf()).toBeNull();
    await seen('3 hours');
    clock.now += 3 * HOUR;
    await worker.look();
    expect(await standstillOf()).toMatchObject({ cause: 'silent' });
  });

  it('what came to the gate before it is turned away there', async () => {
    office.atTheGate = { before: () => watch({ knownBeat: 9 }).look() };
    await office.enroll(twice, await office.lead('At the gate'));
    await office.settle();
    office.atTheGate = {};
    expect(peer.dots).toBe(0);
  });

  it('a review takes in what rounds have yet to plan, and mail of the product itself', async () => {
    const lead = await office.lead('Overdue');
    await office.enroll(twice, lead);
    await office.settle();
    office.skip(3, 'days');
    const letter = {
      to: { name: 'Ada', address: 'ada@customer.invalid' },
      subject: 'Invitation',
      paragraphs: ['Come'],
    };
    const planned = { ...letter, link: null, calendar: null, record: null, senderName: null };
    await office.inOrganization((tx) => planOwnMail(tx, [planned], office.now));
    await watch({ knownBeat: 9 }).look();
    const sent: string[] = [];
    const ownMail = {
      send: async ({ subject }: { readonly subject: string }) => {
        sent.push(subject);
        return { kind: 'stopped' } as const;
      },
      writeCalendar: () => '',
    };
    const steps = office.worker({ ownMail });
    await steps.deliver(office.world.organization);
    await confirms('review');
    await steps.tend(office.world.organization);
    expect(await standstillOf()).not.toBeNull();
    await settle(steps, office.world.organization);
    expect((await office.round(lead)).states).toMatchObject({ second: 'needs_review' });
    expect([sent, await standstillOf()]).toEqual([[], null]);
    expect(await office.query(sql`select state from own_mail`)).toEqual([{ state: 'unconfirmed' }]);
  });
});

it('P19 a worker looks before it works, and says goodbye', async () => {
  await was({ ended: 'killed', ago: '3 days' });
  await office.enroll(twice, await office.lead('Too late'));
  const {
    definitions,
    world: { database },
  } = office;
  const options = { database, definitions, sender: office.sender, clock: () => office.now, mailbox: 'none' as const };
  const worker = startWorker({ ...options, log: { error: () => undefined }, onWork: () => undefined, watch: watch() });
  await until(
    'it worked',
    async () => (await office.query(sql`select from delivery where state = 'planned'`)).length > 0,
  );
  await worker.stop();
  expect(peer.dots).toBe(0);
  const state = await database.control((tx) => tx.query(sql`select beat, stopped from cadenza.sending_watch`));
  expect(state).toEqual([{ beat: 2, stopped: true }]);
});
