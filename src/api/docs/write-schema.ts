// A JSON schema in words that people read: types, choices, limits; objects as lists of their keys.
import { escapeHtml } from '#api/pages/page.ts';

type Schema = Readonly<Record<string, unknown>>;

export function writeSchema(schema: Schema): string {
  const { $ref, anyOf, oneOf, allOf, type, enum: choices, const: only, items, properties } = schema;
  if (typeof $ref === 'string') return reference($ref);
  for (const ways of [anyOf, oneOf])
    if (Array.isArray(ways)) return ways.filter(isSchema).map(writeSchema).join(' or ');
  if (Array.isArray(allOf)) return allOf.filter(isSchema).map(writeSchema).join(' and ');
  if (only !== undefined) return value(only);
  if (Array.isArray(choices)) return choices.map(value).join(' or ');
  if (isSchema(items)) return `list of ${writeSchema(items)}${limits(schema)}`;
  if (isSchema(properties)) return object(properties, schema['required']);
  return `<i>${escapeHtml(typeof type === 'string' ? type : 'anything')}</i>${limits(schema)}`;
}

function isSchema(part: unknown): part is Schema {
  return typeof part === 'object' && part !== null;
}

function reference(address: string): string {
  const name = escapeHtml(address.split('/').at(-1) ?? '');
  return `<a href="#schema-${name}">${name}</a>`;
}

function value(literal: unknown): string {
  return `<code>${escapeHtml(JSON.stringify(literal))}</code>`;
}

function object(properties: Schema, required: unknown): string {
  const must: readonly unknown[] = Array.isArray(required) ? required : [];
  const keys = Object.entries(properties).map(([key, schema]) => {
    const optional = must.includes(key) ? '' : ' <i>optional</i>';
    return `<li><code>${escapeHtml(key)}</code>${optional} ${isSchema(schema) ? writeSchema(schema) : ''}`;
  });
  return `object<ul>${keys.join('')}</ul>`;
}

const limitWords = {
  format: '',
  minLength: 'at least ',
  maxLength: 'at most ',
  minItems: 'at least ',
  maxItems: 'at most ',
  minimum: 'from ',
  maximum: 'to ',
  default: 'default ',
} as const;

/** Beyond any limit that somebody thought of. */
const NO_LIMIT = Number.MAX_SAFE_INTEGER;

function limits(schema: Schema): string {
  const found = Object.entries(limitWords).flatMap(([key, word]) => {
    const limit = schema[key];
    const isNone = limit === undefined || (typeof limit === 'number' && Math.abs(limit) >= NO_LIMIT);
    return isNone ? [] : [`${word}${String(limit)}`];
  });
  return found.length === 0 ? '' : escapeHtml(`, ${found.join(', ')}`);
}
