// Records and criteria for the generated tests (V-2, P7): a module with a field of every type, values that sit on each
// other's edges (case and width pairs, the last digit of long decimals, the millisecond before midnight), and criteria
// over them that checkCriteria accepts.
import fc from 'fast-check';
import { askedFields } from '#core/criteria/asked-fields.ts';
import type { Condition, Criteria } from '#core/criteria/criteria.ts';
import { type Literal, type Operator, operatorRule, operatorsFor } from '#core/criteria/operators.ts';
import { daysOf, periodNames } from '#core/criteria/periods.ts';
import { compareLiterals } from '#core/criteria/read-literal.ts';
import type { Moment } from '#core/criteria/resolve-range.ts';
import { isPlainText } from '#core/records/check-text.ts';
import {
  type Field,
  type FieldType,
  type FieldValue,
  type FieldValues,
  type Module,
  shapeOf,
} from '#core/records/field.ts';
import { addDuration, addToDate, endOfDay, localDate, startOfDay } from '#core/time/calendar.ts';
import { type CalendarUnit } from '#core/time/calendar.ts';
import { readInstant } from '#core/time/read-instant.ts';

const stages = ['New', 'Contacted', 'Won', '赢单', 'On hold', "Didn't want", '50%', 'ＷＩＤＥ'];
const tags = ['vip', 'VIP', 'late', '老客户', 'a,b', '{"x"}', "it's", 'back\\slash', 'NULL', ''].filter(
  (tag) => tag !== '',
);

function field(key: string, type: FieldType, options: readonly string[] = []): Field {
  return { key, type, label: { en: key, zh: key }, required: false, system: false, readOnly: false, options };
}

const plain: Module = {
  key: 'trial',
  label: { en: 'Trial', zh: '试验' },
  fields: [
    field('name', 'text'),
    field('notes', 'long_text'),
    field('stage', 'pick_list', stages),
    field('tags', 'multi_select', tags),
    field('visits', 'integer'),
    field('amount', 'decimal'),
    field('birthday', 'date'),
    field('seen_at', 'date_time'),
    field('opted_in', 'boolean'),
    field('owner', 'user'),
    field('mail', 'email'),
    field('mobile', 'phone'),
    field('site', 'url'),
    field('revenue', 'currency'),
    field('discount', 'percent'),
    field('account', 'lookup'),
    field('number', 'auto_number'),
  ],
};

const users = [
  '0198f0a0-0000-7000-8000-000000000001',
  '0198f0a0-0000-7000-8000-00000000000a',
  '0198f0a0-0000-7000-8000-00000000000f',
] as const;
export const [, trialViewer] = users;

const [role, team, deserted] = [1, 2, 3].map((one) => `0198f0a0-0000-7000-8000-0000000001${one}0`) as [
  string,
  string,
  string,
];

export const trialPeople = { role, team, deserted };

/** Its lookup leads to records with fields of the same keys: neither may be taken for the other's. */
export const trial: Module = {
  ...plain,
  beyond: {
    related: { account: plain },
    people: new Map([
      [role, { kind: 'role', name: 'Sales', members: [users[0], users[2]] }],
      [team, { kind: 'team', name: 'North "1"', members: [users[1]] }],
      [deserted, { kind: 'team', name: '北区', members: [] }],
    ]),
  },
};

/** What the lookup leads to: records, some of them deleted, and at last nothing. */
export const RELATED = 40;
export const isRelatedDeleted = (place: number): boolean => place % 8 === 7;
const relatedIds = Array.from({ length: RELATED + 1 }, (_, place) => {
  return `0198f0a0-0000-7000-8000-0000000002${String(place).padStart(2, '0')}`;
});

/** Ordinary days, both edges of summer time, a day without midnight, leap days, the ends of months and years. */
export const moments: readonly Moment[] = [
  moment('2026-03-05T08:00:00Z', 'Asia/Shanghai'),
  moment('2026-03-29T00:59:59.999Z', 'Europe/Berlin'),
  moment('2026-10-25T00:30:00Z', 'Europe/Berlin'),
  moment('2026-10-25T01:30:00Z', 'Europe/Berlin'),
  moment('2026-04-24T09:00:00Z', 'Africa/Cairo'),
  moment('2026-11-01T05:30:00Z', 'America/New_York'),
  moment('2028-02-29T23:30:00Z', 'UTC'),
  moment('2026-12-31T12:00:00Z', 'Pacific/Auckland'),
  moment('2026-05-31T10:00:00Z', 'America/Sao_Paulo'),
];

function moment(now: string, zone: string): Moment {
  return { now: readInstant(now) ?? Number.NaN, zone };
}

const spans: readonly { readonly amount: number; readonly unit: CalendarUnit }[] = [
  { amount: 1, unit: 'minutes' },
  { amount: 90, unit: 'minutes' },
  { amount: 24, unit: 'hours' },
  { amount: 1, unit: 'days' },
  { amount: 7, unit: 'days' },
  { amount: 30, unit: 'days' },
  { amount: 1, unit: 'weeks' },
  { amount: 1, unit: 'months' },
  { amount: 9999, unit: 'months' },
];

const texts = [
  'Acme|ACME|ａｃｍｅ|acme corp|Acme Corp.|acm|é|e\u0301|É|école|ß|SS|ẞ|ss|ΟΔΟΣ|οδος|οδοσ|σ|İstanbul|istanbul|I|ı|i',
  '100%|100|100 %|%|_|a_b|axb|a\\b|\\|\\%|O\'Brien|o’brien|"|ｶﾞ|ガ|カ\u3099|北京|北京公司|𠮷野家|𠮷|😀|👩‍👩‍👧|null|NULL|true|0',
  'ﷺ|ﬁ|fi|\u212a|k|Å|\u212b| |\u00a0|\u3000|a b|a\nb|\t|2026-03-05|{}|{a,b}|$1|:x|--|;|ǅ|ǆ|ﾊﾟ|パ|가|ᄀ\u1161|Ⅷ|viii|①|1',
].flatMap((line) => line.split('|'));

const days = [...new Set(moments.flatMap(({ now, zone }) => daysAround(localDate(now, zone))))].concat([
  '1000-01-01',
  '1969-12-31',
  '1970-01-01',
  '2024-02-29',
  '9999-12-31',
]);

function daysAround(today: string): string[] {
  const shifted = spans.flatMap(({ amount, unit }) =>
    unit === 'minutes' || unit === 'hours'
      ? []
      : [addToDate(today, { amount, unit }), addToDate(today, { amount: -amount, unit })],
  );
  const edges = periodNames.flatMap((period) => daysOf(period, today));
  return [today, ...edges, ...shifted].flatMap((day) =>
    [-1, 0, 1].map((amount) => addToDate(day, { amount, unit: 'days' })),
  );
}

const instants = [...new Set(moments.flatMap(instantsAround))].concat(
  ['1000-01-01T12:00:00Z', '1969-12-31T23:59:59.999Z', '2500-07-01T00:00:00.123Z', '9999-12-30T23:59:59.999Z'].map(
    (text) => readInstant(text) ?? Number.NaN,
  ),
);

function instantsAround({ now, zone }: Moment): number[] {
  const today = localDate(now, zone);
  const edges = [
    now,
    ...spans.flatMap(({ amount, unit }) => [
      addDuration(now, { amount, unit }, zone),
      addDuration(now, { amount: -amount, unit }, zone),
    ]),
    endOfDay(today, zone),
    ...periodNames.flatMap((period) => daysOf(period, today)).map((day) => startOfDay(day, zone)),
  ];
  return edges.flatMap((edge) => [edge - 1, edge, edge + 1]);
}

const decimals = [
  '0 0.1 0.3 0.30000000000000004 -0.1 0.2 100 99.99 0.0000000001 -0.0000000001 9007199254740992 9007199254740993',
  '12345678901234567890.0123456789 12345678901234567890.0123456788 -12345678901234567890 1000 2500.5',
].flatMap((line) => line.split(' '));

const integers = [0, 1, -1, 2, 10, 100, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER - 1, Number.MIN_SAFE_INTEGER];

const anyText = fc
  .oneof(
    { weight: 4, arbitrary: fc.constantFrom(...texts) },
    fc.string({ unit: 'grapheme', maxLength: 6 }),
    joinedTexts(),
  )
  .filter(isPlainText);

function joinedTexts(): fc.Arbitrary<string> {
  return fc.array(fc.constantFrom(...texts), { minLength: 2, maxLength: 3 }).map((parts) => parts.join(''));
}

const anyDecimal = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...decimals) },
  fc
    .tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 1, max: 9 }))
    .map(([whole, tenth]) => `${whole}.${tenth}`),
);

/** What a record may hold, null left out. */
const values: Readonly<Record<string, fc.Arbitrary<Exclude<FieldValue, null>>>> = {
  name: fc.oneof({ weight: 9, arbitrary: anyText }, fc.constant('')),
  notes: fc.oneof({ weight: 9, arbitrary: anyText }, fc.constant('')),
  stage: fc.constantFrom(...stages),
  tags: fc.subarray(tags),
  visits: fc.oneof(fc.constantFrom(...integers), fc.integer({ min: -5, max: 15 })),
  amount: anyDecimal,
  birthday: fc.constantFrom(...days),
  seen_at: fc.constantFrom(...instants),
  opted_in: fc.boolean(),
  owner: fc.constantFrom(...users),
  mail: anyText,
  mobile: anyText,
  site: anyText,
  revenue: anyDecimal,
  discount: anyDecimal,
  account: fc.constantFrom(...relatedIds),
  number: anyText,
};

/** Each field is empty in one record of eight; sometimes a key is left out, which means the same. */
const anyOwnValues: fc.Arbitrary<FieldValues> = fc
  .record(Object.fromEntries(Object.entries(values).map(([key, value]) => [key, fc.option(value, { freq: 8 })])))
  .chain((all) => fc.tuple(fc.constant(all), fc.subarray(Object.keys(all), { minLength: Object.keys(all).length - 1 })))
  .map(([all, keys]) => Object.fromEntries(keys.map((key) => [key, all[key] ?? null])));

/** By id. */
export const relatedRecords: ReadonlyMap<string, FieldValues> = new Map(
  fc
    .sample(anyOwnValues, { numRuns: RELATED, seed: 20_251_122 })
    .map((record, place) => [relatedIds[place] ?? '', record]),
);

const living = new Map([...relatedRecords].filter((_, place) => !isRelatedDeleted(place)));

/** With the values of the record that the lookup leads to, as they are loaded. */
export const anyValues: fc.Arbitrary<FieldValues> = anyOwnValues.map((own) => {
  const related = Object.entries(living.get(String(own['account'])) ?? {});
  return { ...own, ...Object.fromEntries(related.map(([key, value]) => [`account.${key}`, value])) };
});

function literalOf({ key, type }: Field, operator: Operator): fc.Arbitrary<Literal> {
  const ids = type === 'lookup' ? relatedIds : users;
  switch (shapeOf[type]) {
    case 'text':
      return key.endsWith('stage') && !/contains|starts|ends/.test(operator)
        ? fc.constantFrom(...stages, ...stages.map((stage) => stage.toUpperCase()), 'wide')
        : anyText.filter((text) => text !== '');
    case 'texts':
      return fc.constantFrom(...tags);
    case 'integer':
      return fc.oneof(fc.constantFrom(...integers), fc.integer({ min: -5, max: 15 }));
    case 'decimal':
      return fc.oneof(
        anyDecimal,
        anyDecimal.map((text) => `${text}${text.includes('.') ? '00' : '.0'}`),
        fc.constantFrom(0.1, -0.1, 2500.5, -0, 1e3, '-0', '007'),
      );
    case 'date':
      return fc.constantFrom(...days);
    case 'instant':
      return fc.oneof(
        fc.constantFrom(...days),
        fc.constantFrom(...instants).map((at) => new Date(at).toISOString()),
        fc.constant('2026-03-29T03:00:00+02:00'),
      );
    case 'boolean':
      return fc.boolean();
    case 'id':
      return fc.oneof(
        fc.constantFrom(...ids),
        fc.constantFrom(...ids).map((id) => id.toUpperCase()),
      );
  }
}

function operandOf(of: Field, operator: Operator): fc.Arbitrary<unknown> {
  const literal = literalOf(of, operator);
  switch (operatorRule(operator).operand) {
    case 'none':
      return fc.constant(true);
    case 'one':
      return literal;
    case 'list':
      return fc.array(literal, { minLength: 1, maxLength: 4 });
    case 'pair':
      return fc.tuple(literal, literal).map((pair) => pair.sort((a, b) => compareLiterals(a, b, shapeOf[of.type])));
    case 'span':
      return fc
        .constantFrom(...spans.filter(({ unit }) => of.type !== 'date' || !/minutes|hours/.test(unit)))
        .map(({ amount, unit }) => ({ [unit]: amount }));
    case 'people':
      return fc.constantFrom({ role }, { team }, { team: deserted });
  }
}

/** Every operator that the field's type has, each with operands of its own. */
export function conditionsOn(of: Field): fc.Arbitrary<Condition>[] {
  return operatorsFor(of.type).map((operator) =>
    // operandOf makes the operator's own kind of operand.
    operandOf(of, operator).map((operand) => ({ field: of.key, [operator]: operand }) as Condition),
  );
}

export const anyCondition: fc.Arbitrary<Condition> = fc.oneof(...askedFields(trial).flatMap(conditionsOn));

export const anyCriteria: fc.Arbitrary<Criteria> = fc.letrec<{ node: Criteria }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    anyCondition,
    fc.array(tie('node'), { maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
    tie('node').map((not) => ({ not })),
  ),
})).node;

export const anyMoment: fc.Arbitrary<Moment> = fc.constantFrom(...moments);
