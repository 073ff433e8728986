import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conditionsOn, trial, trialPeople, trialViewer } from '#test/criteria-generators.ts';
import { fieldTypes, type FieldValues, type Module } from '#core/records/field.ts';
import { addToDate, endOfDay, startOfDay } from '#core/time/calendar.ts';
import { HOUR } from '#core/time/instant.ts';
import { readInstant } from '#core/time/read-instant.ts';
import { checkCriteria } from './check.ts';
import { dependsOnClock } from './clock.ts';
import type { Criteria } from './criteria.ts';
import { evaluate } from './evaluate.ts';
import { operatorNames, operatorsFor, statementOf } from './operators.ts';
import { periodNames } from './periods.ts';
import { seenBy } from './viewer.ts';

const at = (text: string): number => readInstant(text) ?? Number.NaN;
// A Thursday noon in Shanghai.
const now = at('2026-03-05T12:00:00+08:00');
const context = { now, zone: 'Asia/Shanghai', module: trial };

const met = (criteria: Criteria, values: FieldValues, other: Partial<typeof context> = {}): boolean => {
  expect(checkCriteria(criteria, trial)).toEqual({ ok: true, criteria });
  return evaluate(seenBy(criteria, trialViewer), values, { ...context, ...other });
};

describe('the null table', () => {
  // [condition, without a value, with '' or []]
  const table: readonly (readonly [Criteria, boolean, boolean | null])[] = [
    [{ field: 'name', is: 'x' }, false, false],
    [{ field: 'name', is_not: 'x' }, true, true],
    [{ field: 'name', in: ['x', 'y'] }, false, false],
    [{ field: 'name', not_in: ['x', 'y'] }, true, true],
    [{ field: 'name', contains: 'x' }, false, false],
    [{ field: 'name', not_contains: 'x' }, true, true],
    [{ field: 'name', starts_with: 'x' }, false, false],
    [{ field: 'name', ends_with: 'x' }, false, false],
    [{ field: 'name', is_empty: true }, true, true],
    [{ field: 'name', is_not_empty: true }, false, false],
    [{ field: 'tags', contains: 'vip' }, false, false],
    [{ field: 'tags', not_contains: 'vip' }, true, true],
    [{ field: 'tags', contains_any: ['vip', 'late'] }, false, false],
    [{ field: 'tags', contains_all: ['vip', 'late'] }, false, false],
    [{ field: 'tags', excludes_any: ['vip', 'late'] }, true, true],
    [{ field: 'tags', excludes_all: ['vip', 'late'] }, true, true],
    [{ field: 'tags', is_empty: true }, true, true],
    [{ field: 'tags', is_not_empty: true }, false, false],
    [{ field: 'visits', is: 0 }, false, null],
    [{ field: 'visits', is_not: 0 }, true, null],
    [{ field: 'visits', less_than: 1 }, false, null],
    [{ field: 'visits', at_most: 0 }, false, null],
    [{ field: 'visits', greater_than: -1 }, false, null],
    [{ field: 'visits', at_least: 0 }, false, null],
    [{ field: 'visits', between: [-1, 1] }, false, null],
    [{ field: 'opted_in', is: false }, false, null],
    [{ field: 'opted_in', is_not: true }, true, null],
    [{ field: 'amount', is_not: 0 }, true, null],
    [{ field: 'owner', is_empty: true }, true, null],
    [{ field: 'owner', is_me: true }, false, null],
    [{ not: { field: 'owner', is_me: true } }, true, null],
    [{ field: 'owner', belongs_to: { team: trialPeople.team } }, false, null],
    [{ field: 'account.name', is: 'x' }, false, null],
    [{ field: 'account.name', is_not: 'x' }, true, null],
    [{ field: 'account.name', is_empty: true }, true, null],
    [{ field: 'account.tags', excludes_all: ['vip'] }, true, null],
    [{ field: 'account.seen_at', in_last: { days: 9999 } }, false, null],
    [{ field: 'seen_at', in_last: { days: 9999 } }, false, null],
    [{ field: 'seen_at', in_next: { days: 9999 } }, false, null],
    [{ field: 'seen_at', more_than_ago: { days: 1 } }, false, null],
    [{ field: 'seen_at', more_than_ahead: { days: 1 } }, false, null],
    ...periodNames.flatMap((period): [Criteria, boolean, null][] => [
      [{ field: 'seen_at', [period]: true } as Criteria, false, null],
      [{ field: 'birthday', [period]: true } as Criteria, false, null],
    ]),
    [{ not: { field: 'visits', less_than: 1 } }, true, null],
  ];

  it.each(table)('K-111 V-2 %j', (criteria, withoutValue, whenBlank) => {
    expect(met(criteria, {})).toBe(withoutValue);
    expect(met(criteria, { name: null, tags: null, visits: null, seen_at: null })).toBe(withoutValue);
    if (whenBlank !== null) expect(met(criteria, { name: '', tags: [] })).toBe(whenBlank);
  });

  it('K-111 names every operator there is', () => {
    const named = new Set(table.flatMap(([criteria]) => Object.keys(criteria)));
    expect(operatorNames.filter((operator) => !named.has(operator))).toEqual([]);
    expect(operatorsFor('boolean')).toEqual(['is', 'is_not', 'is_empty', 'is_not_empty']);
  });
});

describe('the null table, generated', () => {
  const metWithoutValue = new Set(['is_not', 'not_in', 'not_contains', 'excludes_any', 'excludes_all', 'is_empty']);

  it('P7 has a field of every type to be asked', () => {
    expect(fieldTypes.filter((type) => !trial.fields.some((field) => field.type === type))).toEqual([]);
  });

  it.each(trial.fields.map((field) => [field.type, field] as const))('K-111 V-2 every operator of %s', (_, field) => {
    for (const condition of fc.sample(fc.oneof(...conditionsOn(field)), 500)) {
      const { operator } = statementOf(condition);
      expect([operator, met(condition, {})]).toEqual([operator, metWithoutValue.has(operator)]);
      expect([operator, met({ not: condition }, {})]).toEqual([operator, !metWithoutValue.has(operator)]);
    }
  });
});

describe('beyond the record', () => {
  it('V-1 a field of a related record is judged by the value that was loaded with it', () => {
    const values = { name: 'Ada', 'account.name': 'Acme', 'account.visits': 3 };
    expect(met({ field: 'account.name', is: 'ACME' }, values)).toBe(true);
    expect(met({ field: 'name', is: 'Acme' }, values)).toBe(false);
    expect(met({ not: { field: 'account.visits', at_least: 4 } }, values)).toBe(true);
  });

  it('V-1 a user belongs to a role or a team, to one that nobody is in nobody', () => {
    const { role, team, deserted } = trialPeople;
    const owner = trial.beyond?.people.get(team)?.members[0] ?? '';
    const belongs = (to: object) => met({ field: 'owner', belongs_to: to }, { owner });
    expect([{ role }, { team }, { team: deserted }].map(belongs)).toEqual([false, true, false]);
    expect(met({ field: 'account.owner', belongs_to: { team } }, { 'account.owner': owner })).toBe(true);
  });

  it('K-110 a lookup, or a team, that is not there any more has no answer', () => {
    const without: Module = { ...trial, beyond: { related: {}, people: new Map() } };
    const judge = (criteria: Criteria) => () => evaluate(criteria, {}, { ...context, module: without });
    expect(judge({ field: 'account.name', is: 'x' })).toThrow('account.name');
    expect(judge({ field: 'owner', belongs_to: { team: trialPeople.team } })).toThrow(trialPeople.team);
  });
});

describe('evaluate', () => {
  it('V-2 text compares without case and width, in every operator', () => {
    expect(met({ field: 'name', is: 'ＡＣＭＥ' }, { name: 'Acme' })).toBe(true);
    expect(met({ field: 'name', in: ['other', 'ACME'] }, { name: 'ａｃｍｅ' })).toBe(true);
    expect(met({ field: 'name', contains: 'ΔΟΣ' }, { name: 'οδος' })).toBe(true);
    expect(met({ field: 'name', starts_with: '北京A' }, { name: '北京Ａ公司' })).toBe(true);
    expect(met({ field: 'name', contains: '%' }, { name: '100' })).toBe(false);
    expect(met({ field: 'stage', is: 'won' }, { stage: 'Won' })).toBe(true);
  });

  it('V-2 ids compare whatever the case they are written in', () => {
    const owner = '0198f0a0-0000-7000-8000-00000000000a';
    expect(met({ field: 'owner', is: owner.toUpperCase() }, { owner })).toBe(true);
  });

  it('V-2 options of a multi-select are themselves', () => {
    expect(met({ field: 'tags', contains: 'vip' }, { tags: ['late', 'vip'] })).toBe(true);
    expect(met({ field: 'tags', contains: 'vip' }, { tags: ['VIP'] })).toBe(false);
  });

  it('V-1 options of a multi-select: any, all, not all, none', () => {
    const words = ['contains_any', 'contains_all', 'excludes_any', 'excludes_all'] as const;
    const row = (...tags: string[]) =>
      words.map((operator) => met({ field: 'tags', [operator]: ['vip', 'late'] } as Criteria, { tags }));
    expect(row('vip', 'late', '老客户')).toEqual([true, true, false, false]);
    expect(row('late')).toEqual([true, false, true, false]);
    expect(row('老客户')).toEqual([false, false, true, true]);
  });

  it('V-1 ends with, folded as every other text', () => {
    expect(met({ field: 'name', ends_with: 'ＣＯＲＰ' }, { name: 'Acme corp' })).toBe(true);
    expect(met({ field: 'name', ends_with: 'Acme' }, { name: 'Acme corp' })).toBe(false);
  });

  it('V-1 me is whoever looks; where nobody does there is no answer', () => {
    const mine: Criteria = { field: 'owner', is_me: true };
    const owned = { owner: trialViewer };
    expect(evaluate(seenBy(mine, trialViewer), owned, context)).toBe(true);
    expect(evaluate(seenBy(mine, '0198f0a0-0000-7000-8000-000000000001'), owned, context)).toBe(false);
    expect(evaluate(seenBy({ all: [{ not: mine }] }, trialViewer), owned, context)).toBe(false);
    expect(() => evaluate(mine, owned, context)).toThrow('nobody is');
  });

  it('V-2 decimals are exact to the last digit', () => {
    expect(met({ field: 'amount', is: 0.3 }, { amount: '0.30000000000000004' })).toBe(false);
    expect(met({ field: 'amount', is: '0.300' }, { amount: '0.3' })).toBe(true);
    expect(met({ field: 'amount', in: [1, 0.3] }, { amount: '0.3000' })).toBe(true);
    expect(met({ field: 'amount', is: '-0' }, { amount: '0' })).toBe(true);
    const long = '12345678901234567890.0123456789';
    expect(met({ field: 'amount', less_than: long }, { amount: '12345678901234567890.0123456788' })).toBe(true);
    expect(met({ field: 'amount', at_least: long }, { amount: '12345678901234567890.0123456788' })).toBe(false);
    expect(met({ field: 'amount', between: ['-1', 1000] }, { amount: '999.9999999999' })).toBe(true);
  });

  it('V-1 no activity for 30 days: the day by the calendar, the instant to the millisecond', () => {
    const criteria: Criteria = { field: 'seen_at', more_than_ago: { days: 30 } };
    const edge = at('2026-02-03T12:00:00+08:00');
    expect(met(criteria, { seen_at: edge - 1 })).toBe(true);
    expect(met(criteria, { seen_at: edge })).toBe(false);
    expect(met({ field: 'birthday', more_than_ago: { days: 30 } }, { birthday: '2026-02-02' })).toBe(true);
    expect(met({ field: 'birthday', more_than_ago: { days: 30 } }, { birthday: '2026-02-03' })).toBe(false);
  });

  it('V-1 past, present and future never overlap', () => {
    const words: readonly Criteria[] = [
      { field: 'seen_at', more_than_ago: { days: 7 } },
      { field: 'seen_at', in_last: { days: 7 } },
      { field: 'seen_at', in_next: { days: 7 } },
      { field: 'seen_at', more_than_ahead: { days: 7 } },
    ];
    const which = (seen_at: number) => words.map((criteria) => met(criteria, { seen_at }));
    expect(which(at('2026-02-26T11:59:59.999+08:00'))).toEqual([true, false, false, false]);
    expect(which(at('2026-02-26T12:00:00+08:00'))).toEqual([false, true, false, false]);
    expect(which(now)).toEqual([false, true, false, false]);
    expect(which(now + 1)).toEqual([false, false, true, false]);
    expect(which(at('2026-03-12T12:00:00+08:00'))).toEqual([false, false, true, false]);
    expect(which(at('2026-03-12T12:00:00.001+08:00'))).toEqual([false, false, false, true]);
    const days = (birthday: string) =>
      words.map((criteria) => met({ ...criteria, field: 'birthday' } as Criteria, { birthday }));
    expect(days('2026-02-25')).toEqual([true, false, false, false]);
    expect(days('2026-02-26')).toEqual([false, true, false, false]);
    expect(days('2026-03-05')).toEqual([false, true, false, false]);
    expect(days('2026-03-06')).toEqual([false, false, true, false]);
    expect(days('2026-03-13')).toEqual([false, false, false, true]);
  });

  it('V-1 today, this week and this month are those of the organisation', () => {
    const seen = (seen_at: string, zone: string) =>
      (['today', 'this_week', 'this_month'] as const).map((operator) =>
        met({ field: 'seen_at', [operator]: true } as Criteria, { seen_at: at(seen_at) }, { zone }),
      );
    expect(seen('2026-03-05T00:00:00+08:00', 'Asia/Shanghai')).toEqual([true, true, true]);
    expect(seen('2026-03-05T23:59:59.999+08:00', 'Asia/Shanghai')).toEqual([true, true, true]);
    expect(seen('2026-03-06T00:00:00+08:00', 'Asia/Shanghai')).toEqual([false, true, true]);
    expect(seen('2026-03-02T00:00:00+08:00', 'Asia/Shanghai')).toEqual([false, true, true]);
    expect(seen('2026-03-01T23:59:59.999+08:00', 'Asia/Shanghai')).toEqual([false, false, true]);
    expect(seen('2026-03-09T00:00:00+08:00', 'Asia/Shanghai')).toEqual([false, false, true]);
    expect(seen('2026-02-28T23:59:59.999+08:00', 'Asia/Shanghai')).toEqual([false, false, false]);
    expect(seen('2026-03-31T23:59:59.999+08:00', 'Asia/Shanghai')).toEqual([false, false, true]);
    expect(seen('2026-04-01T00:00:00+08:00', 'Asia/Shanghai')).toEqual([false, false, false]);
    // Noon of the 5th in Shanghai is still the 4th in New York.
    expect(seen('2026-03-05T12:00:00+08:00', 'America/New_York')).toEqual([true, true, true]);
    expect(seen('2026-03-05T13:00:00+08:00', 'America/New_York')).toEqual([false, true, true]);
    const newYork = { zone: 'America/New_York' };
    expect(met({ field: 'birthday', in_next: { days: 1 } }, { birthday: '2026-03-05' }, newYork)).toBe(true);
    expect(met({ field: 'birthday', today: true }, { birthday: '2026-03-04' }, { zone: 'America/New_York' })).toBe(
      true,
    );
  });

  it.each([
    ['yesterday', '2026-03-04', '2026-03-04'],
    ['tomorrow', '2026-03-06', '2026-03-06'],
    ['last_week', '2026-02-23', '2026-03-01'],
    ['next_week', '2026-03-09', '2026-03-15'],
    ['last_month', '2026-02-01', '2026-02-28'],
    ['next_month', '2026-04-01', '2026-04-30'],
    ['last_quarter', '2025-10-01', '2025-12-31'],
    ['this_quarter', '2026-01-01', '2026-03-31'],
    ['next_quarter', '2026-04-01', '2026-06-30'],
    ['last_year', '2025-01-01', '2025-12-31'],
    ['this_year', '2026-01-01', '2026-12-31'],
    ['next_year', '2027-01-01', '2027-12-31'],
  ])('V-1 %s reaches from %s to %s, for dates and date-times', (period, first, last) => {
    const zone = 'Asia/Shanghai';
    const onDay = (birthday: string) => met({ field: 'birthday', [period]: true } as Criteria, { birthday });
    const atInstant = (seen_at: number) => met({ field: 'seen_at', [period]: true } as Criteria, { seen_at });
    const shifted = (day: string, amount: number) => addToDate(day, { amount, unit: 'days' });
    expect([shifted(first, -1), first, last, shifted(last, 1)].map(onDay)).toEqual([false, true, true, false]);
    const edges = [
      startOfDay(first, zone) - 1,
      startOfDay(first, zone),
      endOfDay(last, zone) - 1,
      endOfDay(last, zone),
    ];
    expect(edges.map(atInstant)).toEqual([false, true, true, false]);
  });

  it('V-1 against a date, a date-time counts by its whole day, also on the day of 23 hours', () => {
    const berlin = { zone: 'Europe/Berlin' };
    const day = '2026-03-29';
    const before = { seen_at: at('2026-03-28T23:59:59.999+01:00') };
    const first = { seen_at: at('2026-03-29T00:00:00+01:00') };
    const last = { seen_at: at('2026-03-29T23:59:59.999+02:00') };
    const after = { seen_at: at('2026-03-30T00:00:00+02:00') };
    const row = (criteria: Criteria) => [before, first, last, after].map((values) => met(criteria, values, berlin));
    expect(row({ field: 'seen_at', is: day })).toEqual([false, true, true, false]);
    expect(row({ field: 'seen_at', is_not: day })).toEqual([true, false, false, true]);
    expect(row({ field: 'seen_at', in: ['2026-01-01', day] })).toEqual([false, true, true, false]);
    expect(row({ field: 'seen_at', less_than: day })).toEqual([true, false, false, false]);
    expect(row({ field: 'seen_at', at_most: day })).toEqual([true, true, true, false]);
    expect(row({ field: 'seen_at', greater_than: day })).toEqual([false, false, false, true]);
    expect(row({ field: 'seen_at', at_least: day })).toEqual([false, true, true, true]);
    expect(row({ field: 'seen_at', between: [day, day] })).toEqual([false, true, true, false]);
    expect(row({ field: 'seen_at', is: '2026-03-30T00:00:00+02:00' })).toEqual([false, false, false, true]);
  });

  it('V-1 groups nest', () => {
    const criteria: Criteria = {
      all: [
        {
          any: [
            { field: 'visits', at_least: 3 },
            { field: 'opted_in', is: true },
          ],
        },
        { not: { field: 'stage', is: 'Won' } },
      ],
    };
    expect(met(criteria, { visits: 3 })).toBe(true);
    expect(met(criteria, { visits: 2, opted_in: true, stage: 'New' })).toBe(true);
    expect(met(criteria, { visits: 2 })).toBe(false);
    expect(met(criteria, { visits: 3, stage: 'Won' })).toBe(false);
    expect(met({ all: [] }, {})).toBe(true);
  });

  it('K-110 a field that is not there any more has no answer', () => {
    const gone: Module = { ...trial, fields: trial.fields.filter(({ key }) => key !== 'stage') };
    const criteria: Criteria = { not: { field: 'stage', is: 'Won' } };
    expect(met(criteria, {})).toBe(true);
    expect(() => evaluate(criteria, {}, { ...context, module: gone })).toThrow('stage');
  });

  it('judges the same criteria anew when the clock, the zone or the module changes', () => {
    const criteria: Criteria = { field: 'seen_at', today: true };
    const values = { seen_at: at('2026-03-05T10:00:00+08:00') };
    const later = (hours: number) => ({ now: now + hours * HOUR });
    expect(met(criteria, values)).toBe(true);
    expect(met(criteria, values, later(12))).toBe(false);
    expect(met(criteria, values, later(6))).toBe(true);
    expect(met(criteria, values, { ...later(6), zone: 'America/New_York' })).toBe(false);
    const asText: Module = { ...trial, fields: trial.fields.map((field) => ({ ...field, type: 'text' as const })) };
    const birthday: Criteria = { field: 'birthday', is: '2026-03-05' };
    expect(met(birthday, { birthday: '2026-03-05' })).toBe(true);
    expect(met(birthday, { birthday: '２０２６-03-05' })).toBe(false);
    expect(met(birthday, { birthday: '２０２６-03-05' }, { module: asText })).toBe(true);
  });

  it('T2 a field may have the name of something that every object has', () => {
    const module: Module = { ...trial, fields: [{ ...(trial.fields[0] as Module['fields'][0]), key: 'constructor' }] };
    expect(evaluate({ field: 'constructor', is_empty: true }, {}, { ...context, module })).toBe(true);
    expect(evaluate({ field: 'constructor', is: 'x' }, { constructor: 'X' } as never, { ...context, module })).toBe(
      true,
    );
  });
});

describe('dependsOnClock', () => {
  it('V-4 knows which criteria time alone can make true', () => {
    expect(
      dependsOnClock({ all: [{ field: 'name', is: 'x' }, { not: { field: 'seen_at', in_last: { days: 1 } } }] }),
    ).toBe(true);
    expect(dependsOnClock({ field: 'birthday', this_week: true })).toBe(true);
    expect(
      dependsOnClock({
        any: [
          { field: 'seen_at', at_least: '2026-03-01' },
          { field: 'name', is_empty: true },
        ],
      }),
    ).toBe(false);
  });
});
