// Hostile texts, and criteria with one in every place that takes a text (T1, T2).

const injections = [
  "'; drop table trial; --|' or '1'='1|\" or \"\"=\"|1; select pg_sleep(5)|$1|$$; drop table trial; $$|\\'; --|') or true --",
  '\' union select rolname from pg_roles --|name" is null or true --|c_name|trial.c_name|*|(select 1)|null|true|1=1|/**/or/**/1=1',
  "%' or c_name like '%|{\"x\"}|{a,b}|}' or true --|array['x']|'::text; --|::regclass|:name|?|@> '{}'|any($1)|E'\\\\x27'|U&'\\0027'",
  '\u02bc or 1=1|\uff07 or 1=1|\u2019; drop|is not null or true|desc; --|asc nulls first|pg_catalog.pg_user|information_schema.tables',
].flatMap((line) => line.split('|'));

const prototypes = [
  '__proto__|constructor|prototype|toString|valueOf|hasOwnProperty|__defineGetter__|then|toJSON|length|0|-1|NaN|undefined',
].flatMap((line) => line.split('|'));

const broken = [
  '\0',
  'a\0b',
  '\ud800',
  'x\udfff',
  '\u202eevil',
  '\ufeff',
  '\x1b[31m',
  '\r\n',
  ' ',
  '\t',
  '<script>alert(1)</script>',
  '{{7*7}}',
  '${7*7}',
  '%00',
  '../../etc/passwd',
  'a'.repeat(1001),
  'a'.repeat(100_000),
  '9'.repeat(400),
  '1e309',
  '-',
  '0x10',
  '１２',
];

const wrapped = injections.flatMap((text) => [`x${text}`, `%${text}%`, `${text}\n--`, `${text};`]);

/** More than 200 texts, each of which was an attack on something. */
export const payloads: readonly string[] = [...injections, ...prototypes, ...broken, ...wrapped];

const operators = [
  'is',
  'is_not',
  'contains',
  'not_contains',
  'starts_with',
  'ends_with',
  'contains_any',
  'is_me',
  'belongs_to',
  'less_than',
  'at_most',
  'greater_than',
  'at_least',
  'between',
  'is_empty',
  'in_last',
  'today',
];
const fields = [
  'name',
  'stage',
  'tags',
  'visits',
  'amount',
  'birthday',
  'seen_at',
  'opted_in',
  'owner',
  'account.name',
];

export type Attack = { readonly criteria: unknown; readonly payload: string };

export function attacks(): readonly Attack[] {
  return payloads.flatMap((payload) => places(payload).map((criteria) => ({ criteria, payload })));
}

function places(payload: string): unknown[] {
  const named = (key: string, value: unknown) =>
    JSON.parse(`{${JSON.stringify(key)}:${JSON.stringify(value)}}`) as object;
  return [
    payload,
    [payload],
    named(payload, []),
    { field: payload, is: 'x' },
    { field: [payload], is: 'x' },
    { field: 'name', ...named(payload, 'x') },
    { field: 'name', is: 'x', ...named(payload, 'x') },
    { field: 'seen_at', in_last: named(payload, 3) },
    { field: `account.${payload}`, is: 'x' },
    { field: `${payload}.name`, is: 'x' },
    { field: 'owner', belongs_to: named(payload, 'x') },
    { field: 'owner', belongs_to: { team: payload } },
    { field: 'seen_at', in_last: { days: payload } },
    { all: payload },
    { all: [payload] },
    { any: named('0', payload) },
    { not: payload },
    ...fields.flatMap((field) => operators.map((operator) => ({ field, [operator]: payload }))),
    ...fields.flatMap((field) => [
      { field, in: [payload] },
      { field, between: [payload, payload] },
      { field, is: { raw: payload } },
      { field, is: [payload] },
    ]),
  ];
}
