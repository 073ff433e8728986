import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { addToDate } from '#core/time/calendar.ts';
import { returnDateIn } from './return-date.ts';

/** A Wednesday. */
const TODAY = '2026-11-25';

describe('K-40 the day on which somebody is back', () => {
  test.each<[string, string]>([
    ['I am back on 3 December.', '2026-12-03'],
    ['I will be back in the office on Thursday, December 3rd.', '2026-12-03'],
    ["I'm on vacation and returning Monday, January 4.", '2027-01-04'],
    ['Returning on the 4th of January 2027', '2027-01-04'],
    ['I will not be back until 7 December, please be patient.', '2026-12-07'],
    ["I'll get back to you after 7 December.", '2026-12-08'],
    ['Out of office until 12.12.2026', '2026-12-13'],
    ['I am away until December 12, 2026.', '2026-12-13'],
    ['I am on annual leave from 1 December to 7 December.', '2026-12-08'],
    ['On leave 1 - 7 December. For urgent matters call Ben.', '2026-12-08'],
    ['I am out of the office Dec 1-7 and back on Dec 9.', '2026-12-09'],
    ['I am out of the office through 2026-12-04.', '2026-12-05'],
    ['Our office is closed until 12/25 (Christmas).', '2026-12-26'],
    ['I am back on Monday.', '2026-11-30'],
    ['Back tomorrow!', '2026-11-26'],
    ['I am out of office until Friday.', '2026-11-28'],
    ['Ich bin bis zum 4. Dezember im Urlaub.', '2026-12-05'],
    ['Ich bin ab Montag, den 7. Dezember wieder da; zurück am 07.12.2026.', '2026-12-07'],
    ['我将于12月5日回来', '2026-12-05'],
    ['您好,我12月1日至7日休假，紧急事宜请联系李雷。', '2026-12-08'],
    ['12月1日至12月7日休假', '2026-12-08'],
    ['我正在休假，至2026年12月7日，期间无法回复。', '2026-12-08'],
    ['本人出差中，预计12月3日（周四）返回公司。', '2026-12-03'],
    ['出差在外，下周一上班后处理您的邮件', '2026-11-30'],
    ['休假中，返岗时间：12月9号', '2026-12-09'],
    ['明天回复您', '2026-11-26'],
    ['放假到２０２７年１月３日', '2027-01-04'],
  ])('%s', (note, date) => expect(returnDateIn(note, TODAY)).toBe(date));

  test.each([
    ['no date', 'I am on holiday.'],
    ['only a time', 'I am in a meeting until 5 pm.'],
    ['day and month can be exchanged', 'I am out of the office until 03/04/2027.'],
    ['two days', 'I am back on 3 December or on 7 December.'],
    ['the weekday is another one', 'I am back on Monday, 3 December.'],
    ['which Friday?', 'I am back next Friday.'],
    ['no such day', 'I am back on 31 November.'],
    ['it has passed', 'I am away until 20 November.'],
    ['it has passed, with its year', 'I am back on 20 November 2026.'],
    ['today', 'I am back on 25 November.'],
    ['over a year ahead', 'I am on leave until 1 February 2028.'],
    ['when they are there', 'We are away from our desks at night and available Monday through Friday.'],
    ['another matter', 'Thank you for your message. Our winter sale lasts until 12 December.'],
    ['only the beginning', '我将于12月5日起休假'],
    ['a month', 'I am away until the end of December.'],
    ['another matter, in Chinese', '感谢来信，优惠活动至12月7日。'],
  ])('%s: it is not guessed', (_why, note) => expect(returnDateIn(note, TODAY)).toBeNull());

  const days = fc.integer({ min: 0, max: 3_650 }).map((amount) => addToDate('2024-01-01', { amount, unit: 'days' }));

  it('is never in the past, nor over a year ahead, whatever a note says', () => {
    const words = fc.constantFrom(
      ...['back', 'on', 'until', 'away', 'to', '-', 'Monday', 'next', 'March', '3', '31', '.', '/', '2026', '2030'],
      ...['回来', '休假', '至', '月', '日', '12', '年', '下', '周', '一', '后', ' ', ',', '29', 'Feb', 'tomorrow'],
    );
    const note = fc.oneof(
      fc.array(words, { maxLength: 14 }).map((all) => all.join(' ')),
      fc.array(words).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(note, days, (said, today) => {
        const date = returnDateIn(said, today);
        if (date === null) return;
        expect(date > today).toBe(true);
        expect(date <= addToDate(today, { amount: 12, unit: 'months' })).toBe(true);
      }),
    );
  });

  it('is understood however the date is written', () => {
    const ways: ((date: string) => string)[] = [
      (date) => `I am back on ${date}.`,
      (date) => `I am back on ${day(date)} ${monthOf(date)} ${date.slice(0, 4)}.`,
      (date) => `I return on ${monthOf(date)} ${day(date)}, ${date.slice(0, 4)}.`,
      (date) => `Zurück am ${day(date)}.${month(date)}.${date.slice(0, 4)}`,
      (date) => `我将于${date.slice(0, 4)}年${month(date)}月${day(date)}日回来`,
      (date) => `我将于${month(date)}月${day(date)}日回来`,
    ];
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 180 }), fc.constantFrom(...ways), (today, ahead, way) => {
        const date = addToDate(today, { amount: ahead, unit: 'days' });
        expect(returnDateIn(way(date), today)).toBe(date);
      }),
    );
  });
});

const names = ['January', 'Feb', 'March', 'Apr', 'May', 'June', 'Jul', 'August', 'Sept', 'October', 'Nov', 'December'];
const day = (date: string) => String(Number(date.slice(8)));
const month = (date: string) => String(Number(date.slice(5, 7)));
const monthOf = (date: string) => names[Number(month(date)) - 1] ?? '';
