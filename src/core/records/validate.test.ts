import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inputFromText, textFromValue } from './convert.ts';
import type { Field, FieldType, FieldValue, Module } from './field.ts';
import { leads } from './modules/leads.ts';
import { checkValues } from './validate.ts';

function field(type: FieldType, options: readonly string[] = []): Field {
  const key = `a_${type}`;
  return { key, type, label: { en: key, zh: key }, required: false, system: false, readOnly: false, options };
}

const options = ['North', 'South East', '西'];
const module: Module = {
  ...leads,
  fields: [
    ...leads.fields,
    field('decimal'),
    field('percent'),
    field('date'),
    field('date_time'),
    field('boolean'),
    field('multi_select', options),
    field('pick_list', options),
    field('user'),
  ],
};

/** The value, or the rule that refuses it. */
function check(key: string, value: unknown): unknown {
  const checked = checkValues(module, { [key]: value }, 'update');
  if (checked.ok) return { value: checked.values[key] };
  expect(checked.problems).toEqual([{ field: key, rule: checked.problems[0]?.rule, value }]);
  return checked.problems[0]?.rule;
}

describe('R-3 one validator', () => {
  it('R-3 tells everything that is wrong at once, with field, rule and value', () => {
    const checked = checkValues(
      module,
      { email: 'ada', employees: 1.5, created_at: '2026-01-01T00:00:00Z', shoe_size: 40, city: 'Lyon' },
      'create',
    );
    expect(checked).toEqual({
      ok: false,
      problems: [
        { field: 'email', rule: 'not_an_email', value: 'ada' },
        { field: 'employees', rule: 'not_whole', value: 1.5 },
        { field: 'created_at', rule: 'read_only', value: '2026-01-01T00:00:00Z' },
        { field: 'shoe_size', rule: 'unknown_field', value: 40 },
        { field: 'last_name', rule: 'required', value: null },
      ],
    });
  });

  it('R-3 asks for required fields when they are emptied, and when a record is created without them', () => {
    expect(check('last_name', null)).toBe('required');
    expect(check('last_name', ' \n ')).toBe('required');
    expect(checkValues(module, {}, 'update')).toEqual({ ok: true, values: {} });
    expect(checkValues(module, { last_name: undefined }, 'create').ok).toBe(false);
    expect(checkValues(module, JSON.parse('{"__proto__": 1, "last_name": "A"}'), 'create')).toMatchObject({
      problems: [{ field: '__proto__', rule: 'unknown_field' }],
    });
  });

  it('R-3 trims text and refuses what storage or mail could not hold', () => {
    expect(check('company', '  Harbour\n Trading ')).toEqual({ value: 'Harbour Trading' });
    expect(check('description', ' one\r\n\ttwo ')).toEqual({ value: 'one\n\ttwo' });
    expect(check('company', '')).toEqual({ value: null });
    expect(check('company', 'a\u0000b')).toBe('bad_characters');
    expect(check('company', 'a\ud83d')).toBe('bad_characters');
    expect(check('company', 'caf\ufffd')).toBe('bad_characters');
    expect(check('company', '🌊')).toEqual({ value: '🌊' });
    expect(check('company', 'x'.repeat(256))).toBe('too_long');
    expect(check('company', 7)).toBe('wrong_type');
  });

  it.each([
    ['ada.lovelace+x@mail.example.co', true],
    ['阿达@例子.中国', true],
    ['ada@', false],
    ['@example.com', false],
    ['ada@localhost', false],
    ['a b@example.com', false],
    ['.ada@example.com', false],
    ['ada..b@example.com', false],
    ['ada@example.com, ben@example.com', false],
    ['<ada@example.com>', false],
    ['ada@-example.com', false],
    [`${'a'.repeat(65)}@example.com`, false],
  ])('R-3 e-mail %s: %s', (text, good) => {
    expect(check('email', text)).toEqual(good ? { value: text } : 'not_an_email');
  });

  it.each([
    ['https://harbour.invalid/about?x=1', 'https://harbour.invalid/about?x=1'],
    ['harbour.invalid', 'https://harbour.invalid'],
    ['harbour.invalid:8080/x', 'https://harbour.invalid:8080/x'],
    ['javascript:alert(1)', null],
    ['data:text/html,x', null],
    ['https://user@evil.invalid', null],
    ['not a link', null],
    ['nothing', null],
  ])('R-3 link %s', (text, value) => {
    expect(check('website', text)).toEqual(value === null ? 'not_a_url' : { value });
  });

  it('R-3 keeps decimals exactly, in one spelling', () => {
    expect(check('annual_revenue', '+0012345678901234567890.01234567890')).toEqual({
      value: '12345678901234567890.0123456789',
    });
    expect(check('annual_revenue', '-0.00')).toEqual({ value: '0' });
    expect(check('annual_revenue', '1e3')).toEqual({ value: '1000' });
    expect(check('annual_revenue', 12.5)).toEqual({ value: '12.5' });
    expect(check('annual_revenue', 0.1 + 0.2)).toBe('too_precise');
    expect(check('annual_revenue', Number.NaN)).toBe('too_precise');
    expect(check('annual_revenue', '0.12345678901')).toBe('too_precise');
    expect(check('annual_revenue', `1${'0'.repeat(20)}`)).toBe('out_of_range');
    expect(check('annual_revenue', '12,5')).toBe('not_a_decimal');
    expect(check('annual_revenue', 'NaN')).toBe('not_a_decimal');
  });

  it('R-3 whole numbers, dates, instants, boxes', () => {
    expect(check('employees', -0)).toEqual({ value: 0 });
    expect(check('employees', 2 ** 53)).toBe('out_of_range');
    expect(check('employees', '12')).toBe('wrong_type');
    expect(check('a_date', '2024-02-29')).toEqual({ value: '2024-02-29' });
    expect(check('a_date', '2023-02-29')).toBe('not_a_date');
    expect(check('a_date_time', '2026-03-02T09:00:00+08:00')).toEqual({ value: Date.parse('2026-03-02T01:00:00Z') });
    expect(check('a_date_time', '2026-03-02T01:00:00.123456Z')).toEqual({
      value: Date.parse('2026-03-02T01:00:00.123Z'),
    });
    expect(check('a_date_time', '2026-03-02T09:00:00')).toBe('not_a_date_time');
    expect(check('a_date_time', '0999-12-31T23:59:59Z')).toBe('out_of_range');
    expect(check('do_not_email', null)).toEqual({ value: false });
    expect(check('do_not_email', 'yes')).toBe('wrong_type');
  });

  it('R-3 options are the field’s own, whatever their case', () => {
    expect(check('lead_status', 'NOT interested')).toEqual({ value: 'Not interested' });
    expect(check('lead_status', 'Gone')).toBe('not_an_option');
    expect(check('a_multi_select', ['西', 'north', 'North'])).toEqual({ value: ['North', '西'] });
    expect(check('a_multi_select', [])).toEqual({ value: null });
    expect(check('a_multi_select', ['North', 'Up'])).toBe('not_an_option');
    expect(check('a_multi_select', 'North')).toBe('wrong_type');
    expect(check('owner', 'Omar')).toBe('not_an_id');
  });
});

describe('I-1 cells', () => {
  const read = (key: string, cell: string): unknown => {
    const of = module.fields.find((each) => each.key === key);
    return of === undefined ? undefined : check(key, inputFromText(of, cell, 'Asia/Shanghai'));
  };

  it('I-1 reads what people and spreadsheets write', () => {
    for (const yes of ['Yes', 'TRUE', '1', '是', ' y ']) expect(read('do_not_email', yes)).toEqual({ value: true });
    for (const no of ['No', 'false', '0', '否', '']) expect(read('do_not_email', no)).toEqual({ value: false });
    expect(read('do_not_email', 'perhaps')).toBe('wrong_type');
    expect(read('employees', '1,200')).toEqual({ value: 1200 });
    expect(read('employees', '12.0')).toEqual({ value: 12 });
    expect(read('employees', '12.5')).toBe('not_whole');
    expect(read('employees', 'many')).toBe('wrong_type');
    expect(read('annual_revenue', '￥1,234.50')).toEqual({ value: '1234.5' });
    expect(read('annual_revenue', '1,23')).toBe('not_a_decimal');
    expect(read('a_percent', '12.5 %')).toEqual({ value: '12.5' });
    for (const day of ['2026-03-02', '2026/3/2', '2026.3.2', '2026年3月2日']) {
      expect(read('a_date', day)).toEqual({ value: '2026-03-02' });
    }
    expect(read('a_date', '3/4/2026')).toBe('not_a_date');
    expect(read('a_multi_select', 'west; North;西')).toBe('not_an_option');
    expect(read('a_multi_select', 'South East; North;')).toEqual({ value: ['North', 'South East'] });
  });

  it('I-1 a date-time without an offset is the organisation’s wall clock', () => {
    const at = { value: Date.parse('2026-03-02T01:00:00Z') };
    for (const cell of ['2026-03-02 09:00', '2026/3/2 9:00:00', '2026-03-02T09:00:00', '2026-03-02T01:00:00Z']) {
      expect(read('a_date_time', cell)).toEqual(at);
    }
    expect(read('a_date_time', '2026-03-02 03:00:00 +02:00')).toEqual(at);
    expect(read('a_date_time', '2026-02-30 09:00')).toBe('not_a_date_time');
  });

  it('I-1 what is written reads back as the same value, whatever it is', () => {
    const anything: Record<string, fc.Arbitrary<unknown>> = {
      company: fc.string({ unit: 'binary' }),
      description: fc.string({ unit: 'grapheme' }),
      annual_revenue: fc.oneof(fc.double().map(String), fc.bigInt().map(String)),
      employees: fc.maxSafeInteger(),
      a_date: fc
        .date({ min: new Date('0001-01-02'), max: new Date('9999-12-30'), noInvalidDate: true })
        .map((date) => date.toISOString().slice(0, 10)),
      a_date_time: fc
        .date({ min: new Date('1000-01-01'), max: new Date('9999-12-30'), noInvalidDate: true })
        .map((date) => date.toISOString()),
      do_not_call: fc.boolean(),
      a_multi_select: fc.subarray(options),
      a_pick_list: fc.constantFrom(...options),
    };
    for (const [key, arbitrary] of Object.entries(anything)) {
      const of = module.fields.find((each) => each.key === key);
      if (of === undefined) throw new Error(key);
      fc.assert(
        fc.property(arbitrary, (input) => {
          const checked = checkValues(module, { [key]: input }, 'update');
          if (!checked.ok) return;
          const value: FieldValue = checked.values[key] ?? null;
          const again = checkValues(module, { [key]: inputFromText(of, textFromValue(of, value), 'UTC') }, 'update');
          expect(again).toEqual(checked);
        }),
      );
    }
  });
});
