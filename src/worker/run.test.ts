import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY } from '#core/time/instant.ts';
import { instant } from '#storage/db.ts';
import { createOrganization, type Organization } from '#storage/organizations/organizations.ts';
import { postgresServers } from '#test/database.ts';
import { cadence, email, type Office, openOffice } from '#test/office.ts';
import { promised } from '#test/promised.ts';
import { startWorker } from '#worker/run.ts';

describe.each(postgresServers())('the worker on $name', (server) => {
  let office: Office;
  let other: Organization;
  beforeAll(async () => {
    office = await openOffice(server);
    const mail = { mailFromName: 'Other', mailFromAddress: 'other@other.invalid' };
    const about = { name: 'Other', timeZone: 'Asia/Shanghai', language: 'en', ...mail, now: office.now } as const;
    other = await createOrganization(office.world.database, about);
  });
  afterAll(() => office?.close());

  const look = async () => [...(await office.steps.look(office.world.organization))];

  /** `tended`: when a worker has looked after something. */
  function atWork() {
    const tended = promised();
    const { database } = office.world;
    const worker = startWorker({
      ...{ database, definitions: office.definitions, sender: office.sender, mailbox: 'none', clock: () => office.now },
      log: { error: () => undefined },
      onWork: (step) => void (step === 'tend' && tended.resolve()),
    });
    return { tended: tended.promise, stop: () => worker.stop() };
  }

  /** In the other organisation; nobody is told of it. */
  async function missedCall(): Promise<void> {
    await office.world.database.organization(other.seat, (tx) =>
      tx.query(sql`
        insert into activity (public_id, kind, subject, status, ends_at, created_at, modified_at)
        values (gen_random_uuid(), 'call', 'Call', 'scheduled', ${instant(office.now)}, now(), now())`),
    );
  }

  it('T29: where nothing is to be done, one look is all that is asked', async () => {
    await office.settle();
    expect(await look()).toEqual([]);
  });

  it('C-39: the look knows of messages that wait and of rounds to wake', async () => {
    const letter = await office.apply(cadence('Letter', { followUps: [email('letter')] }));
    await office.enroll(letter, await office.lead('Looked at'));
    expect(await look()).toEqual(['deliver']);
    await office.steps.deliver(office.world.organization);
    expect(await look()).toEqual(['wake']);
    await office.settle();
    expect(await look()).toEqual([]);
  });

  it('K-124: the look knows of messages of which nothing was told for a day', async () => {
    const letter = await office.apply(cadence('Unanswered', { followUps: [email('letter')] }));
    await office.enroll(letter, await office.lead('Unanswered'));
    await office.settle();
    const sentAt = async (at: number) => {
      await office.query(
        sql`update delivery set state = 'awaited', dot_at = ${instant(at)} where state in ('sent', 'awaited')`,
      );
      return look();
    };
    expect(await sentAt(office.now - DAY + 1)).toEqual([]);
    expect(await sentAt(office.now - DAY)).toEqual(['tend']);
    await office.query(sql`update delivery set state = 'sent' where state = 'awaited'`);
  });

  it('what nobody was told of is found by the look', async () => {
    await missedCall();
    const worker = atWork();
    await worker.tended;
    await worker.stop();
  });

  it('T29: one that can’t be looked at keeps no other waiting', async () => {
    const [held, released] = [promised(), promised()];
    const { database, organization } = office.world;
    const holding = database.owner(async (tx) => {
      await tx.query(sql`lock table ${sql.id(organization.seat.schema, 'job')} in access exclusive mode`);
      held.resolve();
      await released.promise;
    });
    await held.promise;
    await missedCall();
    const worker = atWork();
    await worker.tended;
    released.resolve();
    await holding;
    await worker.stop();
  });
});
