import { describe, expect, it } from 'vitest';
import { call, cadence, email } from '#test/short-cadences.ts';
import { tell } from '#test/story.ts';

describe('absences', () => {
  const notOpened = (more = {}) =>
    cadence([
      email('welcome', { then: [email('again', { when: [{ not: 'opened', within: { days: 3 } }], ...more })] }),
    ]);

  it('C-8 not opened within 3 days sends the second email on day 3', () => {
    const story = tell(notOpened());
    story.enroll('Ada');
    expect(story.passDays(2).delivered()).toHaveLength(1);
    expect(story.passDays(1).delivered()).toEqual(['welcome 2026-03-02 09:00', 'again 2026-03-05 09:00']);
  });

  it('C-4 not opened within 3 days + 2 days is day 5', () => {
    const story = tell(notOpened({ delay: { days: 2 } }));
    story.enroll('Ada');
    story.passDays(4);
    expect(story.dueAt('again')).toBe('2026-03-07 09:00');
    expect(story.passDays(5).delivered().at(-1)).toBe('again 2026-03-07 09:00');
  });

  it.each(['opens', 'clicks', 'replies'] as const)(
    'C-8 C-11 the email that she %s in time is not sent again',
    (does) => {
      const story = tell(notOpened());
      story.enroll('Ada');
      story.passDays(2)[does]('welcome').passDays(60);
      expect(story.delivered()).toHaveLength(1);
    },
  );

  it('C-8 an answer on the deadline itself is in time', () => {
    const story = tell(notOpened());
    story.enroll('Ada');
    const deadline = story.now + 3 * 86_400_000;
    story.passDays(2).passHours(23).responds('welcome', 'opened', { at: deadline }).passDays(10);
    expect(story.delivered()).toHaveLength(1);
  });

  it.each(['bounces', 'unsubscribes'] as const)('C-8 nobody waits for an answer once she %s', (does) => {
    const story = tell(notOpened());
    story.enroll('Ada');
    story.passDays(1)[does]('welcome').passDays(60);
    expect(story.delivered()).toHaveLength(1);
  });

  it.each([
    ['suppressed', { suppressed: 'unsubscribed' }],
    ['failed', { fails: 'retries_exhausted' }],
  ] as const)('C-8 C-38 no absence is armed of an email that was %s', (state, outcome) => {
    const story = tell(notOpened());
    story.willEnd('welcome', outcome).enroll('Ada');
    story.passDays(60);
    expect(story.state('welcome')).toBe(state);
    expect(story.delivered()).toHaveLength(1);
  });

  it('C-8 an open in time that is learned late withdraws the second email', () => {
    const story = tell(notOpened({ delay: { days: 2 } }));
    story.enroll('Ada');
    const inTime = story.now + 86_400_000;
    story.passDays(4).responds('welcome', 'opened', { at: inTime }).passDays(10);
    expect(story.state('again')).toBe('cancelled');
    expect(story.delivered()).toHaveLength(1);
  });

  it('C-8 an open after the deadline does not take the absence back', () => {
    const story = tell(notOpened({ delay: { days: 2 } }));
    story.enroll('Ada');
    story.passDays(4).opens('welcome').passDays(10);
    expect(story.delivered()).toEqual(['welcome 2026-03-02 09:00', 'again 2026-03-07 09:00']);
  });

  it('C-8 not replied waits until the mailbox was read after the deadline, and says so', () => {
    const story = tell(
      cadence([email('welcome', { then: [call('phone', { when: [{ not: 'replied', within: { days: 1 } }] })] })]),
    );
    story.enroll('Ada');
    story.passHours(12).mailboxUnread().passHours(14);
    expect(story.state('phone')).toBe('waiting');
    expect(story.history('held')).toEqual(['2026-03-03 09:00 held phone replies_not_read']);
    story.mailboxRead().passMinutes(2);
    expect(story.delivered()).toEqual(['welcome 2026-03-02 09:00', 'phone 2026-03-03 11:01']);
    expect(story.history('follow_up_scheduled').at(-1)).toContain('phone not_replied');
  });

  it('C-8 a reply that was in the unread mailbox counts, and no call is made', () => {
    const story = tell(
      cadence([email('welcome', { then: [call('phone', { when: [{ not: 'replied', within: { days: 1 } }] })] })]),
    );
    story.enroll('Ada');
    const early = story.now + 3_600_000;
    story.mailboxUnread().passHours(26).mailboxRead().responds('welcome', 'replied', { at: early }).passDays(3);
    expect(story.delivered()).toHaveLength(1);
    expect(story.status()).toBe('completed');
  });

  it('C-8 C-37 not opened waits until what came before the deadline is graded, and does not speak of it', () => {
    const story = tell(notOpened());
    story.enroll('Ada');
    story.known = { visitsGradedUntil: story.passDays(2).now };
    story.passDays(1).passHours(2);
    expect(story.state('again')).toBe('waiting');
    expect(story.history('held')).toEqual([]);
    story.known = {};
    story.passMinutes(1);
    expect(story.delivered()).toEqual(['welcome 2026-03-02 09:00', 'again 2026-03-05 11:01']);
  });

  it('C-8 C-37 not replied does not ask for the grades of visits', () => {
    const story = tell(
      cadence([email('welcome', { then: [call('phone', { when: [{ not: 'replied', within: { days: 1 } }] })] })]),
    );
    story.enroll('Ada');
    story.known = { visitsGradedUntil: story.now };
    expect(story.passDays(1).state('phone')).toBe('executed');
  });

  it('C-8 not opened does not ask the mailbox', () => {
    const story = tell(notOpened());
    story.enroll('Ada');
    story.mailboxUnread().passDays(3);
    expect(story.state('again')).toBe('executed');
  });
});
