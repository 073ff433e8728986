import { describe, expect, it } from 'vitest';
import { checkCadence, isPublishable } from '#core/cadence/check.ts';
import { type CheckContext, problemCodes } from '#core/cadence/problem.ts';
import type { CadenceDefinition, FollowUp } from '#core/cadence/definition.ts';
import {
  type CadenceFile,
  definitionFromFile,
  type FileFollowUp,
  type FileRule,
  NO_NUMBERS,
} from '#core/cadence/file.ts';
import { defaultCallResults } from '#core/cadence/response.ts';
import { leads } from '#core/records/modules/leads.ts';
import { readInstant } from '#core/time/read-instant.ts';
import { call, cadence, email, task } from '#test/short-cadences.ts';

const context: CheckContext = {
  module: leads,
  view: { module: 'leads', barred: null },
  templates: new Map([
    ['welcome', { kind: 'fine', fields: ['first_name'] }],
    ['odd', { kind: 'fine', fields: ['shoe_size'] }],
    ['broken', { kind: 'broken', why: 'no end tag' }],
  ]),
  whatsapp: { isOn: false, templates: new Map() },
  members: new Set(['omar@harbour.invalid']),
  followUpsMax: 90,
  callResults: defaultCallResults,
  replies: { accounts: new Map(), ownAddress: 'sales@house.example', ownersAddresses: ['omar@house.example'] },
  now: readInstant('2026-03-02T09:00:00+08:00') ?? 0,
  zone: 'Asia/Shanghai',
};

const welcome = email('welcome');
const problemsOf = (definition: CadenceDefinition, other: Partial<CheckContext> = {}): string[] =>
  checkCadence(definition, { ...context, ...other }).map(({ code, path }) => `${code} ${path}`);
const problemsIn = (file: CadenceFile, other: Partial<CheckContext> = {}): string[] =>
  problemsOf(definitionFromFile(file, NO_NUMBERS), other);
const problemsOfSteps = (...followUps: FileFollowUp[]): string[] => problemsIn(cadence(followUps));
const problemsOfRule = (rule: Omit<FileRule, 'id'>, more: Partial<CadenceFile> = {}): string[] =>
  problemsIn(cadence([welcome, call('phone')], { unenroll: [{ id: 'out', ...rule }], ...more }));
const after = (child: FileFollowUp, parent = welcome): FileFollowUp => ({ ...parent, then: [child] });
const bare = (id: string, parent: string | null): FollowUp => {
  const [followUp] = definitionFromFile(cadence([welcome]), NO_NUMBERS).followUps;
  if (followUp === undefined) throw new Error('no follow-up');
  return { ...followUp, id, parent, triggers: parent === null ? [] : [{ kind: 'response', response: 'sent' }] };
};
const tree = (...followUps: FollowUp[]): CadenceDefinition => ({
  ...definitionFromFile(cadence([]), NO_NUMBERS),
  followUps,
});

describe('a definition that makes sense', () => {
  it('C-12 has no problems', () => {
    expect(problemsOfSteps(after(call('phone', { when: ['clicked'], delay: { days: 99 } })), task('note'))).toEqual([]);
  });

  it('C-12 every problem at once, each with the path of what it concerns, errors first', () => {
    const file = cadence(
      [
        after(email('welcome2', { when: ['unsubscribed'] })),
        email('odd', { delay: { days: 0 } }),
        task('note', {}, { subject: ' ', owner: { user: 'nobody@harbour.invalid' } }),
      ],
      {
        name: ' ',
        unenroll: [
          { id: 'a', on: '2026-02-30' },
          { id: 'a', email: [] },
        ],
        responseWindowDays: 0,
      },
    );
    const problems = checkCadence(definitionFromFile(file, NO_NUMBERS), context);
    expect(problems.map(({ code, path }) => `${code} ${path}`)).toEqual([
      'name_missing name',
      'response_window_out_of_range responseWindowDays',
      'template_unknown followUps/welcome2/template',
      'duration_out_of_range followUps/odd/delay',
      'template_field_unknown followUps/odd/template',
      'subject_missing followUps/note/subject',
      'owner_unknown followUps/note/owner',
      'rule_date_invalid unenroll/a',
      'rule_id_taken unenroll/a',
      'rule_responses_missing unenroll/a',
      'email_after_unsubscribed followUps/welcome2/when',
    ]);
    expect(isPublishable(problems)).toBe(false);
    expect(isPublishable(problems.filter(({ code }) => code === 'email_after_unsubscribed'))).toBe(true);
    for (const { code } of problems) expect(problemCodes).toContain(code);
  });
});

describe('the head', () => {
  it('C-1 a name, a module that exists', () => {
    expect(problemsIn(cadence([welcome], { name: 'x'.repeat(121) }))).toEqual(['name_too_long name']);
    expect(problemsIn(cadence([welcome], { name: 'x'.repeat(120) }))).toEqual([]);
    expect(problemsIn(cadence([task('a')], { module: 'boats' }), { module: null })).toEqual(['module_unknown module']);
  });

  it('C-2 a view that exists, of the same module', () => {
    const file = cadence([welcome], { audience: { view: 'China' } });
    expect(problemsIn(file)).toEqual([]);
    expect(problemsIn(file, { view: null })).toEqual(['view_unknown audience']);
    const condition = { en: 'Campaign is empty', zh: '市场活动为空' };
    const barred = { code: 'audience_asks_campaign', condition } as const;
    expect(problemsIn(file, { view: { module: 'leads', barred } })).toEqual(['audience_asks_campaign audience']);
    expect(problemsIn(file, { view: { module: 'deals', barred: null } })).toEqual(['view_of_another_module audience']);
  });

  it('C-2 K-74 taking in every so often takes whole units from 1 to 99', () => {
    const every = (hours: number) =>
      problemsIn(cadence([welcome], { audience: { view: 'China', enrollNew: { every: { hours } } } }));
    expect(every(6)).toEqual([]);
    expect(every(0)).toEqual(['duration_out_of_range audience']);
    expect(every(1.5)).toEqual(['duration_out_of_range audience']);
  });

  it('C-3 one to five first follow-ups', () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
    expect(problemsOfSteps(...ids.slice(0, 5).map((id) => task(id)))).toEqual([]);
    expect(problemsOfSteps(...ids.map((id) => task(id)))).toEqual(['first_follow_ups_out_of_range followUps']);
    expect(problemsOfSteps()).toEqual(['first_follow_ups_out_of_range followUps']);
  });

  it('C-40 a response window of 1 to 365 whole days', () => {
    for (const [days, fine] of [
      [1, true],
      [365, true],
      [0, false],
      [366, false],
      [1.5, false],
    ] as const) {
      expect(problemsIn(cadence([welcome], { responseWindowDays: days })).length === 0).toBe(fine);
    }
  });
});

describe('the tree', () => {
  it('K-98 a cycle is refused, and whatever hangs in it', () => {
    expect(problemsOf(tree(bare('root', null), bare('a', 'b'), bare('b', 'a')))).toEqual([
      'follow_up_in_cycle followUps/a',
      'follow_up_in_cycle followUps/b',
    ]);
    expect(problemsOf(tree(bare('root', null), bare('a', 'a')))).toEqual(['follow_up_in_cycle followUps/a']);
    expect(problemsOf(tree(bare('root', null), bare('a', 'b'), bare('b', 'a'), bare('c', 'a')))).toContain(
      'follow_up_in_cycle followUps/c',
    );
    expect(problemsOf(tree(bare('a', 'b'), bare('b', 'a')))).toContain('first_follow_ups_out_of_range followUps');
  });

  it('K-98 an orphan is refused', () => {
    expect(problemsOf(tree(bare('root', null), bare('lost', 'nobody')))).toEqual([
      'follow_up_parent_unknown followUps/lost',
    ]);
  });

  it('C-12 ids are plain and taken once', () => {
    expect(problemsOf(tree(bare('root', null), bare('root', null)))).toEqual(['follow_up_id_taken followUps/root']);
    for (const id of ['', 'A', '-a', 'a b', 'x'.repeat(61)]) {
      expect(problemsOf(tree(bare(id, null)))).toEqual([`follow_up_id_invalid followUps/${id}`]);
    }
  });
});

describe('triggers', () => {
  it('C-7 a child needs one, a first follow-up takes none', () => {
    expect(problemsOfSteps(after(task('note')))).toEqual(['trigger_missing followUps/note/when']);
    expect(problemsOfSteps(task('note', { when: ['sent'] }))).toEqual([
      'trigger_on_first_follow_up followUps/note/when',
    ]);
  });

  const parents = { email: welcome, task: task('visit'), call: call('phone') };
  it.each([
    [
      'email',
      ['sent', 'opened', 'clicked', 'replied', 'bounced', 'unsubscribed'],
      ['completed', 'scheduled', 'overdue'],
    ],
    [
      'task',
      ['not_started', 'deferred', 'in_progress', 'completed', 'waiting_for_input'],
      ['sent', 'overdue', 'scheduled'],
    ],
    ['call', ['scheduled', 'completed', 'overdue', 'cancelled'], ['opened', 'deferred']],
  ] as const)('C-7 of the parent’s channel: %s', (channel, own, foreign) => {
    const problemsWhen = (response: (typeof own)[number] | (typeof foreign)[number]) =>
      problemsOfSteps(after(task('note', { when: [response] }), parents[channel]));
    for (const response of own) expect(problemsWhen(response)).toEqual([]);
    for (const response of foreign)
      expect(problemsWhen(response)).toEqual(['trigger_not_of_channel followUps/note/when']);
  });

  it('C-7 C-8 C-9 links and absences follow e-mails, results follow calls', () => {
    const link = { link: 'https://example.invalid/a' };
    const absence = { not: 'opened', within: { days: 3 } } as const;
    const problemsWhen = (parent: FileFollowUp, when: NonNullable<FileFollowUp['when']>) =>
      problemsOfSteps(after(task('note', { when }), parent));
    expect(problemsWhen(welcome, [link, absence])).toEqual([]);
    expect(problemsWhen(call('phone'), [link, absence])).toHaveLength(2);
    expect(problemsWhen(call('phone'), [{ result: 'busy' }])).toEqual([]);
    expect(problemsWhen(welcome, [{ result: 'busy' }])).toEqual(['trigger_not_of_channel followUps/note/when']);
    expect(problemsWhen(call('phone'), [{ result: 'asleep' }])).toEqual(['trigger_result_unknown followUps/note/when']);
    for (const url of ['', 'example.invalid', 'javascript:alert(1)', 'https://a b']) {
      expect(problemsWhen(welcome, [{ link: url }])).toEqual(['trigger_link_invalid followUps/note/when']);
    }
  });

  it('C-7 an email that follows unsubscribed is warned of, a call is not', () => {
    const problems = checkCadence(
      definitionFromFile(
        cadence([
          {
            ...welcome,
            then: [{ ...email('again', { when: ['unsubscribed'] }), email: { to: 'email', template: 'welcome' } }],
          },
        ]),
        NO_NUMBERS,
      ),
      context,
    );
    expect(problems).toMatchObject([{ severity: 'warning', code: 'email_after_unsubscribed' }]);
    expect(isPublishable(problems)).toBe(true);
    expect(problemsOfSteps(after(call('phone', { when: ['unsubscribed'] })))).toEqual([]);
  });

  it.each([
    [{ days: 5 }, true],
    [{ days: 6 }, false],
    [{ weeks: 1 }, false],
    [{ months: 1 }, false],
    [{ hours: 99 }, true],
    [{ minutes: 99 }, true],
  ])('C-40 an absence longer than the window of 5 days is refused: %j', (within, fine) => {
    const again = task('again', { when: [{ not: 'opened', within }] });
    const problems = problemsIn(cadence([after(again)], { responseWindowDays: 5 }));
    expect(problems).toEqual(fine ? [] : ['absence_longer_than_window followUps/again/when']);
  });

  it('C-40 96 hours are longer than 4 days where one of them has 23: refused', () => {
    const again = task('again', { when: [{ not: 'opened', within: { hours: 96 } }] });
    expect(problemsIn(cadence([after(again)], { responseWindowDays: 4 }))).toHaveLength(1);
    expect(problemsIn(cadence([after(again)], { responseWindowDays: 5 }))).toEqual([]);
  });

  it('C-40 a month is taken for 31 days', () => {
    const again = (months: number) => task('again', { when: [{ not: 'opened', within: { months } }] });
    expect(problemsIn(cadence([after(again(1))]))).toHaveLength(1);
    expect(problemsIn(cadence([after(again(1))], { responseWindowDays: 31 }))).toEqual([]);
  });
});

describe('settings', () => {
  it.each([0, -1, 100, 1.5, Number.NaN])('K-74 a delay of %d is refused', (days) => {
    expect(problemsOfSteps(email('welcome', { delay: { days } }))).toEqual([
      'duration_out_of_range followUps/welcome/delay',
    ]);
    expect(problemsOfSteps(after(task('a', { when: [{ not: 'opened', within: { minutes: days } }] })))).toContain(
      'duration_out_of_range followUps/a/when',
    );
    const due = { days };
    expect(problemsOfSteps(task('a', {}, { due, reminder: due }))).toEqual([
      'duration_out_of_range followUps/a/reminder',
      'duration_out_of_range followUps/a/due',
    ]);
    expect(problemsOfSteps(call('a', {}, { startsAfter: due }))).toEqual([
      'duration_out_of_range followUps/a/startsAfter',
    ]);
  });

  it.each([1, 99])('K-74 a delay of %d is fine', (months) => {
    expect(problemsOfSteps(email('welcome', { delay: { months } }))).toEqual([]);
  });

  it('K-97 C-6 a call in deals is refused', () => {
    expect(problemsIn(cadence([call('phone')], { module: 'deals' }))).toEqual(['call_in_deals followUps/phone']);
    expect(problemsIn(cadence([task('visit')], { module: 'deals' }))).toEqual([]);
  });

  it('C-5 an e-mail goes to an e-mail field, by a template that exists, from addresses that are addresses', () => {
    const settings = (email: Partial<FileFollowUp['email']>) =>
      problemsOfSteps({ id: 'a', email: { to: 'email', template: 'welcome', ...email } });
    expect(settings({ from: 'sales@harbour.invalid', replyTo: 'omar@harbour.invalid' })).toEqual([]);
    expect(settings({ to: 'phone' })).toEqual(['email_field_unknown followUps/a/to']);
    expect(settings({ to: 'mail' })).toEqual(['email_field_unknown followUps/a/to']);
    expect(settings({ template: 'none' })).toEqual(['template_unknown followUps/a/template']);
    expect(settings({ template: 'broken' })).toEqual(['template_broken followUps/a/template']);
    expect(settings({ template: 'odd' })).toEqual(['template_field_unknown followUps/a/template']);
    expect(settings({ from: 'nobody', replyTo: 'a@' })).toEqual([
      'address_invalid followUps/a',
      'address_invalid followUps/a',
    ]);
  });

  it('C-5 C-12 a task or call that names a field nobody knows is warned of: it is left out when it is made', () => {
    const subject = 'Call {{ record.last_name | upcase }} of {{ last_name }} for {{ owner.name }}';
    expect(problemsOfSteps(call('a', {}, { subject, agenda: '{{ record.shoe_size }}' }))).toEqual([
      'text_field_unknown followUps/a/subject',
      'text_field_unknown followUps/a/agenda',
    ]);
    expect(problemsOfSteps(task('a', {}, { subject: 'Plain', description: '{{ organization.name }}' }))).toEqual([]);
  });

  it('C-5 a call has a length of 1 minute to a day, an owner that exists, a subject', () => {
    for (const [durationMinutes, fine] of [
      [1, true],
      [1440, true],
      [0, false],
      [1441, false],
      [2.5, false],
    ] as const) {
      expect(problemsOfSteps(call('a', {}, { durationMinutes })).length === 0).toBe(fine);
    }
    expect(problemsOfSteps(call('a', {}, { owner: { user: 'OMAR@harbour.invalid' } }))).toEqual([]);
    expect(problemsOfSteps(call('a', {}, { owner: { user: 'x@harbour.invalid' }, subject: '' }))).toEqual([
      'subject_missing followUps/a/subject',
      'owner_unknown followUps/a/owner',
    ]);
  });
});

describe('unenrolment rules', () => {
  it('C-50 leaving the view takes a view', () => {
    expect(problemsOfRule({ leftView: true })).toEqual(['rule_without_view unenroll/out']);
    expect(problemsOfRule({ leftView: true }, { audience: { view: 'China' } })).toEqual([]);
  });

  it('C-50 responses and results are of the channel, a named follow-up too', () => {
    expect(problemsOfRule({ email: ['replied', 'bounced'] })).toEqual([]);
    expect(problemsOfRule({ email: ['completed'] })).toEqual(['rule_response_not_of_channel unenroll/out']);
    expect(problemsOfRule({ email: [] })).toEqual(['rule_responses_missing unenroll/out']);
    expect(problemsOfRule({ results: [] })).toEqual(['rule_responses_missing unenroll/out']);
    expect(problemsOfRule({ results: ['busy'], followUp: 'phone' })).toEqual([]);
    expect(problemsOfRule({ results: ['asleep'] })).toEqual(['rule_result_unknown unenroll/out']);
    expect(problemsOfRule({ results: ['busy'], followUp: 'welcome' })).toEqual(['rule_follow_up_unknown unenroll/out']);
    expect(problemsOfRule({ email: ['replied'], followUp: 'phone' })).toEqual(['rule_follow_up_unknown unenroll/out']);
    expect(problemsOfRule({ email: ['replied'], followUp: 'nobody' })).toEqual(['rule_follow_up_unknown unenroll/out']);
  });

  it.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '26-01-01', '2026-03-02T00:00', ''])(
    'C-50 %j is no date',
    (on) => {
      expect(problemsOfRule({ on })).toEqual(['rule_date_invalid unenroll/out']);
    },
  );

  it('K-71 a date that has passed is refused; today has not', () => {
    expect(problemsOfRule({ on: '2026-03-01' })).toEqual(['rule_date_past unenroll/out']);
    expect(problemsOfRule({ on: '2026-03-02' })).toEqual([]);
    const file = cadence([welcome], { unenroll: [{ id: 'out', on: '2026-03-01' }] });
    // In New York it is still the evening of March 1.
    expect(problemsIn(file, { zone: 'America/New_York' })).toEqual([]);
    expect(problemsOfRule({ on: '2028-02-29' })).toEqual([]);
  });

  it('K-71 a date that passed since the draft was saved is told and does not hinder publishing', () => {
    const file = cadence([welcome], { unenroll: [{ id: 'out', on: '2026-03-01' }] });
    const definition = definitionFromFile(file, NO_NUMBERS);
    const problems = (day: number) => checkCadence(definition, { ...context, draftedAt: Date.UTC(2026, 1, day) });
    expect(problems(20)).toMatchObject([{ code: 'rule_date_passed', severity: 'warning' }]);
    expect(isPublishable(problems(20))).toBe(true);
    expect(problems(30)).toMatchObject([{ code: 'rule_date_past', severity: 'error' }]);
  });

  it('C-50 a date field is a date or date-time field, moved by whole days', () => {
    expect(problemsOfRule({ dateField: { field: 'created_at', offsetDays: -30 } })).toEqual([]);
    expect(problemsOfRule({ dateField: { field: 'email' } })).toEqual(['field_not_a_date unenroll/out']);
    expect(problemsOfRule({ dateField: { field: 'born' } })).toEqual(['field_not_a_date unenroll/out']);
    for (const offsetDays of [1.5, 3651, -3651, Number.NaN]) {
      expect(problemsOfRule({ dateField: { field: 'created_at', offsetDays } })).toEqual([
        'duration_out_of_range unenroll/out',
      ]);
    }
  });

  it('C-50 criteria are checked, each problem with its place', () => {
    expect(problemsOfRule({ record: { field: 'lead_status', is: 'Not interested' } })).toEqual([]);
    const broken = {
      all: [
        { field: 'shoe_size', is: 44 },
        { field: 'lead_status', is: 'New' },
      ],
    };
    expect(problemsOfRule({ record: broken })).toEqual([
      expect.stringMatching(/^criteria_broken unenroll\/out\/record\/all/),
    ]);
    expect(problemsOfRule({ record: { not: { field: 'owner', is_me: true } } })).toEqual([
      'criteria_ask_for_viewer unenroll/out',
    ]);
  });
});

describe('when a follow-up happens', () => {
  it('C-14 the field is a date of the module, and the time makes sense', () => {
    expect(problemsOfSteps(task('a', { timed: { days: 2, before: 'created_at', at: '09:00' } }))).toEqual([]);
    expect(problemsOfSteps(task('a', { timed: { days: 2, before: 'last_name' } }))).toEqual([
      'field_not_a_date followUps/a/timed',
    ]);
    expect(problemsOfSteps(task('a', { timed: { days: 0, after: 'created_at' } }))).toEqual([
      'duration_out_of_range followUps/a/timed',
    ]);
    expect(problemsOfSteps(task('a', { timed: { hours: 2, after: 'created_at', at: '09:00' } }))).toEqual([
      'clock_beside_hours followUps/a/timed',
    ]);
    expect(
      problemsOfSteps(after(task('b', { when: [{ not: 'opened', until: { days: 1, before: 'gone' } }] }))),
    ).toEqual(['field_not_a_date followUps/b/when']);
  });

  it('C-15 C-40 the condition can be judged, and its wait ends', () => {
    const record = { field: 'lead_status', is: 'New' } as const;
    expect(problemsOfSteps(task('a', { onlyIf: { record, waitFor: { days: 20 } } }))).toEqual([]);
    expect(problemsOfSteps(task('a', { onlyIf: { record, waitFor: { days: 100 } } }))).toEqual([
      'duration_out_of_range followUps/a/onlyIf',
    ]);
    expect(problemsOfSteps(task('a', { onlyIf: { record: { all: [] } } }))).toEqual([
      'condition_missing followUps/a/onlyIf',
    ]);
    expect(problemsOfSteps(task('a', { onlyIf: { record: { field: 'gone', is: 'x' } } }))).toEqual([
      expect.stringMatching(/^criteria_broken followUps\/a\/onlyIf\/record\//),
    ]);
    expect(problemsOfSteps(task('a', { onlyIf: { record: { field: 'owner', is_me: true } } }))).toEqual([
      'criteria_ask_for_viewer followUps/a/onlyIf',
    ]);
  });

  it('C-16 C-40 repetitions are numbered, and end by what its channel can answer later', () => {
    const every = { days: 2 };
    expect(problemsOfSteps(email('welcome', { repeat: { every, times: 99, until: ['opened'] } }))).toEqual([]);
    for (const times of [1, 100, 2.5]) {
      expect(problemsOfSteps(email('welcome', { repeat: { every, times } }))).toEqual([
        'repeat_times_out_of_range followUps/welcome/repeat',
      ]);
    }
    expect(problemsOfSteps(email('welcome', { repeat: { every: { days: 0 }, times: 2 } }))).toEqual([
      'duration_out_of_range followUps/welcome/repeat',
    ]);
    expect(problemsOfSteps(email('welcome', { repeat: { every, times: 2, until: ['completed'] } }))).toEqual([
      'trigger_not_of_channel followUps/welcome/repeat',
    ]);
    const atOnce = [email('welcome', { repeat: { every, times: 2, until: ['sent'] } })];
    atOnce.push(task('t', { repeat: { every, times: 2, until: ['deferred'] } }, { status: 'deferred' }));
    atOnce.push(call('c', { repeat: { every, times: 2, until: ['scheduled'] } }));
    expect(problemsOfSteps(...atOnce)).toEqual([
      'repeat_ends_at_once followUps/welcome/repeat',
      'repeat_ends_at_once followUps/t/repeat',
      'repeat_ends_at_once followUps/c/repeat',
    ]);
  });
});

it('C-12 an edition has so many follow-ups', () => {
  const steps = cadence([welcome, { ...welcome, id: 'again' }]);
  expect(problemsIn(steps, { followUpsMax: 2 })).toEqual([]);
  expect(problemsIn(steps, { followUpsMax: 1 })).toEqual(['too_many_follow_ups followUps']);
});

it('C-35 it is a problem to wait for an answer that nobody reads, and a hint that another address stands in From', () => {
  const gmail = { to: 'email', template: 'welcome', from: 'mei@gmail.com' };
  const waiting = after(call('phone', { when: ['replied'] }), { ...welcome, email: gmail });
  expect(problemsOfSteps(waiting)).toEqual([
    'replies_not_read followUps/phone/when',
    'sent_via_own_domain followUps/welcome',
  ]);
});
