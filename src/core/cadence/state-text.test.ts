import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Enrollment, followUpStates, holdReasons, newProgress, type Progress } from '#core/cadence/enrollment.ts';
import { stateFromText, stateToText } from '#core/cadence/state-text.ts';
import { cadence, email } from '#test/short-cadences.ts';
import { tell } from '#test/story.ts';

const zero = 1_772_413_200_000;
const instant = fc.integer({ min: 0, max: 1e11 }).map((offset) => zero + offset);
const key = fc.oneof(
  fc.constantFrom('sent', 'opened', 'link:https://example.invalid/a,b"c', 'result:占线'),
  fc.string(),
);

const anyProgress: fc.Arbitrary<Progress> = fc
  .record({
    state: fc.constantFrom(...followUpStates),
    baseAt: instant,
    dueAt: fc.option(instant),
    cause: fc.option(key),
    executedAt: fc.option(instant),
    seen: fc.array(fc.tuple(key, instant)).map((entries) => new Map(entries)),
    fresh: fc.array(key).map((keys) => new Set(keys)),
    closed: fc.boolean(),
    held: fc.option(fc.record({ reason: fc.constantFrom(...holdReasons), until: instant })),
    repetition: fc.nat({ max: 98 }),
    repeatedAt: fc.option(instant),
    entered: fc.option(
      fc.tuple(fc.constantFrom('deferred', 'completed'), instant, fc.option(fc.tuple(fc.constant('busy'), instant))),
    ),
  })
  .map(({ entered, ...progress }) => {
    const [status, statusAt, ended] = entered ?? [null, null, null];
    const [result, resultAt] = ended ?? [null, null];
    return { ...newProgress(progress.baseAt), ...progress, status, statusAt, result, resultAt };
  });

const anyEnrollment: fc.Arbitrary<Enrollment> = fc
  .record({
    wakeAt: fc.option(instant),
    resumedAt: fc.option(instant),
    followUps: fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 90 }), anyProgress), {
      selector: ([number]) => number,
    }),
  })
  .map(({ followUps, ...rest }) => ({
    id: '1',
    cadence: 1,
    version: 1,
    status: 'active',
    reason: null,
    revision: 0,
    enrolledAt: zero,
    ...rest,
    followUps: new Map(followUps),
  }));

describe('the text of a state', () => {
  it('C-32 loses nothing of any state', () => {
    fc.assert(
      fc.property(anyEnrollment, (enrollment) => {
        const { wakeAt, resumedAt, followUps } = enrollment;
        expect(stateFromText(stateToText(enrollment), zero)).toEqual({ wakeAt, resumedAt, followUps });
      }),
    );
  });

  it('C-40 a waiting enrollment is small: times are relative, defaults are left out', () => {
    const story = tell(cadence([email('welcome', { then: [email('remind', { when: ['opened'] })] })]));
    story.enroll('Ada');
    expect(stateToText(story.enrollment())).toBe('[1,2592000000,null,[1,19,0,null,null,0,[0,0],[0]]]');
  });

  it('C-15 C-16 so is one that waits for its record, and one that is repeated', () => {
    const onlyIf = { record: { field: 'lead_status', is: 'New' }, waitFor: { days: 20 } } as const;
    const waiting = tell(cadence([email('welcome', { onlyIf })]));
    waiting.enroll('Ada');
    expect(stateToText(waiting.enrollment())).toBe(
      '[1,1728000000,null,[1,1,0,1728000000,null,null,null,null,null,null,[9,1728000000]]]',
    );
    const repeated = tell(cadence([email('welcome', { repeat: { every: { days: 7 }, times: 5 } })]));
    repeated.enroll('Ada');
    repeated.passDays(20);
    expect(stateToText(repeated.enrollment()).length).toBeLessThan(120);
  });

  it('C-32 a damaged text throws, and parks its enrollment alone', () => {
    expect(() => stateFromText('[2,null,null]', zero)).toThrow('format');
    expect(() => stateFromText('[1,null,null,[1,99,0]]', zero)).toThrow('state');
    expect(() => stateFromText('', zero)).toThrow();
  });
});
