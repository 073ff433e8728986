// The gate before the final dot, from both sides: every stop that was acknowledged holds (K-2, P4), every message that
// passed counts as sent (K-3).
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { addressHash } from '#actions/deliveries/address-hash.ts';
import type { CrmRecord } from '#core/records/field.ts';
import { DAY } from '#core/time/instant.ts';
import { claimDeliveries } from '#storage/deliveries/claim-deliveries.ts';
import { passGate } from '#storage/deliveries/gate.ts';
import { addInputs } from '#storage/enrollments/inputs.ts';
import { postgresServers } from '#test/database.ts';
import { raceAtTheGate } from '#test/gate-races.ts';
import { lettersNamed, stops } from '#test/gate-stops.ts';
import { type Applied, cadence, email, type Office, openOffice } from '#test/office.ts';

/** On each server. */
const RACES = 150;

describe.each(postgresServers())('the gate on $name', (server) => {
  let office: Office;
  /** Two letters at once, so that the answer to one can stop the other; then the task that the day after brings. */
  let twoLetters: Applied;
  beforeAll(async () => {
    office = await openOffice(server);
    twoLetters = await office.apply(lettersNamed('Letters'));
  });
  afterEach(() => {
    office.atTheGate = {};
  });
  afterAll(() => office?.close());

  let numbered = 0;
  /** Has got letter one an hour ago. */
  async function readerOf(letters: Applied): Promise<CrmRecord> {
    const lead = await office.lead(`Reader ${++numbered}`);
    await office.enroll(letters, lead);
    await office.settle();
    expect(await office.got(lead)).toEqual(['one']);
    return lead;
  }
  const ownCadence = (ofAll: true | undefined, name: string) =>
    ofAll === true ? office.apply(lettersNamed(name)) : Promise.resolve(twoLetters);

  it.each(stops)('K-2 P4 $name, acknowledged before the gate is asked: no dot, and the round ends', async (one) => {
    const letters = await ownCadence(one.ofAll, `Before ${one.name}`);
    const lead = await readerOf(letters);
    let wasPassed: boolean | null = null;
    office.atTheGate = {
      before: async ({ subject }) => void (subject === 'two' && (await one.stop(office, lead, letters))),
      after: async (_, passed) => void (wasPassed = passed),
    };
    await office.passHours(1);
    office.atTheGate = {};
    expect(wasPassed).toBe(false);
    await office.passDays(1);
    expect(await office.got(lead)).toEqual(['one']);
    expect(await office.status(lead, letters)).toBe(one.ends);
    const [first, second] = await office.deliveryStates(lead);
    expect(first).toBe('sent');
    expect(['cancelled', 'suppressed']).toContain(second);
    const found = await office.query(sql`select from activity where record_id = ${lead.id} and deleted_at is null`);
    expect(found).toEqual([]);
  });

  it.each(stops)('K-3 K-53 $name after the gate: it counts as sent, and nothing further comes', async (one) => {
    const letters = await ownCadence(one.ofAll, `After ${one.name}`);
    const lead = await readerOf(letters);
    office.atTheGate = {
      after: async ({ subject }) => void (subject === 'two' && (await one.stop(office, lead, letters))),
    };
    await office.passHours(1);
    office.atTheGate = {};
    await office.passDays(1);
    expect(await office.got(lead)).toEqual(['one', 'two']);
    expect(await office.status(lead, letters)).toBe(one.endsAfterDot ?? one.ends);
    expect((await office.deliveryStates(lead)).slice(0, 2)).toEqual(['sent', 'sent']);
    expect((await office.round(lead, letters)).states['two']).toBe('executed');
  });

  it.each(stops)('P4 a gate that is open: $name is not acknowledged before the passing is committed', async (one) => {
    const letters = await ownCadence(one.ofAll, `Behind ${one.name}`);
    const lead = await readerOf(letters);
    const knocking = await comesToTheGate(lead);
    const gone = await office.inOrganization(async (tx) => {
      const { passed } = await passGate(tx, office.world.organization.seat, knocking);
      expect(passed.size).toBe(1);
      const stopping = one.stop(office, lead, letters).then(() => 'acknowledged');
      await office.waitersForLocks(1);
      return { stopping };
    });
    expect(await gone.stopping).toBe('acknowledged');
    expect(await office.deliveryStates(lead)).toEqual(['sent', 'dot_pending']);
    await office.query(sql`update delivery set state = 'sent', leased_until = null where state = 'dot_pending'`);
  });

  it.each(stops)('P4 $name, about to be acknowledged: the gate waits for its commit, and says no', async (one) => {
    const letters = await ownCadence(one.ofAll, `Ahead of ${one.name}`);
    const lead = await readerOf(letters);
    const knocking = await comesToTheGate(lead);
    const { seat } = office.world.organization;
    const held = await holdCommits(async () => {
      const stopping = one.stop(office, lead, letters);
      await office.waitersForLocks(1);
      const gate = office.inOrganization((tx) => passGate(tx, seat, knocking));
      await Promise.race([gate, office.waitersForLocks(2)]);
      return { stopping, gate };
    });
    await held.stopping;
    const { passed, turned } = await held.gate;
    expect(passed.size).toBe(0);
    expect(turned).toHaveLength(1);
    await office.leaseRunsOut(lead);
    await office.passMinute();
    expect(await office.got(lead)).toEqual(['one']);
  });

  describe('the recipient says it to another letter', () => {
    let other: Applied;
    let withoutRules: Applied;
    beforeAll(async () => {
      withoutRules = await office.apply({ ...lettersNamed('Without rules'), unenroll: [] });
      other = await office.apply(cadence('Other letters', { followUps: [email('other')] }));
    });
    async function readerOfBoth(): Promise<CrmRecord> {
      const lead = await readerOf(withoutRules);
      await office.enroll(other, lead);
      await office.settle();
      expect(await office.got(lead)).toEqual(['one', 'other']);
      return lead;
    }
    const sayings = [
      ['unsubscribed', (lead: CrmRecord) => office.unsubscribes(lead, 'other')],
      ['hard_bounced', (lead: CrmRecord) => office.bounces(lead, 'other')],
    ] as const;

    it.each(sayings)('K-2 %s before the gate: no dot, suppressed', async (reason, say) => {
      const lead = await readerOfBoth();
      let said = false;
      office.atTheGate = {
        before: async ({ subject }) => {
          if (subject !== 'two' || said) return;
          said = true;
          await say(lead);
        },
      };
      await office.passHours(1);
      // This round hears of it first (K-34), then its letter comes to the gate again.
      await office.passMinute();
      expect(await office.got(lead)).toEqual(['one', 'other']);
      expect(await office.history(lead, withoutRules)).toContain(`follow_up_suppressed two ${reason}`);
    });

    it.each(sayings)('P4 %s: it waits for a gate that is open', async (_, say) => {
      const lead = await readerOfBoth();
      const knocking = await comesToTheGate(lead);
      const gone = await office.inOrganization(async (tx) => {
        expect((await passGate(tx, office.world.organization.seat, knocking)).passed.size).toBe(1);
        const saying = say(lead);
        await office.waitersForLocks(1);
        return { saying };
      });
      await gone.saying;
    });

    it.each(sayings)('P4 %s, about to be acknowledged: the gate waits and says no', async (_, say) => {
      const lead = await readerOfBoth();
      const knocking = await comesToTheGate(lead);
      const held = await holdCommits(async () => {
        const saying = say(lead);
        await office.waitersForLocks(1);
        const gate = office.inOrganization((tx) => passGate(tx, office.world.organization.seat, knocking));
        await Promise.race([gate, office.waitersForLocks(2)]);
        return { saying, gate };
      });
      await held.saying;
      expect((await held.gate).turned).toMatchObject([{ why: 'answered' }]);
    });
  });

  it('P4 whatever is told to a round waits for a gate that is open', async () => {
    const lead = await readerOf(twoLetters);
    const knocking = await comesToTheGate(lead);
    const { seat } = office.world.organization;
    const enrollment = (await office.round(lead)).id;
    const input = { kind: 'look_again', at: office.now, actor: null } as const;
    const gone = await office.inOrganization(async (tx) => {
      expect((await passGate(tx, seat, knocking)).passed.size).toBe(1);
      const telling = office.inOrganization((other) => addInputs(other, seat, [{ enrollment, input }]));
      await office.waitersForLocks(1);
      return { telling };
    });
    await gone.telling;
  });

  it('C-42 C-93 that another message of the round waits for its turn does not hold this one back', async () => {
    const lead = await readerOf(twoLetters);
    const knocking = await comesToTheGate(lead);
    const { seat } = office.world.organization;
    const enrollment = (await office.round(lead)).id;
    const held = { kind: 'held', followUp: 2, reason: 'person_touched_enough', until: office.now + DAY } as const;
    const passed = await office.inOrganization(async (tx) => {
      await addInputs(tx, seat, [{ enrollment, input: { ...held, at: office.now, actor: null } }]);
      return (await passGate(tx, seat, knocking)).passed.size;
    });
    expect(passed).toBe(1);
  });

  it.each([
    ['lost', 'taken over by another worker', sql`update delivery set fence = fence + 1`],
    ['lost', 'cancelled', sql`update delivery set state = 'cancelled'`],
    ['ended', 'its round is over', sql`update enrollment set status = 3`],
    ['stopped', 'its cadence is disabled', sql`update cadence set status = 'disabled'`],
    ['stopped', 'its cadence is invalid', sql`update cadence set status = 'invalid'`],
    ['stopped', 'its cadence was stopped and began anew', sql`update cadence set epoch = epoch + 1`],
    [
      'answered',
      'something was told',
      sql`insert into input (enrollment_id, kind, at) select id, 'look_again', now() from enrollment`,
    ],
    ['paused', 'sending is paused', sql`update setting set sending_paused = true`],
  ])('K-2 %s: %s', async (why, _, change) => {
    const lead = await readerOf(twoLetters);
    const knocking = await comesToTheGate(lead);
    const { seat } = office.world.organization;
    const verdicts = office.inOrganization(async (tx) => {
      await tx.query(change);
      const { passed, turned } = await passGate(tx, seat, knocking);
      throw new Error(JSON.stringify([passed.size, turned.map((one) => one.why)])); // nothing of it stays
    });
    await expect(verdicts).rejects.toThrow(JSON.stringify([0, [why]]));
    await office.leaseRunsOut(lead);
    await office.passMinute();
    expect(await office.got(lead)).toEqual(['one', 'two']);
  });

  it('P4 races between a stop and the final dot: what was acknowledged first is never followed by a dot', async () => {
    const raced = await raceAtTheGate(office, { count: RACES, name: 'Racer' });
    expect(raced).toMatchObject({ races: RACES, violations: 0 });
    // A race that one side always wins would prove nothing.
    expect(raced.passedBefore).toBeGreaterThan(10);
    expect(raced.stoppedBefore).toBeGreaterThan(10);
  });

  it('K-2 a worker that slept through its lease finds its fence broken: it sends nothing', async () => {
    const lead = await readerOf(twoLetters);
    const late = await comesToTheGate(lead);
    await office.leaseRunsOut(lead);
    await office.passMinute();
    expect(await office.got(lead)).toEqual(['one', 'two']);
    const { seat } = office.world.organization;
    const { passed, turned } = await office.inOrganization((tx) => passGate(tx, seat, late));
    expect(passed.size).toBe(0);
    expect(turned).toMatchObject([{ why: 'lost' }]);
    expect(await office.deliveryStates(lead)).toEqual(['sent', 'sent']);
  });

  it('K-2 a paused organisation: nothing passes, and what was turned away goes out when sending resumes', async () => {
    const lead = await readerOf(twoLetters);
    office.atTheGate = {
      before: async () => {
        await office.query(sql`update setting set sending_paused = true, paused_reason = 'looks odd'`);
      },
    };
    await office.passHours(1);
    office.atTheGate = {};
    await office.passHours(5);
    expect(await office.got(lead)).toEqual(['one']);
    expect(await office.status(lead)).toBe('active');
    await office.resumesSending();
    await office.passMinute();
    expect(await office.got(lead)).toEqual(['one', 'two']);
  });

  it('C-33 what the server put off after the dot of a round that was ended meanwhile is given up, not tried for ever', async () => {
    const lead = await readerOf(twoLetters);
    await office.sendsTo({ dot: '451 4.3.0 not now' });
    office.atTheGate = { after: async () => void (await office.unenroll(twoLetters, [lead])) };
    await office.passHours(1);
    office.atTheGate = {};
    await office.sendsToMailbox();
    await office.passDays(1);
    expect(await office.deliveryStates(lead)).toEqual(['sent', 'cancelled']);
    expect(await office.got(lead)).toEqual(['one']);
  });

  // ---- moments held still

  /** The lead's second letter, claimed by a worker that now knocks. */
  async function comesToTheGate(lead: CrmRecord) {
    office.skip(1, 'hours');
    await office.steps.wake(office.world.organization);
    const { id } = office.world.organization;
    const wanted = { channels: ['email'] as const, now: office.now, limit: 1000 };
    const claimed = await office.inOrganization((tx) => claimDeliveries(tx, wanted));
    const own = claimed.filter(({ record }) => record === lead.id);
    if (own.length !== 1) throw new Error('one letter is due');
    const hash = addressHash(id, String(lead.values['email']));
    return { waiting: own.map((delivery) => ({ ...delivery, addressHash: hash })), now: office.now };
  }

  /** Transactions that add inputs or end rounds have done everything but their commit until `meanwhile` is over. */
  async function holdCommits<T>(meanwhile: () => Promise<T>): Promise<T> {
    const latch = sql`pg_advisory_xact_lock(4242)`;
    await office.asOwner(sql`
      create function hold() returns trigger language plpgsql as
        'begin perform pg_advisory_xact_lock_shared(4242); return null; end'`);
    await office.asOwner(sql`create constraint trigger hold after insert on input
      deferrable initially deferred for each row execute function hold()`);
    await office.asOwner(sql`create constraint trigger hold after update on enrollment
      deferrable initially deferred for each row execute function hold()`);
    try {
      return await office.world.database.owner(async (tx) => {
        await tx.query(sql`select ${latch}`);
        return meanwhile();
      });
    } finally {
      const { schema } = office.world.organization.seat;
      await office.asOwner(sql`drop function ${sql.id(schema, 'hold')} cascade`);
    }
  }
});
