// C-91 what would happen if: asked of a story that stands still meanwhile.
import { describe, expect, it } from 'vitest';
import { type Supposed, whatIf } from '#core/cadence/what-if.ts';
import { cadence, call, email, task } from '#test/short-cadences.ts';
import { type Story, tell } from '#test/story.ts';

const file = cadence(
  [
    email('offer', {
      then: [
        call('ring', { when: ['clicked'], delay: { days: 1 } }),
        email('reminder', { when: [{ not: 'opened', within: { days: 3 } }] }),
      ],
    }),
    task('prepare', { delay: { days: 2 } }),
  ],
  {
    unenroll: [
      { id: 'answered', goal: true, email: ['replied'] },
      { id: 'lost', record: { field: 'lead_status', is: 'Not interested' } },
    ],
  },
);

function suppose(story: Story, supposed: Supposed): string[] {
  const before = structuredClone(story.enrollment());
  const outcome = whatIf({ outline: story.outline, enrollment: story.enrollment(), world: story.world() }, supposed);
  expect(story.enrollment()).toEqual(before);
  if ('refusal' in outcome) return [outcome.refusal];
  return outcome.events.map(({ kind, followUp, detail }) =>
    [kind, followUp, detail].filter((part) => part !== null).join(' '),
  );
}
const response = (followUp: string, what: string): Supposed => ({
  kind: 'response',
  followUp,
  response: what,
  link: null,
});

describe('what if', () => {
  it('C-91 a click would schedule the call and leave no reminder to come; nothing of it happens', () => {
    const story = tell(file);
    story.enroll('Ada');
    story.passDays(1);
    expect(suppose(story, response('offer', 'clicked'))).toEqual([
      'response_recorded 1 opened',
      'response_recorded 1 clicked',
      'follow_up_scheduled 2 clicked',
    ]);
    expect(story.passDays(3).state('reminder')).toBe('executed');
  });

  it('C-91 a reply would unenroll by the rule and cancel what is planned', () => {
    const story = tell(file);
    story.enroll('Ada');
    expect(suppose(story.passDays(1), response('offer', 'replied'))).toContain('unenrolled rule:1');
    expect(suppose(story, response('offer', 'replied'))).toContain('follow_up_cancelled 4 enrollment_ended');
    expect(suppose(story, { kind: 'fields', values: { lead_status: 'Not interested' } })).toContain(
      'unenrolled rule:2',
    );
    expect(suppose(story, { kind: 'fields', values: { lead_status: 'New' } })).toEqual([]);
    expect(story.status()).toBe('active');
  });

  it('C-91 what can’t be supposed is named', () => {
    const story = tell(file);
    story.enroll('Ada');
    const status = (what: string, result: string | null = null): Supposed => ({
      kind: 'status',
      followUp: 'prepare',
      status: what,
      result,
    });
    expect(suppose(story, response('nothing', 'opened'))).toEqual(['what_if_follow_up_unknown']);
    expect(suppose(story, response('ring', 'opened'))).toEqual(['what_if_response_unknown']);
    expect(suppose(story, response('reminder', 'opened'))).toEqual(['what_if_not_carried_out']);
    expect(suppose(story, response('prepare', 'completed'))).toEqual(['what_if_response_unknown']);
    expect(suppose(story, status('opened'))).toEqual(['what_if_response_unknown']);
    expect(suppose(story.passDays(2), status('completed', 'bliss'))).toEqual(['what_if_response_unknown']);
    expect(suppose(story, status('completed'))).toEqual(['response_recorded 4 completed']);
  });
});
