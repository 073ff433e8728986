// K-102: what becomes of the rounds of records that are merged, on the real engine with real mail.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CrmRecord } from '#core/records/field.ts';
import { postgresServers } from '#test/database.ts';
import { type Applied, cadence, email, type Office, openOffice } from '#test/office.ts';

describe.each(postgresServers())('rounds of merged records on $name', (server) => {
  let office: Office;
  /** One letter a day; whoever clicks in the first is called back. */
  let daily: Applied;
  beforeAll(async () => {
    office = await openOffice(server);
    daily = await office.apply(
      cadence('Daily', {
        responseWindowDays: 3,
        followUps: [
          email('one', { then: [{ id: 'call-back', when: ['clicked'], task: { subject: 'Call back' } }] }),
          email('two', { delay: { days: 1 } }),
          email('three', { delay: { days: 2 } }),
        ],
        unenroll: [{ id: 'answered', email: ['replied', 'unsubscribed'] }],
      }),
    );
  });
  afterEach(() => {
    office.atTheGate = {};
  });
  afterAll(() => office?.close());

  async function reader(into = daily): Promise<CrmRecord> {
    const lead = await office.lead('Reader');
    await office.enroll(into, lead);
    await office.settle();
    return lead;
  }
  /** One has been in the cadence for a day, the other was enrolled just now. */
  async function twoReaders(): Promise<{ readonly early: CrmRecord; readonly late: CrmRecord }> {
    const early = await reader();
    await office.passDays(1);
    const late = await reader();
    expect([await office.got(early), await office.got(late)]).toEqual([['one', 'two'], ['one']]);
    return { early, late };
  }
  const times = async (lead: CrmRecord, subject: string) =>
    (await office.got(lead)).filter((each) => each === subject).length;

  it('K-102 both active: the furthest round goes on with the survivor, the other ends as merged, no mail comes twice', async () => {
    const { early, late } = await twoReaders();
    await office.merges(late, [early]);
    await office.settle();
    const rounds = await office.rounds(late, daily);
    expect(rounds.map(({ status }) => status)).toEqual(['active', 'unenrolled: record_merged']);
    expect(await office.rounds(early)).toEqual([]);
    expect(await office.history(late, daily)).toContain('moved_to_record');
    await office.passDays(9);
    expect(await office.got(late)).toEqual(['one', 'two', 'one', 'three']);
    expect((await office.latest(late)).recipient).toBe(late.values['email']);
    expect(await office.status(late, daily)).toBe('expired');
  });

  it('K-102 the survivor is further: its round goes on as it is', async () => {
    const { early, late } = await twoReaders();
    await office.merges(early, [late]);
    await office.passDays(9);
    expect(await office.got(early)).toEqual(['one', 'two', 'one', 'three']);
    const rounds = await office.rounds(early, daily);
    expect(rounds.map(({ status }) => status)).toEqual(['expired', 'unenrolled: record_merged']);
    expect(await office.history(early, daily)).not.toContain('moved_to_record');
  });

  it('K-102 what a person answers to an earlier letter of the moved round still counts, on the survivor', async () => {
    const { early, late } = await twoReaders();
    const letter = await office.latest(early, 'one');
    await office.merges(late, [early]);
    await office.settle();
    await office.actsOn(letter, { kind: 'click', link: 0 });
    await office.settle();
    expect((await office.activities(late)).map(({ subject }) => subject)).toEqual(['Call back']);
    await office.actsOn(letter, { kind: 'reply', text: 'No, thank you.' });
    await office.passDays(3);
    expect(await office.status(late, daily)).toBe('unenrolled: answered');
    expect(await times(late, 'three')).toBe(0);
  });

  it('K-102 an answer to a letter of the round that ended is heard by the one that goes on', async () => {
    const { early, late } = await twoReaders();
    const letter = await office.latest(late, 'one');
    await office.merges(late, [early]);
    await office.settle();
    await office.actsOn(letter, { kind: 'reply', text: 'No, thank you.' });
    await office.passDays(3);
    expect(await office.status(late, daily)).toBe('unenrolled: answered');
    expect(await times(late, 'three')).toBe(0);
  });

  it('K-102 a letter that one of them has got is skipped in the other’s round, whatever branch it stands on', async () => {
    const branching = await office.apply(
      cadence('Branching', {
        followUps: [
          email('start', {
            branching: 'all',
            then: [email('after-open', { when: ['opened'] }), email('after-click', { when: ['clicked'] })],
          }),
        ],
        unenroll: [],
      }),
    );
    const [ada, twin] = [await reader(branching), await reader(branching)];
    await office.clicks(ada, 'start');
    await office.opens(twin, 'start');
    await office.passMinute();
    expect([await times(ada, 'after-click'), await times(twin, 'after-click')]).toEqual([1, 0]);
    const opened = await office.latest(twin, 'start');
    await office.merges(twin, [ada]);
    await office.settle();
    await office.actsOn(opened, { kind: 'click', link: 0 });
    await office.passDays(1);
    expect([await times(twin, 'after-open'), await times(twin, 'after-click')]).toEqual([2, 1]);
  });

  it('K-102 a completed round of the other counts too: what went out in it is skipped, with the reason', async () => {
    const followUps = [email('first'), email('second', { delay: { days: 1 } })];
    const short = await office.apply(cadence('Short', { followUps, unenroll: [] }));
    const twin = await reader(short);
    await office.passDays(1);
    const ada = await reader(short);
    await office.merges(ada, [twin]);
    await office.passDays(3);
    expect(await office.got(ada)).toEqual(['first', 'second', 'first']);
    expect(await office.history(ada, short)).toContain('follow_up_skipped second record_merged');
    expect(await office.status(ada, short)).toBe('completed');
  });

  it('C-57 only a record that goes was in the cadence: it leaves it, and by hand the survivor goes on with it', async () => {
    const twin = await reader();
    const ada = await office.lead('Ada');
    await office.merges(ada, [twin]);
    await office.passDays(3);
    expect(await office.status(ada, daily)).toBe('unenrolled: record_merged');
    expect(await office.got(ada)).toEqual(['one']);
    expect((await office.enroll(daily, ada, 'continue')).kind).toBe('continued');
    await office.passDays(3);
    expect(await office.got(ada)).toEqual(['one', 'two', 'three']);
  });

  it('K-102 of three the furthest goes on, once', async () => {
    const { early, late } = await twoReaders();
    const third = await reader();
    await office.merges(third, [late, early]);
    await office.passDays(1);
    expect((await office.rounds(third, daily)).map(({ status }) => status)).toEqual([
      'active',
      'unenrolled: record_merged',
      'unenrolled: record_merged',
    ]);
    expect([await times(third, 'two'), await times(third, 'three')]).toEqual([1, 1]);
  });

  it('K-102 the round that another took the place of is never the latest, though it began later', async () => {
    const { early, late } = await twoReaders();
    await office.merges(late, [early]);
    await office.settle();
    expect((await office.enroll(daily, late, 'continue')).kind).toBe('already_enrolled');
    expect((await office.unenroll(daily, [late])).get(late.id)).toBe('unenrolled');
    expect((await office.enroll(daily, late, 'continue')).kind).toBe('continued');
    await office.passDays(3);
    expect([await times(late, 'two'), await times(late, 'three')]).toEqual([1, 1]);
  });

  it.each(['before', 'after'] as const)(
    'K-102 P4 merged %s a letter passes the gate: it comes once',
    async (moment) => {
      const [ada, twin] = [await reader(), await reader()];
      let merged = false;
      office.atTheGate = {
        [moment]: async ({ subject, to }: { subject: string; to: { address: string } }) => {
          if (merged || subject !== 'two' || to.address !== twin.values['email']) return;
          merged = true;
          await office.merges(ada, [twin]);
        },
      };
      await office.passDays(1);
      await office.passMinute();
      expect(merged).toBe(true);
      const others = moment === 'before' ? 0 : 1;
      expect((await office.mailbox(ada)).filter(({ recipient }) => recipient === twin.values['email']).length).toBe(
        1 + others,
      );
      await office.passDays(2);
      expect(await times(ada, 'three')).toBe(1);
    },
  );

  it('K-102 a letter that was made for the record that goes is made anew for the survivor', async () => {
    const early = await reader();
    await office.passHours(25);
    const late = await reader();
    let merged = false;
    office.atTheGate = {
      before: async ({ subject, to }) => {
        if (merged || subject !== 'three' || to.address !== early.values['email']) return;
        merged = true;
        await office.merges(late, [early]);
        await office.steps.wake(office.world.organization); // what it was told is looked at before the gate is asked
      },
    };
    await office.passHours(23);
    await office.passMinute();
    const letters = (await office.mailbox(late)).filter(({ subject }) => subject === 'three');
    expect(letters.map(({ recipient }) => recipient)).toEqual([late.values['email']]);
  });

  it('K-102 suppression is the union: an unsubscribe holds for the address that the survivor keeps', async () => {
    const { early, late } = await twoReaders();
    await office.unsubscribes(early, 'two');
    await office.merges(late, [early]);
    await office.passDays(4);
    expect(await times(late, 'three')).toBe(0);
    const other = await office.apply(cadence('Other', { followUps: [email('other')], unenroll: [] }));
    await office.enroll(other, late);
    await office.settle();
    expect(await office.history(late, other)).toContain('follow_up_suppressed other unsubscribed');
  });

  it('K-102 a bounce is the address’s own: the one that the survivor keeps is written to', async () => {
    const { early, late } = await twoReaders();
    await office.bounces(early, 'two');
    await office.merges(late, [early]);
    await office.passDays(4);
    expect(await times(late, 'three')).toBe(1);
  });

  it('K-102 “do not e-mail” of any of them holds for the survivor, and can’t be chosen away', async () => {
    const { early, late } = await twoReaders();
    await office.changes(early, { do_not_email: true });
    const merged = await office.merges(late, [early]);
    expect(merged.values['do_not_email']).toBe(true);
    await office.passDays(4);
    expect(await times(late, 'three')).toBe(0);
    const again = office.merges(late, [await office.lead('Third')], { do_not_email: late.publicId });
    await expect(again).rejects.toThrow('read_only');
  });
});
