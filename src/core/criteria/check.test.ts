import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attacks, payloads } from '#test/criteria-attacks.ts';
import { anyCriteria, anyMoment, anyValues, trial, trialPeople, trialViewer } from '#test/criteria-generators.ts';
import { askedField } from './asked-fields.ts';
import { checkCriteria } from './check.ts';
import { type Criteria, DEPTH_MAX, fieldsOf, LIST_MAX, NODES_MAX } from './criteria.ts';
import { evaluate } from './evaluate.ts';
import { describe as inWords } from './explain.ts';
import { seenBy } from './viewer.ts';

const problemsOf = (input: unknown) => {
  const checked = checkCriteria(input, trial);
  return checked.ok ? [] : checked.problems.map(({ path, code }) => `${path}: ${code}`);
};

describe('checkCriteria', () => {
  it('V-1 reads the form that people write, and gives it back', () => {
    const criteria: Criteria = {
      all: [
        { field: 'stage', is: 'contacted' },
        {
          any: [
            { field: 'seen_at', more_than_ago: { days: 30 } },
            { field: 'seen_at', is_empty: true },
          ],
        },
        { not: { field: 'amount', between: [1000, '2500.50'] } },
        { field: 'seen_at', at_least: '2026-03-01T00:00:00+08:00' },
        { field: 'birthday', this_month: true },
        { field: 'tags', contains: 'vip' },
      ],
    };
    expect(checkCriteria(criteria, trial)).toEqual({ ok: true, criteria });
    expect(fieldsOf(criteria)).toEqual(new Set(['stage', 'seen_at', 'amount', 'birthday', 'tags']));
    expect(checkCriteria({ all: [] }, trial).ok).toBe(true);
  });

  it('V-1 tells every problem at once, each with its place', () => {
    const problems = problemsOf({
      all: [
        { field: 'colour', is: 'red' },
        { field: 'stage', is: 'Lost' },
        { any: [{ field: 'visits', contains: 3 }, { field: 'visits', is: '3' }, { any: [] }] },
        { field: 'amount', between: [3, 1] },
        { field: 'name', is: 'x', is_not: 'y' },
        { field: 'name', equals: 'x' },
        { field: 'name' },
        { is: 'x' },
        { not: { field: 'seen_at', in_last: { days: 0 } } },
        { field: 'birthday', in_last: { hours: 3 } },
        { field: 'seen_at', in_last: { days: 1, weeks: 1 } },
        { field: 'name', in: ['a', '', 'b\0'] },
        { all: [], of: [] },
        'name is x',
        { field: 'visits', in: [] },
        { field: 'email', is_empty: false },
        { field: 'name', is_empty: false },
      ],
    });
    expect(problems).toEqual([
      'all/0/field: field_unknown',
      'all/1/is: option_unknown',
      'all/2/any/0: operator_not_of_field',
      'all/2/any/1/is: operand_wrong',
      'all/2/any/2/any: group_empty',
      'all/3/between: ends_reversed',
      'all/4: operators_several',
      'all/5: operator_unknown',
      'all/6: operator_missing',
      'all/7: field_missing',
      'all/8/not/in_last/days: amount_out_of_range',
      'all/9/in_last: unit_wrong',
      'all/10/in_last: unit_wrong',
      'all/11/in/1: text_empty',
      'all/11/in/2: text_not_storable',
      'all/12: key_unknown',
      'all/13: not_criteria',
      'all/14/in: list_empty',
      'all/15/field: field_unknown',
      'all/16/is_empty: operand_wrong',
    ]);
  });

  it('V-2 takes decimals as text or as numbers that are what was written, never as rounded ones', () => {
    const refused = [
      0.1 + 0.2,
      12345678901234567890,
      Number.NaN,
      Infinity,
      '1e3',
      '1,5',
      '.5',
      '',
      ' 1',
      '1'.repeat(61),
      true,
      null,
    ];
    expect(refused.filter((amount) => problemsOf({ field: 'amount', is: amount }).length === 0)).toEqual([]);
    const taken = [0.3, 1e3, -0, 123456789.012345, '12345678901234567890.0123456789', '-0.50', '007'];
    expect(taken.filter((amount) => problemsOf({ field: 'amount', is: amount }).length > 0)).toEqual([]);
    expect([1.5, 2 ** 53, '3'].filter((visits) => problemsOf({ field: 'visits', is: visits }).length === 0)).toEqual(
      [],
    );
  });

  it('T1 takes only values of the field’s type', () => {
    const wrong: readonly (readonly [string, unknown])[] = [
      ['name', 'x'.repeat(1_001)],
      ['name', 3],
      ['birthday', '2026-02-29'],
      ['birthday', '2026-03-01T00:00:00Z'],
      ['seen_at', '2026-03-01T00:00:00'],
      ['seen_at', 1_772_697_600_000],
      ['opted_in', 'true'],
      ['opted_in', 1],
      ['owner', 'ada@example.com'],
      ['owner', '0198f0a0-0000-7000-8000-00000000000g'],
      ['visits', true],
    ];
    expect(wrong.filter(([field, is]) => problemsOf({ field, is }).length === 0)).toEqual([]);
    expect(problemsOf({ field: 'name', is: 'x'.repeat(1_000) })).toEqual([]);
    expect(problemsOf({ field: 'seen_at', between: ['2026-03-02T00:00:00Z', '2026-03-02T00:00:00+01:00'] })).toEqual([
      'between: ends_reversed',
    ]);
    const [less, more] = ['12345678901234567890.0000000001', '12345678901234567890.0000000002'];
    expect(problemsOf({ field: 'amount', between: [more, less] })).toEqual(['between: ends_reversed']);
  });

  it('T2 refuses criteria nested too deep', () => {
    const nested = (depth: number): unknown => (depth === 1 ? { field: 'name', is: 'x' } : { not: nested(depth - 1) });
    expect(problemsOf(nested(DEPTH_MAX))).toEqual([]);
    expect(problemsOf(nested(DEPTH_MAX + 1))).toEqual([`${'not/'.repeat(DEPTH_MAX - 1)}not: too_deep`]);
    let bottomless: unknown = { field: 'name', is: 'x' };
    for (let depth = 0; depth < 200_000; depth++) bottomless = { all: [bottomless] };
    expect(problemsOf(bottomless)).toHaveLength(1);
  });

  it('T2 refuses criteria of too many parts, at once however many', () => {
    const wide = (parts: number) => ({ all: new Array(parts).fill({ field: 'name', is: 'x' }) as unknown[] });
    expect(problemsOf(wide(NODES_MAX - 1))).toEqual([]);
    expect(problemsOf(wide(NODES_MAX))).toEqual([`all/${NODES_MAX - 1}: too_many_parts`]);
    let looks = 0;
    const counted = <T extends object>(parts: T): T =>
      new Proxy(parts, { get: (target, key, self) => (looks++, Reflect.get(target, key, self) as unknown) });
    const condition = { field: 'name', is: 'x' };
    expect(problemsOf({ all: counted(new Array(10_000_000).fill(condition)) })).toHaveLength(1);
    expect(problemsOf({ field: 'name', in: counted(new Array(10_000_000).fill('x')) })).toEqual(['in: list_too_long']);
    const grown = counted(new Array(100).fill({ all: counted(new Array(100).fill({ all: [] })) }));
    expect(problemsOf({ all: grown })).toHaveLength(1);
    expect(looks).toBeLessThan(20 * NODES_MAX);
    const looped: unknown[] = [];
    looped.push({ any: looped }, { all: looped }, { not: { any: looped } });
    expect(problemsOf({ any: looped }).length).toBeGreaterThan(0);
  });

  it('T2 takes as many parts and values as are allowed, and says how many those are', () => {
    const parts = (count: number) => ({ all: Array.from({ length: count - 1 }, () => ({ field: 'name', is: 'x' })) });
    expect(problemsOf(parts(NODES_MAX))).toEqual([]);
    expect(problemsOf(parts(NODES_MAX + 1)).map((line) => line.split(': ')[1])).toEqual(['too_many_parts']);
    const values = (count: number) => ({ field: 'name', in: Array.from({ length: count }, (_, i) => `${i}`) });
    expect(problemsOf(values(LIST_MAX))).toEqual([]);
    expect(checkCriteria(values(LIST_MAX + 1), trial)).toMatchObject({
      problems: [{ code: 'list_too_long', params: { max: LIST_MAX } }],
    });
  });

  it('V-1 says of each problem what it is about', () => {
    const paramsOf = (criteria: object) => {
      const checked = checkCriteria(criteria, trial);
      return checked.ok ? [] : checked.problems.map(({ code, params }) => ({ [code]: params }));
    };
    expect(paramsOf({ field: 'colour', is: 'red' })).toEqual([{ field_unknown: { field: 'colour' } }]);
    expect(paramsOf({ field: 'name', equals: 'x' })).toEqual([{ operator_unknown: { operator: 'equals' } }]);
    expect(paramsOf({ field: 'name', is: 'x', is_not: 'y' })).toEqual([
      { operators_several: { operators: 'is, is_not' } },
    ]);
    expect(paramsOf({ field: 'visits', contains: 3 })).toEqual([
      { operator_not_of_field: { operator: 'contains', field: 'visits', type: 'integer' } },
    ]);
    expect(paramsOf({ field: 'amount', between: [1] })).toEqual([{ operand_wrong: { expected: 'pair' } }]);
    expect(paramsOf({ field: 'amount', between: 1 })).toEqual([{ operand_wrong: { expected: 'pair' } }]);
    expect(paramsOf({ field: 'name', in: 'x' })).toEqual([{ operand_wrong: { expected: 'list' } }]);
    expect(paramsOf({ field: 'name', is_empty: false })).toEqual([{ operand_wrong: { expected: 'true' } }]);
    expect(paramsOf({ field: 'seen_at', in_last: 3 })).toEqual([{ operand_wrong: { expected: 'span' } }]);
  });

  it('T2 refuses keys that it does not know, prototypes and instances', () => {
    const refused = [
      JSON.parse('{"__proto__": {"field": "name"}, "is": "x"}'),
      JSON.parse('{"field": "name", "is": "x", "__proto__": {"admin": true}}'),
      JSON.parse('{"field": "name", "constructor": "x"}'),
      JSON.parse('{"all": [], "__proto__": []}'),
      Object.create({ field: 'name', is: 'x' }),
      Object.assign(Object.create({ field: 'name' }), { is: 'x' }),
      new Map([['all', []]]),
      new (class Group {
        all = [];
      })(),
      Object.assign(() => {}, { all: [] }),
      { field: 'name', is: new String('x') },
      { field: '__proto__', is: 'x' },
      { field: 'constructor', is: 'x' },
    ];
    expect(refused.filter((input) => problemsOf(input).length === 0)).toEqual([]);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  it('V-1 T1 reaches fields over one lookup that is there, and no further', () => {
    expect(problemsOf({ field: 'account.visits', at_least: 3 })).toEqual([]);
    for (const field of [
      'account.nope',
      'owner.name',
      'account.account.name',
      'account.',
      '.name',
      'constructor.name',
    ]) {
      expect(problemsOf({ field, is: 'x' })).toEqual(['field: field_unknown']);
    }
    expect(problemsOf({ field: 'account.visits', contains: 'x' })).toEqual([': operator_not_of_field']);
    const narrow = { ...trial, beyond: { related: {}, people: new Map() } };
    expect(checkCriteria({ field: 'account.name', is: 'x' }, narrow).ok).toBe(false);
  });

  it('V-1 T1 people belong to exactly one role or team that there is', () => {
    const { role, team } = trialPeople;
    const wrong = [
      team,
      { role, team },
      { team: 'x' },
      { team, more: 1 },
      { user: team },
      {},
      null,
      [team],
      { team: {} },
    ];
    for (const belongs_to of wrong) {
      expect(problemsOf({ field: 'owner', belongs_to })).toEqual(['belongs_to: people_wrong']);
    }
    expect(problemsOf({ field: 'owner', belongs_to: { role: team } })).toEqual(['belongs_to/role: people_unknown']);
    expect(problemsOf({ field: 'name', belongs_to: { team } })).toEqual([': operator_not_of_field']);
    const lower = { ok: true, criteria: { field: 'owner', belongs_to: { team } } };
    expect(checkCriteria({ field: 'owner', belongs_to: { team: team.toUpperCase() } }, trial)).toEqual(lower);
  });

  it('T1 refuses or takes as plain text every payload in every place', () => {
    expect(payloads.length).toBeGreaterThan(200);
    for (const { criteria, payload } of attacks()) {
      const checked = checkCriteria(criteria, trial);
      if (!checked.ok) {
        expect(checked.problems.length).toBeGreaterThan(0);
        for (const { params } of checked.problems) expect(JSON.stringify(params).length).toBeLessThan(1_000);
      } else {
        // What was let through is a value, and the same value as before.
        expect(checked.criteria).toEqual(criteria);
        expect(JSON.stringify(checked.criteria)).toContain(JSON.stringify(payload));
        expect([...fieldsOf(checked.criteria)].every((key) => askedField(trial, key) !== undefined)).toBe(true);
      }
    }
  });

  it('T2 never throws, and what it lets through is judged and described without fail', () => {
    const input = fc.oneof(
      fc.anything({
        withBigInt: true,
        withDate: true,
        withMap: true,
        withNullPrototype: true,
        withSparseArray: true,
        withObjectString: true,
      }),
      fc
        .tuple(anyCriteria, fc.nat(), fc.anything())
        .map(([criteria, seed, anything]) => damaged(criteria, seed, anything)),
    );
    fc.assert(
      fc.property(input, anyValues, anyMoment, (given, values, moment) => {
        const checked = checkCriteria(given, trial);
        if (!checked.ok) return;
        // JSON has no -0: text against text.
        const stored = JSON.stringify(checked.criteria);
        expect(JSON.stringify(checkCriteria(JSON.parse(stored), trial))).toBe(`{"ok":true,"criteria":${stored}}`);
        expect(typeof evaluate(seenBy(checked.criteria, trialViewer), values, { ...moment, module: trial })).toBe(
          'boolean',
        );
        expect(inWords(checked.criteria, trial, 'zh')).not.toBe('');
      }),
      { numRuns: 5_000 },
    );
  });
});

/** The criteria with one of its values or keys replaced by something else. */
function damaged(criteria: unknown, seed: number, anything: unknown): unknown {
  if (typeof criteria !== 'object' || criteria === null || seed % 5 === 0) return anything;
  const copy: Record<string, unknown> | unknown[] = Array.isArray(criteria) ? [...criteria] : { ...criteria };
  const entries = Object.entries(copy);
  const [key, value] = entries[seed % Math.max(entries.length, 1)] ?? ['all', []];
  if (seed % 7 === 1) return { ...copy, [typeof anything === 'string' ? anything : 'is']: value };
  return Object.assign(copy, { [key]: damaged(value, Math.floor(seed / 7), anything) });
}
