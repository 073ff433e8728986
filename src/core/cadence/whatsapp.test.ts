import { describe, expect, it } from 'vitest';
import { whatsappNumber, whatsappText, type WhatsappTemplate } from '#core/message/whatsapp.ts';
import { cadence, email, task, whatsapp } from '#test/short-cadences.ts';
import { tell } from '#test/story.ts';

const ladder = [
  'sent',
  'delivered',
  { not: 'read', within: { hours: 1 } },
  'read',
  { not: 'replied', within: { hours: 2 } },
  'replied',
  'failed',
] as const;

describe('WhatsApp in a round', () => {
  it('C-10 the ladder: each response ends what the weaker ones began', () => {
    const names = ladder.map((when) => (typeof when === 'string' ? when : `not-${when.not}`));
    const then = ladder.map((when, at) => task(names[at] ?? '', { when: [when], delay: { days: 9 } }));
    const story = tell(cadence([whatsapp('hello', { then })]));
    const standing = () => names.filter((name) => story.state(name) === 'scheduled');
    story.enroll('Ada');
    expect(standing()).toEqual(['sent']);
    story.responds('hello', 'delivered');
    expect(standing()).toEqual(['delivered']);
    story.passHours(1);
    expect(standing()).toEqual(['not-read']);
    story.responds('hello', 'read');
    expect(standing()).toEqual(['read']);
    story.passHours(1);
    expect(standing()).toEqual(['not-replied']);
    story.responds('hello', 'replied');
    expect(standing()).toEqual(['replied']);
    story.responds('hello', 'failed');
    expect(standing()).toEqual(['failed']);
  });

  it('K-57 delivered after read starts nothing more; C-11 a reply says that it was read, and that that it arrived', () => {
    const then = (['delivered', 'read'] as const).map((when) => task(when, { when: [when] }));
    const story = tell(cadence([whatsapp('hello', { then, branching: 'all' })]));
    story.enroll('Ada');
    story.responds('hello', 'read').responds('hello', 'delivered');
    expect(story.delivered().map((told) => told.split(' ')[0])).toEqual(['hello', 'delivered', 'read']);
    const other = tell(cadence([whatsapp('hello', { then })]));
    other.enroll('Ada');
    other.responds('hello', 'replied');
    expect(other.delivered().map((told) => told.split(' ')[0])).toEqual(['hello', 'read']);
  });

  it('C-8 “not replied” waits for no mailbox; a failure disarms it', () => {
    const again = (id: string) => whatsapp(id, { when: [{ not: 'replied', within: { days: 1 } }] });
    const story = tell(cadence([whatsapp('hello', { then: [again('more')] })]));
    story.mailboxUnread().enroll('Ada');
    expect(story.passDays(1).delivered()).toHaveLength(2);
    const failing = tell(cadence([whatsapp('hello', { then: [again('more')] })]));
    failing.enroll('Ada');
    expect(failing.responds('hello', 'failed').passDays(5).delivered()).toHaveLength(1);
  });

  it('C-50 a rule looks at its channel alone', () => {
    const rules = [{ id: 'talked', whatsapp: ['replied' as const] }];
    const story = tell(
      cadence([whatsapp('hello'), email('letter'), task('later', { delay: { days: 5 } })], { unenroll: rules }),
    );
    story.enroll('Ada');
    story.replies('letter');
    expect(story.state('later')).toBe('scheduled');
    story.replies('hello');
    expect(story.state('later')).toBe('cancelled');
  });
});

describe('numbers and texts', () => {
  it.each([
    ['+86 138 0013 8000', '8613800138000'],
    ['0049 (30) 123-4567', '49301234567'],
    ['138 0013 8000', null],
    ['+0138001380', null],
    ['+1 555 call', null],
    ['+123', null],
  ])('a number has its country’s code: %s is %s', (written, number) => {
    expect(whatsappNumber(written)).toBe(number);
  });

  it('K-90 the snapshot is what the recipient sees; what a value holds is no variable', () => {
    const template: WhatsappTemplate = {
      ...{ name: 'a', language: 'en', category: '', status: 'approved', naming: 'positional', wants: null },
      ...{ header: 'For {{1}}', body: '{{2}}, {{1}}!', footer: 'Bye' },
      variables: [
        { name: '1', place: 'header' },
        { name: '1', place: 'body' },
        { name: '2', place: 'body' },
      ],
    };
    expect(whatsappText(template, ['you', '{{2}}', 'Hi'])).toBe('For you\n\nHi, {{2}}!\n\nBye');
  });
});
