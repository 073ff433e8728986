import { expect, it } from 'vitest';
import { daysAgo, type TimelineItem, timelineDays } from '#web/features/records/page/timeline-days.ts';

const at = (day: number, hour: number) => new Date(2026, 2, day, hour).toISOString();

function call(subject: string, when: string): TimelineItem {
  return {
    kind: 'activity',
    at: when,
    id: subject,
    type: 'call',
    subject,
    status: 'scheduled',
    result: null,
    actor: null,
  };
}

it('R-5 things of one day of the reader stand together, the newest day first', () => {
  const days = timelineDays([call('late', at(3, 23)), call('early', at(3, 0)), call('eve', at(2, 23))]);
  expect(days.map(({ items }) => items.map((item) => ('subject' in item ? item.subject : '')))).toEqual([
    ['late', 'early'],
    ['eve'],
  ]);
});

it('R-5 yesterday begins at midnight, not 24 hours ago', () => {
  const now = Date.parse(at(3, 1));
  expect([at(3, 0), at(2, 23), at(2, 0), at(1, 23)].map((instant) => daysAgo(instant, now))).toEqual([0, 1, 1, 2]);
});
