import { describe, expect, it } from 'vitest';
import type { FileRule } from '#core/cadence/file.ts';
import { nextRuleDate } from '#core/cadence/rules.ts';
import type { Module } from '#core/records/field.ts';
import { leads } from '#core/records/modules/leads.ts';
import { call, cadence, email, task } from '#test/short-cadences.ts';
import { tell } from '#test/story.ts';

const steps = [
  email('welcome', {
    then: [email('remind', { when: ['sent'], delay: { days: 3 } }), call('phone', { when: ['replied'] })],
  }),
];
const notInterested: FileRule = { id: 'lost', record: { field: 'lead_status', is: 'Not interested' } };
const later = task('later', { delay: { days: 5 } });
const withRules = (...unenroll: FileRule[]) => cadence(steps, { unenroll });
const inChina = { field: 'country', is: 'China' } as const;
const chinaOnly = { view: 'China' } as const;

const withDates: Module = {
  ...leads,
  fields: [
    ...leads.fields,
    {
      key: 'visit_on',
      type: 'date',
      label: { en: 'Visit', zh: '到访' },
      required: false,
      system: false,
      readOnly: false,
      options: [],
    },
    {
      key: 'visit_at',
      type: 'date_time',
      label: { en: 'At', zh: '时间' },
      required: false,
      system: false,
      readOnly: false,
      options: [],
    },
  ],
};

describe('answers to messages of other rounds', () => {
  it('K-34 meet a rule that waits for any message’s answer, not one that names a follow-up; the same answer again is nothing new', () => {
    const story = tell(
      withRules({ id: 'this-one', email: ['replied'], followUp: 'welcome' }, { id: 'bounced', email: ['bounced'] }),
    );
    story.enroll('Ada');
    story.hears({ kind: 'heard_elsewhere', response: 'replied' });
    expect(story.status()).toBe('active');
    expect(story.state('phone')).toBe('waiting');
    expect(story.hears({ kind: 'heard_elsewhere', response: 'bounced' }).status()).toBe('unenrolled: bounced');
    expect(story.history().slice(-3)).toEqual([
      '2026-03-02 09:00 heard_elsewhere bounced',
      '2026-03-02 09:00 follow_up_cancelled remind enrollment_ended',
      '2026-03-02 09:00 unenrolled bounced',
    ]);
  });
});

describe('criteria on the record', () => {
  it('C-50 C-51 a lead that becomes Not interested on day 1 is unenrolled, what was scheduled is cancelled', () => {
    const story = tell(withRules(notInterested));
    story.enroll('Ada');
    story.passDays(1).changes({ lead_status: 'Not interested' });
    expect(story.status()).toBe('unenrolled: lost');
    expect(story.state('remind')).toBe('cancelled');
    expect(story.passDays(30).delivered()).toEqual(['welcome 2026-03-02 09:00']);
    expect(story.history().slice(-2)).toEqual([
      '2026-03-03 09:00 follow_up_cancelled remind enrollment_ended',
      '2026-03-03 09:00 unenrolled lost',
    ]);
  });

  it('C-30 rules look at the record as it is now: a status that was changed and changed back unenrolls nobody', () => {
    const story = tell(withRules(notInterested));
    story.enroll('Ada');
    story.passDays(1).atOnce(() => story.changes({ lead_status: 'Not interested' }).changes({ lead_status: 'New' }));
    expect(story.status()).toBe('active');
  });

  it('C-30 a rule comes before what is due at the same instant', () => {
    const story = tell(withRules(notInterested));
    story.enroll('Ada');
    // The change is in the database, its input not yet: the timer is first, and sees the record as it is.
    story.passDays(2);
    story.record = { ...story.record, lead_status: 'Not interested' };
    story.passDays(1);
    expect(story.delivered()).toEqual(['welcome 2026-03-02 09:00']);
    expect(story.status()).toBe('unenrolled: lost');
  });

  it('C-50 any number of rules: the first that is met, in the order of the definition, is the reason', () => {
    const replied: FileRule = { id: 'goal', goal: true, email: ['replied'] };
    const story = tell(withRules(replied, notInterested));
    story.enroll('Ada');
    story.passDays(1).atOnce(() => story.replies('welcome').changes({ lead_status: 'Not interested' }));
    expect(story.status()).toBe('unenrolled: goal');
  });
});

describe('the view', () => {
  const file = cadence(steps, { audience: chinaOnly, unenroll: [{ id: 'left', leftView: true }] });

  it('C-50 K-10 a record that leaves the view is unenrolled, what was made for it is withdrawn', () => {
    const story = tell(
      cadence(
        [
          task('visit', { then: [email('thanks', { when: ['completed'], delay: { days: 1 } })] }),
          email('later', { delay: { days: 5 } }),
        ],
        {
          audience: chinaOnly,
          unenroll: [{ id: 'left', leftView: true }],
        },
      ),
      { view: inChina },
    );
    story.enroll('Chen', { country: 'China' });
    story.passDays(1).changes({ country: 'France' });
    expect(story.status()).toBe('unenrolled: left');
    expect(story.withdrawn).toEqual(['visit']);
    expect(story.states()).toEqual({ visit: 'executed', thanks: 'waiting', later: 'cancelled' });
  });

  it('C-30 a record that left the view and came back before the wake is still in it', () => {
    const story = tell(file, { view: inChina });
    story.enroll('Chen', { country: 'China' });
    story.passDays(1).atOnce(() => story.changes({ country: 'France' }).changes({ country: 'China' }));
    expect(story.passDays(3).delivered()).toHaveLength(2);
  });

  it('C-52 K-9 without the rule a record that leaves the view goes on to the end', () => {
    const story = tell(cadence(steps, { audience: chinaOnly }), { view: inChina });
    story.enroll('Chen', { country: 'China' });
    story.passDays(1).changes({ country: 'France' }).passDays(3);
    expect(story.delivered()).toEqual(['welcome 2026-03-02 09:00', 'remind 2026-03-05 09:00']);
  });

  it('C-22 a record that is not in the view is not taken in, by hand either', () => {
    expect(tell(file, { view: inChina }).enroll('Ada', { country: 'France' })).toBe('left');
  });
});

describe('criteria on follow-ups', () => {
  it('C-31 K-1 a reply and Not interested in one transaction: unenrolled, and the history says what would have started', () => {
    const story = tell(withRules(notInterested));
    story.enroll('Ada');
    story.passDays(1).atOnce(() => story.replies('welcome').changes({ lead_status: 'Not interested' }));
    expect(story.status()).toBe('unenrolled: lost');
    expect(story.history('trigger_overruled')).toEqual(['2026-03-03 09:00 trigger_overruled phone lost']);
    expect(story.passDays(9).delivered()).toEqual(['welcome 2026-03-02 09:00']);
  });

  it('C-31 one response that is both a rule and a trigger unenrolls', () => {
    const story = tell(withRules({ id: 'goal', goal: true, email: ['replied'] }));
    story.enroll('Ada');
    story.passDays(1).replies('welcome');
    expect(story.status()).toBe('unenrolled: goal');
    expect(story.state('phone')).toBe('waiting');
  });

  it('K-7 the call result wrong number is a rule and completed has a branch: unenrolled', () => {
    const story = tell(
      cadence([call('phone', { then: [email('thanks', { when: ['completed'] })] })], {
        unenroll: [{ id: 'wrong', results: ['invalid_number'] }],
      }),
    );
    story.enroll('Ada');
    story.passHours(1).sets('phone', 'completed', 'invalid_number');
    expect(story.status()).toBe('unenrolled: wrong');
    expect(story.delivered()).toEqual(['phone 2026-03-02 09:00']);
  });

  it.each([
    ['task', 'deferred', 'visit'],
    ['call', 'cancelled', 'phone'],
  ] as const)('C-50 the status of a %s is a rule too', (channel, status, id) => {
    const story = tell(
      cadence(
        [
          task('visit', { then: [email('a', { when: ['completed'] })] }),
          call('phone', { then: [email('b', { when: ['completed'] })] }),
        ],
        {
          unenroll: [{ id: 'over', [channel]: [status] }],
        },
      ),
    );
    story.enroll('Ada');
    story.sets(id, 'completed');
    expect(story.status()).toBe('active');
    story.sets(id, status);
    expect(story.status()).toBe('unenrolled: over');
  });

  it('C-50 a rule on tasks does not look at calls, although both can be completed', () => {
    const story = tell(
      cadence([call('phone', { then: [email('a', { when: ['overdue'] })] }), task('visit')], {
        unenroll: [{ id: 'visited', task: ['completed'] }],
      }),
    );
    story.enroll('Ada');
    expect(story.sets('phone', 'completed').status()).toBe('active');
    expect(story.sets('visit', 'completed').status()).toBe('unenrolled: visited');
  });

  it('C-50 a rule may look at one follow-up only', () => {
    const story = tell(
      cadence(
        [
          email('one', { then: [email('x', { when: ['bounced'] })] }),
          email('two', { then: [email('y', { when: ['bounced'] })] }),
        ],
        {
          unenroll: [{ id: 'goal', email: ['opened'], followUp: 'two' }],
        },
      ),
    );
    story.enroll('Ada');
    story.opens('one');
    expect(story.status()).toBe('active');
    story.opens('two');
    expect(story.status()).toBe('unenrolled: goal');
  });

  it('C-11 a rule on opened is met by a click and by a reply', () => {
    for (const does of ['clicks', 'replies'] as const) {
      const story = tell(withRules({ id: 'goal', email: ['opened'] }));
      story.enroll('Ada');
      expect(story[does]('welcome').status()).toBe('unenrolled: goal');
    }
  });

  it('C-10 a response to a follow-up of a cancelled branch still counts for the rules', () => {
    const story = tell(
      cadence(
        [
          email('welcome', {
            then: [
              email('remind', { when: ['sent'], delay: { days: 1 } }),
              call('phone', { when: ['opened'], delay: { weeks: 3 } }),
            ],
          }),
        ],
        { unenroll: [{ id: 'goal', email: ['replied'] }] },
      ),
    );
    story.enroll('Ada');
    story.passDays(2).opens('welcome').passDays(1).replies('remind');
    expect(story.status()).toBe('unenrolled: goal');
  });

  it('C-50 only responses since the continue count', () => {
    const story = tell(
      cadence([email('welcome', { then: [email('remind', { when: ['sent'], delay: { days: 9 } })] })], {
        unenroll: [{ id: 'goal', email: ['replied'] }],
      }),
    );
    story.enroll('Ada');
    story.passDays(1).replies('welcome').passDays(1);
    expect(story.continues()).toBeNull();
    expect(story.status()).toBe('active');
    story.passHours(1).responds('welcome', 'replied', { at: story.at('2026-03-03 09:00') });
    expect(story.status()).toBe('active');
    story.passHours(1).replies('welcome');
    expect(story.status()).toBe('unenrolled: goal');
  });
});

describe('dates', () => {
  it('C-50 K-34 an answer to another round counts for rules of its channel alone', () => {
    const story = tell(cadence([email('welcome'), later], { unenroll: [{ id: 'answered', email: ['replied'] }] }));
    story.enroll('Ada');
    story.hears({ kind: 'heard_elsewhere', response: 'replied', channel: 'whatsapp' });
    expect(story.status()).toBe('active');
    story.hears({ kind: 'heard_elsewhere', response: 'replied' });
    expect(story.status()).toBe('unenrolled: answered');
  });

  it('C-40 C-50 of several dates the next one that lies ahead is looked out for', () => {
    const unenroll = [
      { id: 'b', on: '2026-03-20' },
      { id: 'a', on: '2026-03-10' },
      { id: 'c', on: '2026-04-10' },
    ];
    const story = tell(cadence([later], { unenroll }));
    const next = (now: string): string | null => {
      const at = nextRuleDate(story.outline, { ...story.world(), now: story.at(now) });
      return at === null ? null : story.local(at);
    };
    const moments = ['2026-03-02 09:00', '2026-03-11 00:00', '2026-03-21 00:00', '2026-04-11 00:00'];
    expect(moments.map(next)).toEqual(['2026-03-11 00:00', '2026-03-21 00:00', '2026-04-11 00:00', null]);
  });

  it('C-50 a bare date means its end in the organisation’s zone', () => {
    const story = tell(withRules({ id: 'fair', on: '2026-03-04' }), { zone: 'America/New_York' });
    story.enroll('Ada');
    story.passTo('2026-03-04 23:59');
    expect(story.status()).toBe('active');
    story.passMinutes(1);
    expect(story.status()).toBe('unenrolled: fair');
    expect(story.history('unenrolled')).toEqual(['2026-03-05 00:00 unenrolled fair']);
  });

  it.each([
    [0, '2026-03-11 00:00'],
    [-2, '2026-03-09 00:00'],
    [3, '2026-03-14 00:00'],
  ])('C-50 a date field %+d days ends the round at %s', (offsetDays, end) => {
    const file = withRules({ id: 'visited', dateField: { field: 'visit_on', offsetDays } });
    const story = tell(file, { module: withDates, zone: 'America/New_York' });
    story.enroll('Ada', { visit_on: '2026-03-10' });
    expect(story.passDays(15).history('unenrolled')).toEqual([`${end} unenrolled visited`]);
  });

  it('C-50 a date-time field counts to the minute, moved by calendar days', () => {
    const story = tell(withRules({ id: 'visited', dateField: { field: 'visit_at', offsetDays: 1 } }), {
      module: withDates,
      zone: 'America/New_York',
    });
    // Summer time begins on March 8.
    story.enroll('Ada', { visit_at: story.at('2026-03-07 14:30') });
    expect(story.passDays(15).history('unenrolled')).toEqual(['2026-03-08 14:30 unenrolled visited']);
  });

  it('C-50 a date field that is empty ends nothing; once it is filled, it does', () => {
    const story = tell(withRules({ id: 'visited', dateField: { field: 'visit_on' } }), { module: withDates });
    story.enroll('Ada');
    story.passDays(1).changes({ visit_on: '2026-03-04' }).passDays(5);
    expect(story.history('unenrolled')).toEqual(['2026-03-05 00:00 unenrolled visited']);
  });

  it('C-50 a date field that moves takes the end along, earlier and later', () => {
    const file = withRules({ id: 'visited', dateField: { field: 'visit_on' } });
    const story = tell(file, { module: withDates });
    story.enroll('Ada', { visit_on: '2026-03-10' });
    story.changes({ visit_on: '2026-03-20' }).passDays(12);
    expect(story.status()).toBe('active');
    story.changes({ visit_on: '2026-03-15' }).passDays(3);
    expect(story.history('unenrolled')).toEqual(['2026-03-16 00:00 unenrolled visited']);
  });

  it('K-73 on a day without midnight the end of the day before is the first instant there is', () => {
    const story = tell(withRules({ id: 'fair', on: '2026-04-23' }), {
      zone: 'Africa/Cairo',
      start: '2026-04-21T09:00:00',
    });
    story.enroll('Ada');
    story.passDays(9);
    expect(story.history('unenrolled')).toEqual(['2026-04-24 01:00 unenrolled fair']);
  });

  it('C-54 a dated unenrolment takes place while the cadence is disabled', () => {
    const story = tell(withRules({ id: 'fair', on: '2026-03-10' }));
    story.enroll('Ada');
    story.passDays(1).disables();
    expect(story.status()).toBe('stopped: disabled');
    story.passDays(30);
    expect(story.status()).toBe('unenrolled: fair');
    expect(story.history('unenrolled')).toEqual(['2026-03-11 00:00 unenrolled fair']);
  });

  it('C-54 it takes place too when the date was not the next thing to come', () => {
    const file = cadence([email('welcome', { delay: { days: 2 } })], { unenroll: [{ id: 'fair', on: '2026-03-10' }] });
    const story = tell(file);
    story.enroll('Ada');
    story.passDays(1).disables().passDays(30);
    expect(story.history('unenrolled')).toEqual(['2026-03-11 00:00 unenrolled fair']);
  });

  it('C-54 a date that comes true with the wake that disables is not missed', () => {
    const story = tell(withRules({ id: 'fair', on: '2026-03-02' }));
    story.enroll('Ada');
    const end = story.at('2026-03-03 00:00');
    story.now = end + 60_000; // the worker was away at midnight
    story.disables();
    expect(story.status()).toBe('unenrolled: fair');
  });

  it('C-54 other rules and other stops wait for nobody: what is not disabled stays as it ended', () => {
    const stopped = tell(withRules(notInterested));
    stopped.enroll('Ada');
    stopped.disables().changes({ lead_status: 'Not interested' }).passDays(9);
    expect(stopped.status()).toBe('stopped: disabled');
    const left = tell(withRules({ id: 'fair', on: '2026-03-10' }));
    left.enroll('Ada');
    left.unenrolls().passDays(30);
    expect(left.status()).toBe('unenrolled: manual');
  });
});

describe('at enrolment', () => {
  it('C-22 K-4 a record that meets a rule is skipped, with the rule, although the first step is immediate', () => {
    const story = tell(withRules(notInterested));
    expect(story.enroll('Ada', { lead_status: 'Not interested' })).toBe('lost');
    expect(story.events).toEqual([]);
  });

  it('C-22 K-5 the same with a first step in 3 days: skipped now, not in 3 days', () => {
    const story = tell(cadence([email('welcome', { delay: { days: 3 } })], { unenroll: [notInterested] }));
    expect(story.enroll('Ada', { lead_status: 'Not interested' })).toBe('lost');
  });

  it('C-22 K-6 an unenrolment date already past keeps the record out', () => {
    const byField = withRules({ id: 'visited', dateField: { field: 'visit_on' } });
    expect(tell(byField, { module: withDates }).enroll('Ada', { visit_on: '2026-03-01' })).toBe('visited');
    expect(tell(byField, { module: withDates }).enroll('Ada', { visit_on: '2026-03-02' })).toBeNull();
    const story = tell(withRules({ id: 'fair', on: '2026-03-03' }));
    story.passDays(2);
    expect(story.enroll('Ada')).toBe('fair');
  });

  it('C-22 rules on responses keep nobody out of a new round', () => {
    const story = tell(withRules({ id: 'goal', email: ['replied'] }));
    story.enroll('Ada');
    story.replies('welcome').passDays(1);
    expect(story.restarts()).toBeNull();
    expect(story.status()).toBe('active');
  });

  it('C-22 a continue is no way around a rule', () => {
    const story = tell(withRules(notInterested));
    story.enroll('Ada');
    story.passDays(1).changes({ lead_status: 'Not interested' }).passDays(1);
    expect(story.continues()).toBe('unenrolment_rule_met');
    story.changes({ lead_status: 'New' });
    expect(story.continues()).toBeNull();
  });
});
