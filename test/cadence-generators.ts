// Cadences for the generated tests: trees of every shape, channel and trigger that can be published, with rules of every
// kind. `anyFile` reaches every field of the file form; `runnable` keeps delays short, so that a story can be told to
// its end.
import fc from 'fast-check';
import type { CadenceFile, FileFollowUp, FileRule, FileTrigger } from '#core/cadence/file.ts';
import type { FileDuration } from '#core/cadence/file-duration.ts';
import type { FileFieldTime } from '#core/cadence/file-field-time.ts';
import { type Channel, defaultCallResults, emailResponses, responsesOf } from '#core/cadence/response.ts';

export const links = ['https://example.invalid/a', 'https://example.invalid/b?c=d&e'];
const channels = ['email', 'task', 'call'] as const;
const words = fc.constantFrom(
  'Call back',
  '欢迎',
  'a: "b" #c',
  "it's",
  'line\nbreak',
  '- x',
  '2026-03-01',
  'yes',
  '{{ x }}',
);

function durationIn(units: readonly (keyof FileDuration)[], max: number): fc.Arbitrary<FileDuration> {
  return fc.tuple(fc.constantFrom(...units), fc.integer({ min: 1, max })).map(([unit, amount]) => ({ [unit]: amount }));
}

const anyDuration = durationIn(['minutes', 'hours', 'days', 'weeks', 'months'], 99);
const shortDuration = durationIn(['minutes', 'hours', 'days'], 9);
/** A date field that every record of leads has; it may be empty. */
export const dateField = 'converted_at';

function timeBy(made: Made): fc.Arbitrary<FileFieldTime> {
  const clock = fc.option(fc.constantFrom('00:00', '09:30', '23:59'), { nil: undefined });
  const days = made.rich ? durationIn(['days', 'weeks', 'months'], 99) : durationIn(['days'], 9);
  const hours = durationIn(['minutes', 'hours'], 99);
  return fc.oneof(
    fc.tuple(days, clock).map(([shift, at]) => present({ ...shift, before: dateField, at })),
    fc.tuple(days, clock).map(([shift, at]) => present({ ...shift, after: dateField, at })),
    hours.map((shift) => ({ ...shift, before: dateField })),
    clock.map((at) => present({ on: dateField, at })),
  );
}

/** Never longer than the shortest window that is generated, 10 days. */
const within = durationIn(['hours', 'days'], 10);

function triggerAfter(channel: Channel): fc.Arbitrary<FileTrigger> {
  const response = fc.constantFrom(...responsesOf(channel));
  if (channel === 'task') return response;
  if (channel === 'call') return fc.oneof(response, fc.record({ result: fc.constantFrom(...defaultCallResults) }));
  const not = fc.constantFrom('opened', 'clicked', 'replied') satisfies fc.Arbitrary<'opened' | 'clicked' | 'replied'>;
  return fc.oneof(
    { weight: 3, arbitrary: response },
    { weight: 1, arbitrary: fc.record({ link: fc.constantFrom(...links) }) },
    { weight: 2, arbitrary: fc.record({ not, within }) },
    { weight: 1, arbitrary: fc.record({ not, until: timeBy({ delay: shortDuration, rich: false }) }) },
  );
}

type Made = { readonly delay: fc.Arbitrary<FileDuration>; readonly rich: boolean };
type Settings = Pick<FileFollowUp, 'email' | 'task' | 'call'>;

function optional<T>(made: Made, value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return made.rich ? fc.option(value, { nil: undefined }) : fc.constant(undefined);
}

function settingsOf(channel: Channel, made: Made): fc.Arbitrary<Settings> {
  const owner = optional(made, fc.constantFrom('record_owner' as const, { user: 'omar@harbour.invalid' }));
  const [text, duration] = [optional(made, words), optional(made, made.delay)];
  if (channel === 'email') {
    const address = optional(made, fc.constant('omar@harbour.invalid'));
    const from = optional(made, fc.constantFrom('omar@harbour.invalid', 'record_owner'));
    const thread = optional(made, fc.constantFrom('reply' as const, 'reply_same_sender' as const));
    const email = fc.record({ to: fc.constant('email'), template: words, from, replyTo: address, thread });
    return email.map((email) => ({ email: present(email) }));
  }
  if (channel === 'task') {
    const priority = optional(made, fc.constantFrom('high' as const, 'normal' as const, 'low' as const));
    const status = optional(made, fc.constantFrom('not_started' as const, 'deferred' as const, 'in_progress' as const));
    const task = fc.record({
      subject: words,
      description: text,
      due: duration,
      priority,
      status,
      owner,
      reminder: duration,
    });
    return task.map((task) => ({ task: present(task) }));
  }
  const durationMinutes = optional(made, fc.integer({ min: 1, max: 1440 }));
  const rest = { purpose: text, agenda: text, durationMinutes, owner, reminder: duration };
  return fc.record({ subject: words, startsAfter: made.delay, ...rest }).map((call) => ({ call: present(call) }));
}

/** Without the keys that were not chosen. */
function present<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;
}

const businessDelay = fc
  .tuple(fc.constantFrom('businessHours' as const, 'businessDays' as const), fc.integer({ min: 1, max: 99 }))
  .map(([unit, amount]) => ({ [unit]: amount }));

function startOf(made: Made): fc.Arbitrary<Pick<FileFollowUp, 'delay' | 'timed'>> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant({}) },
    { weight: 3, arbitrary: made.delay.map((delay) => ({ delay })) },
    ...(made.rich ? [{ weight: 1, arbitrary: businessDelay.map((delay) => ({ delay })) }] : []),
    { weight: 1, arbitrary: timeBy(made).map((timed) => ({ timed })) },
  );
}

function sometimes<T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });
}

function conditionOf(made: Made): fc.Arbitrary<FileFollowUp['onlyIf']> {
  const record = fc.constant({ field: 'lead_status', is: 'New' } as const);
  const waitFor = fc.option(made.delay, { nil: undefined });
  return sometimes(fc.record({ record, waitFor }).map(present));
}

/** Responses that don't come with the first time. */
const endsOf = {
  whatsapp: ['read', 'replied'],
  email: ['opened', 'clicked', 'replied', 'bounced'],
  task: ['completed'],
  call: ['completed', 'overdue', 'cancelled'],
} as const;

function repeatOf(channel: Channel, made: Made): fc.Arbitrary<FileFollowUp['repeat']> {
  const times = fc.integer({ min: 2, max: made.rich ? 99 : 4 });
  const ends = fc.constantFrom(...endsOf[channel]);
  const until = fc.option(fc.uniqueArray(ends, { minLength: 1, maxLength: 2 }), { nil: undefined });
  // Now and then farther apart than their answers are waited for.
  const every = fc.oneof({ weight: 3, arbitrary: made.delay }, { weight: 1, arbitrary: fc.constant({ months: 2 }) });
  return sometimes(fc.record({ every, times, until }).map(present));
}

/** Ids come later, over the whole tree. */
function followUpAfter(parent: Channel | null, depth: number, made: Made): fc.Arbitrary<FileFollowUp> {
  return fc.constantFrom(...channels).chain((channel) => {
    const children =
      depth === 0 ? fc.constant([]) : fc.array(followUpAfter(channel, depth - 1, made), { maxLength: 3 });
    return fc
      .record({
        settings: settingsOf(channel, made),
        when: parent === null ? fc.constant([]) : fc.array(triggerAfter(parent), { minLength: 1, maxLength: 3 }),
        start: startOf(made),
        onlyIf: conditionOf(made),
        repeat: repeatOf(channel, made),
        branching: fc.constantFrom('strongest' as const, 'strongest' as const, 'all' as const),
        then: children,
      })
      .map(({ settings, start, ...rest }) => ({ id: '', ...present(rest), ...start, ...settings }));
  });
}

function named(followUps: readonly FileFollowUp[], counter = { next: 1 }): FileFollowUp[] {
  return followUps.map((followUp) => {
    const id = `f${counter.next++}`;
    return { ...followUp, id, then: named(followUp.then ?? [], counter) };
  });
}

const anyRule: fc.Arbitrary<Omit<FileRule, 'id'>> = fc.oneof(
  fc.record({ email: fc.uniqueArray(fc.constantFrom(...emailResponses.slice(1)), { minLength: 1, maxLength: 3 }) }),
  fc.record({ task: fc.uniqueArray(fc.constantFrom(...responsesOf('task')), { minLength: 1, maxLength: 2 }) }),
  fc.record({ call: fc.uniqueArray(fc.constantFrom(...responsesOf('call')), { minLength: 1, maxLength: 2 }) }),
  fc.record({ results: fc.uniqueArray(fc.constantFrom(...defaultCallResults), { minLength: 1, maxLength: 2 }) }),
  fc.constant({ record: { field: 'lead_status', is: 'Not interested' } as const }),
  fc.record({ on: fc.constantFrom('2026-11-05', '2027-01-31') }),
  fc.record({
    dateField: fc.record({ field: fc.constant('created_at'), offsetDays: fc.integer({ min: -9, max: 60 }) }),
  }),
);

function rules(made: Made): fc.Arbitrary<FileRule[]> {
  const one = fc.tuple(anyRule, made.rich ? fc.boolean() : fc.constant(false));
  return fc.array(one, { maxLength: 2 }).map((all) => all.map(([rule, goal], i) => ({ id: `r${i}`, goal, ...rule })));
}

const anyAudience: fc.Arbitrary<CadenceFile['audience']> = fc.oneof(
  fc.constant('manual' as const),
  fc
    .record({
      view: words,
      enrollNew: fc.option(
        fc
          .record({
            every: fc.option(anyDuration, { nil: undefined }),
            from: fc.option(fc.constant('2026-03-01'), { nil: undefined }),
            until: fc.option(fc.constant('2026-04-01'), { nil: undefined }),
          })
          .map(present),
        { nil: undefined },
      ),
      manualToo: fc.option(fc.boolean(), { nil: undefined }),
    })
    .map(present),
);

function fileOf(made: Made, audience: fc.Arbitrary<CadenceFile['audience']>): fc.Arbitrary<CadenceFile> {
  return fc
    .record({
      name: words,
      description: optional(made, words),
      module: fc.constant('leads'),
      audience,
      responseWindowDays: fc.option(fc.integer({ min: 10, max: 40 }), { nil: undefined }),
      businessHours: optional(made, fc.constant('ignored' as const)),
      catchUp: optional(
        made,
        fc.oneof(
          fc.constant('re_space' as const),
          made.delay.map((skipLaterThan) => ({ skipLaterThan })),
        ),
      ),
      followUps: fc.array(followUpAfter(null, 2, made), { minLength: 1, maxLength: 3 }).map((all) => named(all)),
      unenroll: rules(made),
    })
    .map(present);
}

export const anyFile = fileOf({ delay: anyDuration, rich: true }, anyAudience);
export const runnable = fileOf({ delay: shortDuration, rich: false }, fc.constant('manual'));
