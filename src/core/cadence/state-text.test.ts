import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Enrollment, followUpStates, holdReasons, newProgress, type Progress } from '#core/cadence/enrollment.ts';
import { stateFromText, stateToText } from '#core/cadence/state-text.ts';
import { cadence, email } from '#test/short-cadences.ts';
import { tell } from '#test/story.ts';

const zero = 1_772_413_200_000;
const instant = fc.integer({ min: -1e11, max: 1e12 }).map((offset) => zero + offset);
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
    awaitedUntil: fc.option(instant),
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
    expect(stateToText(story.enrollment())).toBe('2W16v7k00N1S3OXKF');
  });

  it('C-15 C-16 so is one that waits for its record, and one that is repeated', () => {
    const onlyIf = { record: { field: 'lead_status', is: 'New' }, waitFor: { days: 20 } } as const;
    const waiting = tell(cadence([email('welcome', { onlyIf })]));
    waiting.enroll('Ada');
    expect(stateToText(waiting.enrollment())).toBe('2Wskt1c0N1S1Dskt1c0H9Iskt1c0');
    const repeated = tell(cadence([email('welcome', { repeat: { every: { days: 7 }, times: 5 } })]));
    repeated.enroll('Ada');
    repeated.passDays(20);
    expect(stateToText(repeated.enrollment()).length).toBeLessThan(60);
  });

  it('C-32 a damaged text throws, and parks its enrollment alone', () => {
    expect(() => stateFromText('[2,null,null]', zero)).toThrow('format');
    expect(() => stateFromText('[1,null,null,[1,99,0]]', zero)).toThrow('state');
    expect(() => stateFromText('3W', zero)).toThrow('format');
    expect(() => stateFromText('2S1', zero)).toThrow('no follow-up');
    expect(() => stateFromText('2N1Sz', zero)).toThrow('state');
    expect(() => stateFromText('2N1K99', zero)).toThrow('unknown name');
    expect(() => stateFromText('2N1Y', zero)).toThrow('unknown field Y');
    expect(() => stateFromText('2N1I5', zero)).toThrow('unknown field I');
    expect(() => stateFromText('2N1K"opened', zero)).toThrow();
    expect(() => stateFromText('', zero)).toThrow();
  });

  it('C-32 rows of format 1 are read as they were meant', () => {
    const first = { ...newProgress(zero), state: 'executed', ordered: true, executedAt: zero } as const;
    expect(stateFromText('[1,2592000000,null,[1,19,0,null,null,0,[0,0,"link:a",9],[0]],[2,1,5,7,1]]', zero)).toEqual({
      wakeAt: zero + 2_592_000_000,
      resumedAt: null,
      followUps: new Map<number, Progress>([
        [
          1,
          {
            ...first,
            seen: new Map([
              ['sent', zero],
              ['link:a', zero + 9],
            ]),
            fresh: new Set(['sent']),
          },
        ],
        [2, { ...newProgress(zero + 5), state: 'scheduled', dueAt: zero + 7, cause: 'opened' }],
      ]),
    });
    const call = '[3,17,0,null,"result:busy",null,null,null,[12,4,"busy",6],1,[10,8],2,9]';
    expect(stateFromText(`[1,null,3,${call},[4,18,0,null,null,null,null,null,[10,4,null]]]`, zero)).toEqual({
      wakeAt: null,
      resumedAt: zero + 3,
      followUps: new Map<number, Progress>([
        [
          3,
          {
            ...newProgress(zero),
            ...{
              state: 'scheduled',
              ordered: true,
              cause: 'result:busy',
              closed: true,
              repetition: 2,
              repeatedAt: zero + 9,
            },
            ...{ status: 'completed', statusAt: zero + 4, result: 'busy', resultAt: zero + 6 },
            held: { reason: 'recipient_away', until: zero + 8 },
          },
        ],
        [4, { ...newProgress(zero), state: 'claimed', ordered: true, status: 'deferred', statusAt: zero + 4 }],
      ]),
    });
    expect(() => stateFromText('[1,null,null,[1,0,0,null,99]]', zero)).toThrow('unknown name');
    expect(() => stateFromText('[1,null,null,[1,0,0,null,null,null,null,null,null,null,[99,0]]]', zero)).toThrow(
      'reason',
    );
  });
});
