// Arrays as parameters, written the way PostgreSQL reads them: the driver's own way costs a call per element, which was
// a tenth of the wake loop's time (measured with 1,000 enrollments a batch).
import { type RawBuilder, sql } from 'kysely';

type Numbers = readonly (number | string | bigint | null)[];

/** bigint[]; strings are decimal numbers. */
export function bigints(values: Numbers): RawBuilder<unknown> {
  return sql`${plain(values)}::bigint[]`;
}

export function integers(values: Numbers): RawBuilder<unknown> {
  return sql`${plain(values)}::int[]`;
}

export function smallints(values: Numbers): RawBuilder<unknown> {
  return sql`${plain(values)}::smallint[]`;
}

/** float8[], for instants: to_timestamp(x / 1000). */
export function floats(values: Numbers): RawBuilder<unknown> {
  return sql`${plain(values)}::float8[]`;
}

export function texts(values: readonly (string | null)[]): RawBuilder<unknown> {
  return sql`${`{${values.map(quoted).join(',')}}`}::text[]`;
}

function plain(values: Numbers): string {
  let text = '{';
  for (let i = 0; i < values.length; i++) text += i === 0 ? (values[i] ?? 'null') : `,${values[i] ?? 'null'}`;
  return `${text}}`;
}

function quoted(value: string | null): string {
  if (value === null) return 'null';
  return NEEDS_ESCAPE.test(value) ? `"${value.replace(ESCAPED, '\\$&')}"` : `"${value}"`;
}

const NEEDS_ESCAPE = /["\\]/;
const ESCAPED = /["\\]/g;
