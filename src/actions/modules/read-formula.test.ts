import { describe, expect, it } from 'vitest';
import { formulaValues } from '#core/formulas/formula-values.ts';
import type { Field, FieldType, FieldValues, Module } from '#core/records/field.ts';
import { readInstant } from '#core/time/read-instant.ts';
import { readFormula } from './read-formula.ts';

function field(key: string, type: FieldType, more: Partial<Field> = {}): Field {
  return {
    key,
    type,
    label: { en: key, zh: key },
    required: false,
    system: false,
    readOnly: false,
    options: [],
    ...more,
  };
}

const boats: Module = {
  key: 'boats',
  label: { en: 'Boats', zh: '船' },
  fields: [
    field('name', 'text'),
    field('berths', 'integer'),
    field('price', 'currency'),
    field('cost', 'currency'),
    field('discount', 'percent'),
    field('built_on', 'date'),
    field('sold_on', 'date'),
    field('seen_at', 'date_time'),
    field('created_at', 'date_time'),
    field('is_new', 'boolean'),
    field('extras', 'multi_select', { options: ['Radar', 'Sails'] }),
    field('owner', 'user'),
    field('number', 'auto_number'),
  ],
};

/** The module with formulas: key → [type, text]. */
function withFormulas(formulas: Readonly<Record<string, readonly [FieldType, string, Partial<Field>?]>>): Module {
  let module = boats;
  for (const [key, [type, text, more]] of Object.entries(formulas)) {
    const read = readFormula(text, { key, type }, module);
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    module = {
      ...module,
      fields: [...module.fields, field(key, type, { ...more, calculation: read.formula, readOnly: true })],
    };
  }
  return module;
}

const valueOf = (type: FieldType, text: string, record: FieldValues = {}) =>
  formulaValues(withFormulas({ result: [type, text] }), record).values['result'];
const problemsOf = (type: FieldType, text: string, module = boats) => {
  const read = readFormula(text, { key: 'result', type }, module);
  return read.ok ? [] : read.problems.map(({ code, at }) => `${code} ${at}`);
};

const boat = { name: 'Ondine', berths: 6, price: '100000.10', cost: '70000', discount: '7.5' } as const;

describe('a formula', () => {
  it.each([
    ['currency', 'price - cost', '30000.1'],
    ['currency', 'price * (1 - discount / 100)', '92500.09'],
    ['decimal', '0.1 + 0.2', '0.3'],
    ['decimal', '1 / 3', '0.3333333333'],
    ['integer', '7 / 2', 4],
    ['decimal', '-berths % 4', '-2'],
    ['decimal', 'round(price / 3, 1)', '33333.4'],
    ['integer', 'max(berths, 2, 9) + min(1, 2) + abs(-1) + floor(1.9) + ceil(0.1)', 13],
    ['text', 'name + " (" + string(berths) + ")"', 'Ondine (6)'],
    ['text', 'upper(name) + lower("É") + trim(" x ")', 'ONDINEéx'],
    [
      'boolean',
      'name == "ＯＮＤＩＮＥ" && name.startsWith("on") && contains(name, "DIN") && !name.endsWith("x")',
      true,
    ],
    ['integer', 'size(name)', 6],
    ['text', 'price > 99999.99 ? "dear" : "cheap"', 'dear'],
  ] as const)('R-2 %s: %s', (type, text, expected) => {
    expect(valueOf(type, text, boat)).toBe(expected);
  });

  it('R-2 calculates with dates, without a clock', () => {
    const record = {
      built_on: '2024-01-31',
      sold_on: '2024-03-01',
      seen_at: 0,
      created_at: readInstant('1970-01-01T12:30:00Z'),
    };
    expect(valueOf('date', 'addMonths(built_on, 1)', record)).toBe('2024-02-29');
    expect(valueOf('date', 'addDays(built_on, -31)', record)).toBe('2023-12-31');
    expect(valueOf('integer', 'daysBetween(built_on, sold_on)', record)).toBe(30);
    expect(valueOf('integer', 'year(built_on) * 10000 + month(built_on) * 100 + day(built_on)', record)).toBe(20240131);
    expect(valueOf('decimal', 'hoursBetween(seen_at, created_at)', record)).toBe('12.5');
    expect(valueOf('boolean', 'built_on < sold_on', record)).toBe(true);
    expect(problemsOf('date', 'now()')).toEqual(['function_unknown 0']);
  });

  it('R-2 keeps every digit', () => {
    const long = { price: '99999999999999999999.9999999999', cost: '0.0000000001' };
    expect(valueOf('decimal', 'price - cost', long)).toBe('99999999999999999999.9999999998');
    expect(valueOf('decimal', '0.1000000000 + 12345678901234567890.0000000001')).toBe(
      '12345678901234567890.1000000001',
    );
  });

  it('R-2 gives nothing where something is missing, but where it says what then', () => {
    expect(valueOf('currency', 'price - cost', { price: '1' })).toBeNull();
    expect(valueOf('text', 'name + "!"')).toBeNull();
    expect(valueOf('boolean', 'price > 1 || berths == 6', { berths: 6 })).toBe(true);
    expect(valueOf('boolean', 'price > 1 && berths == 6', { berths: 6 })).toBeNull();
    expect(valueOf('boolean', 'price > 1 && berths == 7', { berths: 6 })).toBe(false);
    expect(valueOf('currency', 'price - coalesce(cost, 0)', { price: '1' })).toBe('1');
    expect(valueOf('text', 'price > 1 ? "x" : "y"')).toBeNull();
    expect(valueOf('text', 'isEmpty(price) ? "ask" : "known"')).toBe('ask');
    expect(valueOf('boolean', 'price == null && null != name', { name: 'x' })).toBe(true);
    expect(valueOf('text', 'is_new ? "new" : "used"')).toBe('used');
    expect(valueOf('boolean', '"Radar" in extras', { extras: ['Sails', 'Radar'] })).toBe(true);
    expect(valueOf('boolean', '"Radar" in extras')).toBeNull();
  });

  it.each([
    ['price / berths', { price: '1', berths: 0 }, 'division_by_zero'],
    ['price * price * price', { price: '99999999999' }, 'out_of_range'],
  ])('R-2 %s has no value in a record where it can’t be calculated, and says why', (text, record, code) => {
    expect(formulaValues(withFormulas({ result: ['decimal', text] }), record)).toMatchObject({
      values: { result: null },
      failures: { result: code },
    });
  });

  it('R-2 may use other formulas, in whatever order the fields stand', () => {
    const module = withFormulas({
      margin: ['currency', 'price - cost'],
      rate: ['percent', 'margin / price * 100', { fractionDigits: 1 }],
    });
    const reversed = { ...module, fields: module.fields.toReversed() };
    for (const each of [module, reversed]) {
      expect(formulaValues(each, { price: '3', cost: '2' }).values).toEqual({ margin: '1', rate: '33.3' });
    }
  });

  it('R-2 whose field was retired leaves what records hold alone', () => {
    const module = withFormulas({
      margin: ['currency', 'price - cost'],
      rate: ['percent', 'margin / price'],
      twice: ['integer', 'berths * 2'],
    });
    const retired = { ...module, fields: module.fields.filter(({ key }) => key !== 'cost') };
    expect(formulaValues(retired, { price: '3', berths: 2 })).toMatchObject({ values: { twice: 4 }, failures: {} });
    expect(Object.keys(formulaValues(retired, { price: '3', berths: 2 }).values)).toEqual(['twice']);
    expect(problemsOf('currency', 'price - cost', retired)).toEqual(['field_unknown 8']);
  });
});

describe('what is wrong with a formula', () => {
  it.each([
    ['currency', 'price - ', 'syntax 8'],
    ['currency', 'prize - cost', 'field_unknown 0'],
    ['currency', 'price - result', 'field_itself 8'],
    ['currency', 'price + name', 'parts_wrong 0'],
    ['currency', 'name', 'result_wrong 0'],
    ['currency', 'null', 'result_wrong 0'],
    ['text', 'upper(name, name)', 'parts_wrong 0'],
    ['boolean', 'name > "a"', 'parts_wrong 0'],
    ['text', 'is_new ? name : price', 'parts_wrong 0'],
    ['boolean', 'matches(name, "(a+)+$")', 'function_unknown 0'],
    ['boolean', 'name.constructor == name', 'not_supported 0'],
    ['boolean', 'constructor(name)', 'function_unknown 0'],
    ['boolean', 'extras.exists(e, e == "x")', 'field_unknown 14'],
    ['integer', '[1][0]', 'not_supported 0'],
    ['integer', '0x1F', 'not_supported 0'],
    ['text', 'owner', 'field_not_usable 0'],
    ['text', 'number', 'field_not_usable 0'],
    ['integer', '1 + '.repeat(150) + '1', 'too_large 0'],
    ['integer', `${'('.repeat(40)}1${')'.repeat(40)}`, 'too_large 30'],
    ['integer', ' '.repeat(2_001), 'too_long 0'],
  ] as const)('R-2 T2 %s: %s', (type, text, expected) => {
    expect(problemsOf(type, text)[0]).toBe(expected);
  });

  it('R-2 formulas can’t go round in a circle', () => {
    const module = withFormulas({
      result: ['currency', 'price'],
      second: ['currency', 'result * 2'],
      third: ['currency', 'second * 2'],
    });
    expect(problemsOf('currency', 'price + third', module)).toEqual(['formulas_in_circle 8']);
  });

  it('R-2 every problem is told at once', () => {
    expect(problemsOf('currency', 'prize - upper(cost)')).toEqual(['field_unknown 0', 'parts_wrong 8']);
  });
});
