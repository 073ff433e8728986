import { expect, it } from 'vitest';
import { textOfValue, valueOfText } from '#web/features/records/fields/field-text.ts';

it.each([
  ['text', '  Harbour ', 'Harbour'],
  ['text', '   ', null],
  ['integer', '120', 120],
  ['integer', '12.5', '12.5'],
  ['decimal', '1200.50', '1200.50'],
  ['date', '2026-03-02', '2026-03-02'],
] as const)('R-3 a %s written as “%s” is the value %s', (type, text, value) => {
  expect(valueOfText({ type }, text)).toBe(value);
});

it('R-3 a date-time is written in the reader’s own zone, and comes back as the same instant', () => {
  const at = '2026-03-02T09:30:00.000Z';
  const text = textOfValue({ type: 'date_time' }, at);
  expect(text).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/);
  expect(valueOfText({ type: 'date_time' }, text)).toBe(at);
});
