import { FAR_TOO_LONG_MS } from '#test/far-too-long.ts';
import { describe, expect, it } from 'vitest';
import type { CalendarEvent } from '#core/message/invitation.ts';
import { readCalendarReply } from './read-calendar-reply.ts';
import { writeCalendar } from './write-calendar.ts';

const event: CalendarEvent = {
  method: 'REQUEST',
  uid: 'a1@cadenza.example',
  sequence: 2,
  zone: 'Asia/Shanghai',
  organizer: { name: 'Mei', address: 'sales@cadenza.example' },
  participants: [
    { name: 'Ada Moreau', address: 'ada@example.com', answer: null },
    { name: '', address: 'lin@example.com', answer: 'accepted' },
  ],
  at: Date.UTC(2026, 2, 2, 9),
  subject: '产品演示\r\nATTENDEE:mailto:evil@example.com',
  startsAt: Date.UTC(2026, 2, 5, 16),
  endsAt: Date.UTC(2026, 2, 5, 17, 30),
  allDay: false,
  location: 'Room 2, 上海',
  link: 'https://meet.example/1',
  description: 'First line\nSecond; line, with commas',
};
const lines = (other: Partial<CalendarEvent> = {}) =>
  writeCalendar({ ...event, ...other })
    .replace(/\r\n /g, '')
    .split('\r\n');

describe('E-10 an invitation', () => {
  it('says who, when in UTC, and which version; nothing of a record begins a line', () => {
    expect(lines()).toEqual(
      expect.arrayContaining([
        'METHOD:REQUEST',
        'UID:a1@cadenza.example',
        'SEQUENCE:2',
        'DTSTAMP:20260302T090000Z',
        'DTSTART:20260305T160000Z',
        'DTEND:20260305T173000Z',
        'SUMMARY:产品演示 ATTENDEE:mailto:evil@example.com',
        'LOCATION:Room 2\\, 上海',
        'DESCRIPTION:First line\\nSecond\\; line\\, with commas',
        'ORGANIZER;CN="Mei":mailto:sales@cadenza.example',
        'STATUS:CONFIRMED',
      ]),
    );
    const attendees = lines().filter((line) => line.startsWith('ATTENDEE'));
    expect(attendees).toHaveLength(2);
    expect(attendees[0]).toMatch(/PARTSTAT=NEEDS-ACTION;.*RSVP=TRUE.*mailto:ada@example.com$/i);
  });

  it('of whole days names days of the organisation, the last one included', () => {
    // From Friday 00:00 to Saturday 24:00 in Shanghai.
    const days = { allDay: true, startsAt: Date.UTC(2026, 2, 5, 16), endsAt: Date.UTC(2026, 2, 7, 16) };
    expect(lines(days)).toEqual(expect.arrayContaining(['DTSTART;VALUE=DATE:20260306', 'DTEND;VALUE=DATE:20260308']));
  });

  it('is cancelled under the same UID', () => {
    const cancelled = lines({ method: 'CANCEL', sequence: 3 });
    expect(cancelled).toEqual(
      expect.arrayContaining(['METHOD:CANCEL', 'UID:a1@cadenza.example', 'SEQUENCE:3', 'STATUS:CANCELLED']),
    );
  });
});

const reply = (more: readonly string[] = [], attendee = 'ATTENDEE;PARTSTAT=ACCEPTED;CN="Ada":MAILTO:Ada@example.com') =>
  ['BEGIN:VCALENDAR', 'PRODID:x', 'VERSION:2.0', 'METHOD:REPLY', 'BEGIN:VEVENT', 'UID:a1@cadenza.example', attendee]
    .concat(more, ['END:VEVENT', 'END:VCALENDAR', ''])
    .join('\r\n');

describe('E-10 an answer', () => {
  it('is read as calendar programs send it', () => {
    const more = ['DTSTAMP:20260303T080000Z', 'SEQUENCE:2', 'DTSTART:20260305T160000Z', 'COMMENT:See you\\, \r\n then'];
    expect(readCalendarReply(reply(more))).toEqual({
      uid: 'a1@cadenza.example',
      sequence: 2,
      attendee: 'Ada@example.com',
      answer: 'accepted',
      comment: 'See you, then',
      stamp: Date.UTC(2026, 2, 3, 8),
    });
    const tentative = 'ATTENDEE;RSVP=TRUE;PARTSTAT=TENTATIVE:mailto:lin@example.com';
    expect(readCalendarReply(reply([], tentative))).toMatchObject({ answer: 'tentative', sequence: null, stamp: null });
  });

  it.each([
    ['nothing', ''],
    ['no calendar', 'METHOD:REPLY'],
    ['an invitation', reply().replace('REPLY', 'REQUEST')],
    ['no participant', reply([], 'SUMMARY:x')],
    ['no answer', reply([], 'ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:ada@example.com')],
    ['no address', reply([], 'ATTENDEE;PARTSTAT=ACCEPTED:mailto:nobody')],
    ['no UID', reply().replace(/UID.*\r\n/, '')],
    ['broken off', 'BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nATTENDEE;PARTSTAT='],
    ['letters', '\u0000\ud800BEGIN:VEVENT'],
  ])('T16 %s is none', (_, text) => {
    expect(readCalendarReply(text)).toBeNull();
  });

  it('T21 a hostile one takes no time, whatever it repeats', () => {
    const start = performance.now();
    for (const line of [
      'RRULE:FREQ=SECONDLY',
      'EXDATE:20260101T000000Z',
      'ATTENDEE;X=Y:mailto:a@b.example',
      'BEGIN:VEVENT',
      ' ;',
    ]) {
      readCalendarReply(reply(Array.from({ length: 100_000 }, () => line)));
    }
    expect(performance.now() - start).toBeLessThan(FAR_TOO_LONG_MS);
  });
});
