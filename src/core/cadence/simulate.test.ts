// C-90 a cadence tried out on its audience: told with people who don't exist, under a clock that nobody waits for.
import { describe, expect, it } from 'vitest';
import { type CadenceFile, definitionFromFile } from '#core/cadence/file.ts';
import { outlineOf } from '#core/cadence/outline.ts';
import { type Simulated, simulate } from '#core/cadence/simulate.ts';
import { drawing } from '#core/cadence/simulate-people.ts';
import { type Rates, ratesOf, unknownRate } from '#core/cadence/simulate-rates.ts';
import type { Trial, TrialRecord } from '#core/cadence/simulate-trial.ts';
import { leads } from '#core/records/modules/leads.ts';
import { calendarOf } from '#core/time/business-calendar.ts';
import { DAY, HOUR } from '#core/time/instant.ts';
import { cadence, call, email, task } from '#test/short-cadences.ts';
import { unhurried } from '#test/unhurried.ts';

/** Monday, 2 March 2026, nine o'clock in Shanghai. */
const MONDAY = Date.UTC(2026, 2, 2, 1);
const FULL_RATE = 1;

type Trying = Partial<Omit<Trial, 'rates' | 'pace'>> & {
  readonly rates?: Readonly<Record<string, Rates>>;
  readonly pace?: Partial<Trial['pace']>;
};

function people(count: number, values: TrialRecord['values'] = {}): TrialRecord[] {
  return Array.from({ length: count }, (_, n) => ({
    id: String(n + 1),
    values: { last_name: `Lead ${n}`, email: `lead${n}@example.invalid`, ...values },
    leftOut: null,
  }));
}

function run(file: CadenceFile, { rates = {}, pace = {}, ...rest }: Trying = {}): Simulated {
  const followUps = new Map<string, number>();
  const number = (among: CadenceFile['followUps']): void => {
    for (const { id, then = [] } of among) {
      followUps.set(id, followUps.size + 1);
      number(then);
    }
  };
  number(file.followUps);
  const rules = new Map((file.unenroll ?? []).map(({ id }, at) => [id, at + 1]));
  const definition = definitionFromFile(file, { followUps, rules });
  const known = { given: rates, history: new Map(), organization: new Map() };
  const trial: Trial = {
    outline: outlineOf(definition),
    world: { zone: 'Asia/Shanghai', module: leads, view: null },
    pace: { ...unhurried, ...pace },
    reaching: { ownAddress: 'sales@house.example', suppressed: new Map(), sendersLeft: new Set() },
    rates: new Map(definition.followUps.map((one) => [one.number, ratesOf(one, known)])),
    records: people(100),
    from: MONDAY,
    days: 30,
    seed: 1,
    ...rest,
  };
  const running = simulate(trial);
  for (;;) {
    const step = running.next();
    if (step.done === true) return step.value;
    expect(step.value).toBeLessThanOrEqual(1);
  }
}

const silent: Rates = { opened: 0, clicked: 0, replied: 0, bounced: 0, unsubscribed: 0 };
const nobodyDoes: Rates = { completed: 0, in_progress: 0, deferred: 0, waiting_for_input: 0, cancelled: 0 };
const of = ({ result }: Simulated, id: string) => result.followUps.find(({ followUp }) => followUp === id);

const reminded = cadence(
  [
    email('offer', {
      then: [
        call('ring', { when: ['replied'] }),
        email('reminder', { when: [{ not: 'replied', within: { days: 3 } }] }),
      ],
    }),
  ],
  { unenroll: [{ id: 'gone', email: ['unsubscribed'] }] },
);

describe('simulate', () => {
  it('C-90 who gets what and when: silence for three days is a reminder on day 3, a reply a call', () => {
    const quiet = run(reminded, { records: people(3), days: 40, rates: { offer: silent, reminder: silent } });
    expect(quiet.rounds[0]?.steps).toEqual([
      { at: MONDAY, followUp: 'offer', what: 'carried_out', reason: null },
      { at: MONDAY + 3 * DAY, followUp: 'reminder', what: 'carried_out', reason: null },
    ]);
    expect(quiet.result).toMatchObject({ records: 3, enrolled: 3, leftOut: [], holds: [] });
    expect(quiet.result.ends).toEqual([{ status: 'expired', reason: null, rule: null, goal: false, records: 3 }]);
    expect(of(quiet, 'ring')).toMatchObject({ reached: 0, never: 'trigger_never_met' });

    const talkative = run(reminded, { rates: { offer: { ...silent, replied: FULL_RATE }, ring: nobodyDoes } });
    expect(of(talkative, 'offer')?.responses).toMatchObject({ replied: 100, opened: 100 });
    expect(of(talkative, 'ring')).toMatchObject({ carriedOut: 100, responses: { scheduled: 100, overdue: 100 } });
  });

  it('C-90 the same seed gives the same, another one something else; a record answers the same in any company', () => {
    const once = run(reminded);
    expect(run(reminded)).toEqual(once);
    expect(run(reminded, { seed: 2 })).not.toEqual(once);
    const last = run(reminded, { records: people(100).slice(99) });
    expect(last.rounds).toEqual(once.rounds.slice(99));
  });

  it('C-90 the rates that are given come out, whatever implies what', () => {
    const rates = { opened: 0.5, clicked: 0.2, replied: 0.1, bounced: 0.1, unsubscribed: 0 };
    const many = run(cadence([email('offer')]), { records: people(4000), rates: { offer: rates } });
    const offer = of(many, 'offer');
    // Of the 90 % whose message arrived.
    expect((offer?.responses['bounced'] ?? 0) / 4000).toBeCloseTo(0.1, 1);
    expect((offer?.responses['opened'] ?? 0) / 3600).toBeCloseTo(0.5, 1);
    expect((offer?.responses['clicked'] ?? 0) / 3600).toBeCloseTo(0.2, 1);
    expect((offer?.responses['replied'] ?? 0) / 3600).toBeCloseTo(0.1, 1);
  });

  it('C-90 C-22 C-73 records that are skipped, and why', () => {
    const file = cadence([email('offer'), call('ring')], {
      unenroll: [{ id: 'lost', record: { field: 'lead_status', is: 'Not interested' } }],
    });
    const [one, two, three, four, five, six] = people(6);
    const changed = (record: TrialRecord | undefined, values: TrialRecord['values']): TrialRecord => ({
      id: record?.id ?? '',
      values: { ...record?.values, ...values },
      leftOut: null,
    });
    const records = [
      changed(one, { lead_status: 'Not interested' }),
      changed(two, { email: null }),
      changed(three, { do_not_email: true }),
      changed(four, { do_not_call: true }),
      { ...changed(five, {}), leftOut: 'completed_before' as const },
      changed(six, {}),
    ];
    const reaching = {
      ownAddress: 'sales@house.example',
      suppressed: new Map([['lead5@example.invalid', 'unsubscribed' as const]]),
      sendersLeft: new Set<string>(),
    };
    const tried = run(file, { records, reaching, rates: { offer: silent, ring: nobodyDoes } });
    expect(tried.result.leftOut).toEqual([
      { reason: 'unenrolment_rule_met', rule: 'lost', records: 1 },
      { reason: 'completed_before', rule: null, records: 1 },
    ]);
    expect(of(tried, 'offer')).toMatchObject({
      carriedOut: 1,
      failed: { no_address: 1 },
      suppressed: { do_not_email: 1, unsubscribed: 1 },
    });
    expect(of(tried, 'ring')?.suppressed).toEqual({ do_not_call: 1 });
    expect(tried.result.ends).toContainEqual({
      status: 'failed',
      reason: 'no_address',
      rule: null,
      goal: false,
      records: 1,
    });
  });

  it('C-90 C-39 what a mailbox may send is spread over hours and days, first come, first served', () => {
    const limitsOf = () => ({ perHour: 10, perDay: 30 });
    const tried = run(cadence([email('offer')]), { pace: { limitsOf }, rates: { offer: silent } });
    expect(tried.result.volumes).toEqual(
      ['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05'].map((on, day) => ({
        on,
        channel: 'email',
        sender: 'sales@house.example',
        times: day === 3 ? 10 : 30,
      })),
    );
    const sentAt = (place: number) => tried.rounds[place]?.steps.find(({ what }) => what === 'carried_out')?.at;
    expect([0, 9, 10, 29].map(sentAt)).toEqual([MONDAY, MONDAY, MONDAY + HOUR, MONDAY + 2 * HOUR]);
    expect(sentAt(30)).toBe(MONDAY + 15 * HOUR);
    expect(tried.result.holds.map(({ reason }) => reason).sort()).toEqual(['mailbox_day_full', 'mailbox_hour_full']);
    expect(of(tried, 'offer')?.carriedOut).toBe(100);
  });

  it('C-90 C-39 outside the hours nothing goes out; what waits goes at the opening', () => {
    const open = [{ from: 9 * 60, to: 18 * 60 }];
    const hours = calendarOf([open, open, open, open, open, [], []], [{ on: '2026-03-03', kind: 'closed' }]);
    const tried = run(cadence([email('offer'), email('more', { delay: { hours: 10 } })]), {
      records: people(2),
      pace: { hours },
      rates: { offer: silent, more: silent },
    });
    expect(tried.result.volumes.map(({ on, times }) => [on, times])).toEqual([
      ['2026-03-02', 2],
      ['2026-03-04', 2],
    ]);
    expect(tried.result.holds).toEqual([{ reason: 'outside_business_hours', times: 2, records: 2 }]);
  });

  it('C-90 C-93 the contact budget holds what is too much, by what was sent before too', () => {
    const budget = {
      limits: [{ per: 'person', channel: 'email', touches: 1, days: 7 } as const],
      gapHours: null,
      replyHoldDays: null,
    };
    const touches = [
      { person: 'lead0@example.invalid', account: null, channel: 'email', at: MONDAY - 2 * DAY } as const,
    ];
    const file = cadence([email('offer'), email('more', { delay: { days: 1 } })]);
    const tried = run(file, { records: people(2), pace: { budget, touches }, rates: { offer: silent, more: silent } });
    const times = (place: number) =>
      tried.rounds[place]?.steps.filter(({ what }) => what === 'carried_out').map(({ at }) => (at - MONDAY) / DAY);
    expect(times(1)).toEqual([0, 7]);
    expect(times(0)).toEqual([5, 12]);
    expect(tried.result.holds).toEqual([{ reason: 'person_touched_enough', times: 3, records: 2 }]);
  });

  it('C-90 dead branches are named with their cause; the goal is counted apart', () => {
    const file = cadence(
      [
        email('offer', {
          then: [
            task('thank', { when: ['replied'] }, {}),
            email('nudge', {
              when: [{ not: 'opened', within: { days: 20 } }],
              then: [task('deep', { when: ['clicked'] })],
            }),
          ],
        }),
        email('late', { delay: { months: 3 } }),
      ],
      { unenroll: [{ id: 'answered', goal: true, email: ['replied'] }] },
    );
    const tried = run(file, { rates: { offer: { ...silent, replied: FULL_RATE } } });
    const never = Object.fromEntries(tried.result.followUps.map(({ followUp, never: why }) => [followUp, why]));
    expect(never).toEqual({
      offer: null,
      thank: 'rule_always_first',
      nudge: 'trigger_never_met',
      deep: 'parent_never_carried_out',
      late: 'always_cancelled',
    });
    expect(tried.result.ends).toEqual([
      { status: 'unenrolled', reason: null, rule: 'answered', goal: true, records: 100 },
    ]);
  });

  it('C-90 what is still under way on the last day is told so', () => {
    const file = cadence([email('offer'), email('late', { delay: { months: 3 } })]);
    const tried = run(file, { records: people(1), rates: { offer: silent } });
    expect(tried.result.ends).toMatchObject([{ status: 'active', records: 1 }]);
    expect(of(tried, 'late')?.never).toBe('not_in_time');
  });

  it('C-90 a hard bounce and an unsubscription hold back what comes after, to that address', () => {
    const file = cadence([email('offer'), email('more', { delay: { days: 9 } })]);
    const leaving = run(file, { records: people(10), rates: { offer: { ...silent, unsubscribed: FULL_RATE } } });
    expect(of(leaving, 'more')).toMatchObject({
      carriedOut: 0,
      suppressed: { unsubscribed: 10 },
      never: 'always_suppressed',
    });
    const bouncing = run(file, { records: people(10), rates: { offer: { ...silent, bounced: FULL_RATE } } });
    expect(of(bouncing, 'more')?.suppressed).toEqual({ hard_bounced: 10 });
  });

  it('C-90 C-16 a repeated follow-up is counted each time, and draws anew each time', () => {
    const repeat = { every: { days: 5 }, times: 4, until: ['replied'] as const };
    const tried = run(cadence([email('weekly', { repeat })]), { records: people(3), rates: { weekly: silent } });
    expect(of(tried, 'weekly')).toMatchObject({ reached: 3, carriedOut: 3, times: 12 });
    const first = drawing(1, [7, 1, 0])();
    expect([drawing(1, [7, 1, 1])(), drawing(1, [8, 1, 0])(), drawing(2, [7, 1, 0])()]).not.toContain(first);
  });

  it('C-90 rates come from what is given, from history where it tells enough, else from the organisation', () => {
    const [offer] = definitionFromFile(cadence([email('offer')]), {
      followUps: new Map([['offer', 1]]),
      rules: new Map(),
    }).followUps;
    if (offer === undefined) throw new Error('there is one');
    const history = new Map([[1, { carriedOut: 200, responses: { opened: 100, replied: 20 } }]]);
    const organization = new Map([['email', { carriedOut: 1000, responses: { opened: 300 } }] as const]);
    const nothing = { given: {}, history: new Map(), organization: new Map() };
    expect(ratesOf(offer, { given: {}, history, organization })).toMatchObject({
      source: 'history',
      rates: { opened: 0.5, replied: 0.1, clicked: 0 },
    });
    expect(ratesOf(offer, { ...nothing, organization })).toMatchObject({
      source: 'organization',
      rates: { opened: 0.3 },
    });
    const few = new Map([[1, { carriedOut: 29, responses: { opened: 29 } }]]);
    expect(ratesOf(offer, { ...nothing, history: few }).source).toBe('usual');
    expect(ratesOf(offer, { ...nothing, history, given: { offer: { replied: 0.9 } } })).toMatchObject({
      source: 'given',
      rates: { opened: 0.5, replied: 0.9 },
    });
  });

  it('C-90 rates of what does not exist are named', () => {
    const definition = definitionFromFile(cadence([email('offer'), call('ring')]), {
      followUps: new Map(),
      rules: new Map(),
    });
    expect(unknownRate(definition, { offer: { opened: 1 }, ring: { 'result:busy': 1 } })).toBeNull();
    expect(unknownRate(definition, { welcome: { opened: 1 } })).toEqual({ followUp: 'welcome', response: null });
    expect(unknownRate(definition, { ring: { opened: 1 } })).toEqual({ followUp: 'ring', response: 'opened' });
    expect(unknownRate(definition, { ring: { 'result:bliss': 1 } })?.response).toBe('result:bliss');
  });
});
