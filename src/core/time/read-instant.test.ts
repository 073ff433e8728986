import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readInstant } from './read-instant.ts';

it('reads ISO 8601 with an offset, to the millisecond', () => {
  expect(readInstant('1970-01-01T00:00Z')).toBe(0);
  expect(readInstant('2026-03-01T09:30:00+08:00')).toBe(Date.UTC(2026, 2, 1, 1, 30));
  expect(readInstant('2026-03-01T09:30:00.5-03:30')).toBe(Date.UTC(2026, 2, 1, 13, 0, 0, 500));
  expect(readInstant('1969-12-31T23:59:59.999Z')).toBe(-1);
});

it('refuses wall clocks, days that do not exist, and other forms', () => {
  const wrong = ['2026-03-01', '2026-03-01T09:30:00', '2026-02-29T00:00Z', '2026-03-01T24:00Z', '2026-03-01T23:59:60Z'];
  const odd = [
    '2026-03-01 09:30Z',
    '2026-03-01T09:30:00.1234Z',
    '+02026-03-01T09:30Z',
    '2026-03-01T09:30+0800',
    '',
    'now',
  ];
  expect([...wrong, ...odd].map(readInstant).filter((at) => at !== null)).toEqual([]);
});

it('reads back what it is in every year', () => {
  const anyInstant = fc.integer({ min: Date.UTC(1000, 0, 1), max: Date.UTC(9999, 11, 31) });
  fc.assert(fc.property(anyInstant, (at) => readInstant(new Date(at).toISOString()) === at));
});
