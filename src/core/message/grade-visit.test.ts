import { describe, expect, it } from 'vitest';
import { gradeAtOnce, gradeVisit } from './grade-visit.ts';
import type { Signs, Visit } from './visit.ts';

const SENT = Date.UTC(2026, 2, 2, 9);
const SECOND = 1000;
const BROWSER =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36';
const APPLE_MAIL = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const GMAIL = 'Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)';
const GMAIL_AHEAD =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/42.0.2311.135 Safari/537.36 Edge/12.246 Mozilla/5.0';

const visit = (kind: Visit['kind'], afterS: number, signs: Partial<Signs> & { link?: number } = {}): Visit => {
  const { link = kind === 'clicked' ? 0 : null, ...other } = signs;
  const usual = { method: 'GET', program: BROWSER, ahead: false, from: 'anywhere' } as const;
  return { kind, link, at: SENT + afterS * SECOND, signs: { ...usual, ...other } };
};
const opened = (afterS: number, signs?: Partial<Signs>) => visit('opened', afterS, signs);
const clicked = (afterS: number, link = 0, program = BROWSER) => visit('clicked', afterS, { link, program });

/** 'machine: trap' */
const said = (one: Visit, others: readonly Visit[] = [], sentAt: number | null = SENT) => {
  const { grade, reason } = gradeVisit(one, { sentAt, visits: [one, ...others] });
  return `${grade}: ${reason}`;
};

describe('C-37 what a visit alone proves', () => {
  it.each([
    [
      'K-50 Apple Mail Privacy, 20 s after the delivery',
      opened(20, { program: 'Mozilla/5.0' }),
      'machine: apple_mail_privacy',
    ],
    ['K-50 Apple Mail Privacy, hours later', opened(9_000, { program: 'Mozilla/5.0' }), 'machine: apple_mail_privacy'],
    ['Gmail’s look ahead', opened(20, { program: GMAIL_AHEAD }), 'machine: gmail_prefetch'],
    ['only the head', visit('clicked', 600, { method: 'HEAD' }), 'machine: head_only'],
    ['a browser that looks ahead', visit('clicked', 600, { ahead: true }), 'machine: prefetch'],
    ['a mail filter’s network', visit('clicked', 600, { from: 'mail_filter' }), 'machine: mail_filter'],
    ['a filter that says so', clicked(600, 0, 'Barracuda Sentinel (EE)'), 'machine: scanner'],
    ['a browser without a screen', clicked(600, 0, BROWSER.replace('Chrome', 'HeadlessChrome')), 'machine: script'],
    ['a script', clicked(600, 0, 'python-requests/2.32'), 'machine: script'],
    ['a chat that shows a preview', clicked(600, 0, 'Slackbot-LinkExpanding 1.0'), 'machine: crawler'],
    ['the link that nobody sees', visit('trapped', 600), 'machine: trap'],
  ])('%s', (_, one, verdict) => {
    expect(said(one)).toBe(verdict);
    expect(gradeAtOnce(one)?.grade).toBe('machine');
  });

  it('leaves open what only company or time tell', () => {
    expect(gradeAtOnce(clicked(600))).toBeNull();
    expect(gradeAtOnce(opened(600, { program: GMAIL }))).toBeNull();
  });
});

describe('C-37 what counts as a person’s', () => {
  it.each([
    ['a browser', clicked(600), 'human: browser'],
    ['a mail program', opened(60, { program: APPLE_MAIL }), 'human: browser'],
    [
      'Outlook',
      opened(60, { program: 'Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17328; Pro)' }),
      'human: browser',
    ],
    ['a telephone named Cubot', clicked(600, 0, `${BROWSER} CUBOT`), 'human: browser'],
    ['a browser that gives no version', clicked(600, 0, 'Mozilla/5.0'), 'unknown: program_unfamiliar'],
    ['Gmail’s picture proxy', opened(60, { program: GMAIL }), 'unknown: picture_proxy'],
    ['who names itself not', opened(60, { program: '' }), 'unknown: program_unnamed'],
    ['a program nobody knows', clicked(600, 0, 'Dalvik/2.1.0'), 'unknown: program_unfamiliar'],
    ['the reader of the development mailbox', opened(0, { from: 'tester' }), 'human: tester'],
  ])('%s', (_, one, verdict) => {
    expect(said(one)).toBe(verdict);
  });
});

describe('C-37 what time and company tell', () => {
  it('nobody has read and followed a message within seconds of its leaving', () => {
    expect(said(clicked(4))).toBe('machine: too_soon');
    expect(said(clicked(5))).toBe('human: browser');
    expect(said(opened(1))).toBe('machine: too_soon');
    expect(said(opened(2))).toBe('human: browser');
    expect(said(clicked(4), [], null)).toBe('human: browser');
  });

  it('K-51 a gateway that follows all links is one, under whatever names, as far as the window reaches', () => {
    const trap = visit('trapped', 622, { program: 'Mozilla/5.0 (X11) Gecko/1' });
    expect(said(clicked(600), [trap])).toBe('machine: trap');
    expect(said(clicked(592), [trap])).toBe('machine: trap');
    expect(said(clicked(591), [trap])).toBe('human: browser');
    expect(said(clicked(900), [trap])).toBe('human: browser');
  });

  it('so many different links so close together are a burst; the same one twice is a person', () => {
    expect(said(clicked(600, 0), [clicked(601, 1)])).toBe('machine: burst');
    expect(said(clicked(600, 0), [clicked(603, 1)])).toBe('human: browser');
    expect(said(clicked(600, 0), [clicked(604, 1), clicked(609, 2)])).toBe('machine: burst');
    expect(said(clicked(600, 0), [clicked(601, 0), clicked(602, 0)])).toBe('human: browser');
  });

  it('the picture that a filter loads beside the links is no open; a reader’s of the same minute is', () => {
    const scan = [visit('trapped', 601, { program: 'Scan/1' }), clicked(601, 0, 'Scan/1')];
    expect(said(opened(600, { program: 'Scan/1' }), scan)).toBe('machine: same_scan');
    expect(said(opened(600), scan)).toBe('human: browser');
    expect(said(opened(600), [clicked(605)])).toBe('human: browser');
  });
});
