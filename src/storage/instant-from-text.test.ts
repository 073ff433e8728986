import fc from 'fast-check';
import { expect, it } from 'vitest';
import { instantFromText } from '#storage/instant-from-text.ts';

const instants = fc.date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });

/** PostgreSQL leaves out the zeros at the end. */
function printed(date: Date, finer: string): string {
  const [day, time = ''] = date.toISOString().slice(0, -1).split('T');
  return `${day} ${(time + finer).replace(/\.?0+$/, '')}+00`;
}

it('reads every instant as it was written, cut to the millisecond', () => {
  fc.assert(
    fc.property(instants, fc.constantFrom('', '7', '999'), (date, finer) => {
      expect(instantFromText(printed(date, finer))).toBe(date.getTime());
    }),
  );
  expect(instantFromText('2026-11-21 22:00:00+00')).toBe(Date.UTC(2026, 10, 21, 22));
  expect(instantFromText('2026-11-21 22:00:00.5+00')).toBe(Date.UTC(2026, 10, 21, 22, 0, 0, 500));
});
