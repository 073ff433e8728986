import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Criteria } from '#core/criteria/criteria.ts';
import { matches } from '#core/criteria/evaluate.ts';
import type { FieldValue } from '#core/records/field.ts';
import { DAY, HOUR, MINUTE } from '#core/time/instant.ts';
import { anyCriteria, anyMoment, anyValues, trial } from '#test/criteria-generators.ts';
import { crossings } from './crossings.ts';
import { resolve } from './resolve.ts';
import { seenBy } from './viewer.ts';

const anyStep = fc.constantFrom(1, MINUTE, HOUR, DAY, 40 * DAY);

it('V-4 time changes no answer but of records whose value it passed', () => {
  let changed = 0;
  fc.assert(
    fc.property(anyCriteria, anyMoment, anyStep, fc.array(anyValues, { minLength: 20 }), (asked, before, step, all) => {
      const criteria = seenBy(asked, 'nobody');
      const now = { ...before, now: before.now + step };
      const passed = crossings(criteria, trial, { before, now });
      for (const values of all) {
        const met = [before, now].map((moment) => matches(resolve(criteria, trial, moment), values));
        if (met[0] === met[1]) continue;
        changed += 1;
        const isAmong = passed.some((one) => matches({ kind: 'test', field: one.field, test: one.values }, values));
        expect(isAmong).toBe(true);
      }
    }),
    { numRuns: 600 },
  );
  expect(changed).toBeGreaterThan(5);
});

it('V-4 criteria without a clock are passed by no time; others by no more than the time that passed', () => {
  const at = (now: number) => ({ now, zone: 'Asia/Shanghai' });
  const [before, now] = [at(Date.UTC(2026, 2, 2, 15, 59)), at(Date.UTC(2026, 2, 2, 16, 1))];
  const of = (criteria: Criteria) => crossings(criteria, trial, { before, now });
  const [date, instant] = ['date', 'date_time'].map(
    (type) => trial.fields.find((field) => field.type === type)?.key ?? '',
  );
  const values = (field = '', ...ends: FieldValue[]) => ({ field, ends });
  const found = (criteria: Criteria) =>
    of(criteria).map((one) => values(one.field, one.values.from?.value ?? null, one.values.to?.value ?? null));
  expect(of({ field: date ?? '', at_most: '2026-03-02' })).toEqual([]);
  expect(found({ field: date ?? '', today: true })).toEqual([
    values(date, '2026-03-02', '2026-03-03'),
    values(date, '2026-03-03', '2026-03-04'),
  ]);
  const month = 30 * DAY;
  expect(found({ not: { field: instant ?? '', more_than_ago: { days: 30 } } })).toEqual([
    values(instant, before.now - month, now.now - month),
  ]);
});
