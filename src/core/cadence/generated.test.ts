// What must hold for every cadence and every story (reliability P5, P6, P21, P22): generated trees, generated people.
// The story itself checks each step (test/story.ts); here are the stories and what they must come to.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Decision, decide } from '#core/cadence/decide.ts';
import type { Input } from '#core/cadence/input.ts';
import type { FileRule } from '#core/cadence/file.ts';
import { type EmailResponse, emailResponses, responsesOf } from '#core/cadence/response.ts';
import { stateToText } from '#core/cadence/state-text.ts';
import { links, runnable } from '#test/cadence-generators.ts';
import { cadence, call, email, task } from '#test/short-cadences.ts';
import { type Outcome, type Story, tell } from '#test/story.ts';

type Act = (story: Story) => void;

const zones = ['Asia/Shanghai', 'America/New_York', 'Australia/Lord_Howe'];
const starts = ['2026-03-02T09:00:00', '2026-10-20T23:30:00', '2026-04-04T01:45:00'];
const options = fc.record({ zone: fc.constantFrom(...zones), start: fc.constantFrom(...starts) });
const pick = fc.nat({ max: 20 });
const outcome: fc.Arbitrary<Outcome> = fc.oneof(
  { weight: 6, arbitrary: fc.constant('carried_out' as const) },
  { weight: 4, arbitrary: fc.constantFrom('refused' as const, 'unknown' as const, 'later' as const) },
  { weight: 1, arbitrary: fc.constant({ suppressed: 'unsubscribed' as const }) },
  { weight: 1, arbitrary: fc.constantFrom({ fails: 'no_address' as const }, { fails: 'retries_exhausted' as const }) },
);
const laterResponses = emailResponses.filter((response) => response !== 'sent');

/** The follow-ups of a channel that were handed over, by id. */
function handedOver(story: Story, channel: 'email' | 'task' | 'call'): string[] {
  const ids = new Set(story.orders.map(({ followUp }) => followUp));
  return [...ids].filter((id) => story.outline.byNumber.get(story.number(id))?.followUp.settings.channel === channel);
}

function onOne(channel: 'email' | 'task' | 'call', index: number, does: (story: Story, id: string) => void): Act {
  return (story) => {
    const ids = handedOver(story, channel);
    const id = ids[index % ids.length];
    if (id !== undefined) does(story, id);
  };
}

const responding: fc.Arbitrary<Act> = fc
  .tuple(pick, fc.constantFrom(...laterResponses), fc.constantFrom(null, ...links))
  .map(([index, response, link]) => onOne('email', index, (story, id) => story.responds(id, response, { link })));

const setting: fc.Arbitrary<Act> = fc
  .tuple(pick, fc.constantFrom('task' as const, 'call' as const), pick, fc.constantFrom(null, 'busy', 'interested'))
  .map(([index, channel, status, result]) =>
    onOne(channel, index, (story, id) => {
      const statuses = responsesOf(channel);
      story.sets(id, statuses[status % statuses.length] ?? '', channel === 'call' ? result : null);
    }),
  );

const settling: fc.Arbitrary<Act> = fc
  .tuple(pick, fc.constantFrom('email' as const, 'task' as const, 'call' as const), outcome)
  .map(([index, channel, how]) =>
    onOne(channel, index, (story, id) => {
      if (channel === 'email') story.settles(id, how);
      else if (story.state(id) === 'claimed') story.settles(id, 'carried_out');
    }),
  );

const reviewing: fc.Arbitrary<Act> = fc
  .tuple(pick, fc.constantFrom('send_again' as const, 'mark_sent' as const, 'skip' as const))
  .map(([index, verdict]) => onOne('email', index, (story, id) => story.reviews(id, verdict)));

const passing: fc.Arbitrary<Act> = fc.integer({ min: 1, max: 300 }).map((hours) => (story) => story.passHours(hours));

const rare: fc.Arbitrary<Act> = fc.oneof(
  fc.constantFrom<Act>(
    (story) => story.changes({ lead_status: 'Not interested' }),
    (story) => story.changes({ lead_status: 'New', created_at: story.now }),
    (story) => story.unenrolls(),
    (story) => story.disables(),
    (story) => story.continues(),
    (story) => story.restarts(),
    (story) => story.hears({ kind: 'look_again' }),
    (story) => story.changes({ lead_status: story.record?.['lead_status'] === 'New' ? 'Contacted' : 'New' }),
    (story) => story.mailboxUnread().passHours(5).mailboxRead(),
  ),
  runnable.map(
    (file): Act =>
      (story) =>
        story.publishes({ ...file, unenroll: [] }),
  ),
);

/** The date that follow-ups are timed by: moved, and taken away. */
const dating: fc.Arbitrary<Act> = fc
  .option(fc.integer({ min: -15, max: 40 }))
  .map((days) => (story) => story.changes({ converted_at: days === null ? null : story.now + days * 86_400_000 }));

const acts = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: passing },
    { weight: 6, arbitrary: responding },
    { weight: 4, arbitrary: setting },
    { weight: 2, arbitrary: settling },
    { weight: 1, arbitrary: reviewing },
    { weight: 2, arbitrary: rare },
    { weight: 2, arbitrary: dating },
  ),
  { maxLength: 25 },
);

/** Emails end in every way; tasks and calls, made in our own database, are made. */
function begin(
  file: Parameters<typeof tell>[0],
  where: Parameters<typeof tell>[1],
  outcomes: readonly Outcome[],
): Story | null {
  const story = tell(file, where);
  for (const { followUp } of story.outline.nodes) {
    const how = outcomes[followUp.number % outcomes.length];
    if (how !== undefined && followUp.settings.channel === 'email') story.willEnd(followUp.id, how);
  }
  return story.enroll('Ada', { created_at: story.now }) === null ? story : null;
}

const FINAL = ['waiting', 'executed', 'skipped', 'suppressed', 'cancelled', 'failed', 'needs_review'];

/** Channels answer in the end, whatever they said at first. */
function letEverythingSettle(story: Story): void {
  for (let round = 0; round < 12; round++) {
    for (const { followUp } of story.outline.nodes) {
      story.willEnd(followUp.id, 'carried_out');
      if (story.state(followUp.id) === 'claimed') story.settles(followUp.id, 'carried_out');
    }
    story.passDays(30);
  }
}

describe('every story', () => {
  it('C-40 P21 ends: no enrollment is ever stuck, every planned step ends in a final state', () => {
    fc.assert(
      fc.property(
        runnable,
        options,
        fc.array(outcome, { minLength: 1, maxLength: 5 }),
        acts,
        (file, where, outcomes, all) => {
          const story = begin(file, where, outcomes);
          if (story === null) return;
          for (const act of all) act(story);
          letEverythingSettle(story);
          expect(story.status()).not.toBe('active');
          for (const state of Object.values(story.states())) expect(FINAL).toContain(state);
          expect(story.wakes).toBeLessThan(2_000);
        },
      ),
      { numRuns: 600 },
    );
  });

  it('C-32 C-16 hands each repetition of each follow-up over once, where nobody asks for more', () => {
    const undisturbed = fc.array(fc.oneof(passing, responding, setting, dating), { maxLength: 25 });
    fc.assert(
      fc.property(runnable, options, undisturbed, (file, where, all) => {
        const story = begin(file, where, ['carried_out']);
        if (story === null) return;
        for (const act of all) act(story);
        letEverythingSettle(story);
        const ids = story.orders.map(({ followUp, repetition }) => `${followUp} ${repetition}`);
        expect(new Set(ids).size).toBe(ids.length);
        expect(story.history('follow_up_executed')).toHaveLength(ids.length);
      }),
      { numRuns: 300 },
    );
  });

  it('C-53 C-51 an ended round delivers nothing, whatever is said to it', () => {
    const ends = fc.constantFrom<Act>(
      (story) => story.unenrolls(),
      (story) => story.disables(),
      (story) => story.deletesRecord(),
    );
    const said = fc.array(fc.oneof(passing, responding, setting, settling, reviewing), { maxLength: 20 });
    fc.assert(
      fc.property(
        runnable,
        options,
        fc.array(outcome, { minLength: 1, maxLength: 5 }),
        said,
        ends,
        said,
        (file, where, outcomes, first, end, then) => {
          const story = begin(file, where, outcomes);
          if (story === null) return;
          for (const act of first) act(story);
          end(story);
          const before = story.orders.length;
          for (const act of then) act(story);
          story.passDays(400);
          expect(story.orders).toHaveLength(before);
          expect(story.status()).not.toBe('active');
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('one wake', () => {
  /** A story in the middle, and inputs of every kind about what was handed over. */
  const inputsFor = (story: Story, seeds: readonly (readonly [number, number, number])[]): Input[] => {
    const inputs: Input[] = [];
    const taken = new Set<string>();
    for (const [which, how, hours] of seeds) {
      const at = story.now - hours * 3_600_000;
      const emails = handedOver(story, 'email');
      const activities = [...handedOver(story, 'task'), ...handedOver(story, 'call')];
      const id = (how % 4 === 3 ? activities : emails)[which % (how % 4 === 3 ? activities.length : emails.length)];
      if (id === undefined) continue;
      const base = { followUp: story.number(id), at, actor: null };
      if (how % 4 === 3) {
        const statuses = responsesOf(activities.indexOf(id) < handedOver(story, 'task').length ? 'task' : 'call');
        inputs.push({ kind: 'status', status: statuses[how % statuses.length] ?? '', result: null, ...base });
      } else if (how % 4 === 2 && !taken.has(id)) {
        taken.add(id);
        const kinds = ['carried_out', 'refused', 'unknown'] as const;
        if (how % 5 === 0) inputs.push({ kind: 'suppressed', reason: 'hard_bounced', ...base });
        else if (how % 5 === 1)
          inputs.push({ kind: 'not_carried_out', reason: how % 2 === 0 ? 'no_address' : 'template_error', ...base });
        else inputs.push({ kind: kinds[how % 3] ?? 'unknown', ...base });
      } else {
        const response = laterResponses[how % laterResponses.length] ?? 'opened';
        inputs.push({ kind: 'response', response, link: how % 3 === 0 ? (links[how % 2] ?? null) : null, ...base });
      }
    }
    return inputs;
  };

  const said = (decision: Decision) => ({
    state: stateToText(decision.enrollment),
    status: decision.enrollment.status,
    reason: decision.enrollment.reason,
    commands: decision.commands,
    timerAt: decision.timerAt,
  });

  /** Statuses of one activity keep their order: they are states, provider-ordered (K-56). The rest comes as it likes. */
  const shuffled = (inputs: readonly Input[], keys: readonly number[]): Input[] => {
    const twice = inputs.flatMap((input, i) => ((keys[i] ?? 0) % 3 === 0 ? [input, input] : [input]));
    const statuses = twice.filter(({ kind }) => kind === 'status');
    const mixed = twice
      .map((input, i) => ({ input, key: keys[(i * 7 + 3) % keys.length] ?? i }))
      .sort((a, b) => a.key - b.key);
    return mixed.map(({ input }) => (input.kind === 'status' ? (statuses.shift() ?? input) : input));
  };

  it('P6 C-32 any order and any duplicates of its inputs give the same state', () => {
    const seeds = fc.array(fc.tuple(fc.nat({ max: 9 }), fc.nat({ max: 59 }), fc.nat({ max: 30 })), {
      minLength: 1,
      maxLength: 8,
    });
    const keys = fc.array(fc.nat({ max: 1000 }), { minLength: 17, maxLength: 17 });
    fc.assert(
      fc.property(
        runnable,
        options,
        fc.array(outcome, { minLength: 1, maxLength: 5 }),
        acts,
        seeds,
        keys,
        (file, where, outcomes, all, about, order) => {
          const story = begin(file, where, outcomes);
          if (story === null) return;
          for (const act of all) act(story);
          const inputs = inputsFor(story, about);
          const situation = {
            outline: story.runsUnder(),
            published: null,
            enrollment: story.enrollment(),
            world: story.world(),
          };
          const straight = decide({ ...situation, inputs });
          const otherwise = decide({ ...situation, inputs: shuffled(inputs, order) });
          expect(said(otherwise)).toEqual(said(straight));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('P6 K-29 what was folded in one wake changes nothing when it comes again', () => {
    const seeds = fc.array(fc.tuple(fc.nat({ max: 9 }), fc.nat({ max: 59 }), fc.nat({ max: 30 })), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(runnable, options, acts, seeds, (file, where, all, about) => {
        const story = begin(file, where, ['carried_out', 'later']);
        if (story === null) return;
        for (const act of all) act(story);
        // Statuses are states: an older one that comes again is entered again. What people did to e-mails is not.
        const inputs = inputsFor(story, about).filter(({ kind }) => kind === 'response' || kind === 'carried_out');
        const situation = { outline: story.runsUnder(), published: null, world: story.world() };
        const first = decide({ ...situation, enrollment: story.enrollment(), inputs });
        const again = decide({ ...situation, enrollment: first.enrollment, inputs });
        expect(stateToText(again.enrollment)).toBe(stateToText(first.enrollment));
        expect([again.events, again.commands, again.timerAt]).toEqual([[], [], null]);
      }),
      { numRuns: 500 },
    );
  });
});

describe('unenrolment', () => {
  const triggers = fc.uniqueArray(fc.constantFrom(...laterResponses), { minLength: 1, maxLength: 3 });
  const children = fc.array(fc.tuple(triggers, fc.constantFrom('email', 'task', 'call')), {
    minLength: 1,
    maxLength: 4,
  });
  const ruled = fc.record({
    responses: fc.uniqueArray(fc.constantFrom(...laterResponses), { minLength: 1, maxLength: 2 }),
    followUp: fc.constantFrom(undefined, 'a', 'b'),
  });
  const given = fc.array(fc.tuple(fc.constantFrom('a', 'b'), fc.constantFrom(...laterResponses)), {
    minLength: 1,
    maxLength: 4,
  });

  /** The reference: a rule is met by what was answered, a click and a reply being opens too. */
  const isMet = (rules: readonly FileRule[], answers: readonly (readonly [string, EmailResponse])[]): boolean =>
    rules.some(({ email: wanted = [], followUp }) =>
      answers.some(([id, response]) => {
        const means = response === 'clicked' || response === 'replied' ? [response, 'opened' as const] : [response];
        return (followUp === undefined || followUp === id) && means.some((one) => wanted.includes(one));
      }),
    );

  it('P5 C-31 beats triggers, for all rules and responses', () => {
    fc.assert(
      fc.property(children, fc.array(ruled, { minLength: 1, maxLength: 3 }), given, (branches, wanted, answers) => {
        const make = { email, task, call };
        const then = branches.map(([when, channel], i) => make[channel as 'email'](`c${i}`, { when }));
        const unenroll = wanted.map(
          ({ responses, followUp }, i): FileRule => ({ id: `r${i}`, email: responses, followUp }),
        );
        const story = tell(
          cadence([email('a', { then }), email('b', { then: [task('end', { when: ['sent'], delay: { days: 5 } })] })], {
            unenroll,
          }),
        );
        story.enroll('Ada');
        const before = story.orders.length;
        story.passHours(1).atOnce(() => answers.forEach(([id, response]) => story.responds(id, response)));
        const met = isMet(unenroll, answers);
        expect(story.status().startsWith('unenrolled: r')).toBe(met);
        if (met) expect(story.orders).toHaveLength(before);
        if (met) expect(story.history().slice(-1)[0]).toContain('unenrolled');
      }),
      { numRuns: 1000 },
    );
  });
});
