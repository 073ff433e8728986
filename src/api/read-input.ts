// A request's values, read by the endpoint's schemas: params, query and body together, so that every problem comes at once.
import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { en, zhCN } from 'zod/locales';
import { FILE_TYPE, WORKBOOK_TYPE } from '#api/csv-body.ts';
import { unreadableIn } from '#api/unreadable-text.ts';
import type { Endpoint, Value } from '#contract/endpoint.ts';
import type { Language } from '#contract/errors.ts';
import type { Problem } from '#contract/problem.ts';

type BodyValue<Body> = Body extends 'csv' | 'table' | 'file' ? Readable : Value<Body>;

export type EndpointValues<E extends Endpoint> = {
  readonly params: Value<E['params']>;
  readonly query: Value<E['query']>;
  readonly body: BodyValue<E['body']>;
};

export type Read<E extends Endpoint> =
  | { readonly kind: 'valid'; readonly values: EndpointValues<E> }
  | { readonly kind: 'invalid'; readonly errors: Problem['errors'] }
  | { readonly kind: 'wrong_media_type'; readonly expected: string };

const wordings = { en: en().localeError, zh: zhCN().localeError };
/** A misspelt filter must not read as no filter. */
const noKeys = z.strictObject({});
const unreadable = {
  en: 'This holds a character that can’t be kept: NUL, or one half of a pair.',
  zh: '包含无法保存的字符：NUL，或不成对的半个字符。',
};
const unknownKey = { en: 'There is no such key here.', zh: '此处没有这个键。' };

export function readInput<E extends Endpoint>(endpoint: E, request: FastifyRequest, language: Language): Read<E> {
  const takesStream = typeof endpoint.body === 'string';
  if (request.body instanceof Readable !== takesStream || !isTaken(endpoint, request)) {
    return { kind: 'wrong_media_type', expected: mediaTypeOf(endpoint) };
  }
  const errors: Problem['errors'] = [];
  const read = (part: string, schema: z.ZodType | null, value: unknown): unknown => {
    if (schema === null) return null;
    const places = unreadableIn(value, part);
    errors.push(...places.map((path) => ({ path, code: 'unreadable_character', message: unreadable[language] })));
    const result = schema.safeParse(value, { error: wordings[language] });
    if (result.success) return result.data;
    errors.push(...result.error.issues.flatMap((issue) => problemsOf(part, issue, language)));
    return null;
  };
  const values = {
    params: read('params', endpoint.params, request.params),
    query: read('query', endpoint.query ?? noKeys, request.query),
    body: takesStream ? request.body : read('body', schemaOfBody(endpoint), request.body),
  };
  if (errors.length > 0) return { kind: 'invalid', errors };
  return { kind: 'valid', values: values as EndpointValues<E> }; // each part was read by its own schema
}

export function mediaTypeOf({ body }: Endpoint): string {
  return typeof body === 'string' ? streamTypes[body][0] : 'application/json';
}

/** The first of each is what the documents name. */
const streamTypes = {
  csv: ['text/csv'],
  table: ['text/csv', WORKBOOK_TYPE],
  file: [FILE_TYPE],
} as const;

function schemaOfBody({ body }: Pick<Endpoint, 'body'>): z.ZodType | null {
  return typeof body === 'string' ? null : body;
}

/** A stream of one kind is none of another. */
function isTaken({ body }: Endpoint, { headers }: FastifyRequest): boolean {
  return (
    typeof body !== 'string' || streamTypes[body].some((type) => headers['content-type']?.startsWith(type) === true)
  );
}

function problemsOf(part: string, issue: z.core.$ZodIssue, language: Language): Problem['errors'] {
  const path = [part, ...issue.path].join('.');
  if (issue.code !== 'unrecognized_keys') return [{ path, code: issue.code, message: issue.message }];
  return issue.keys.map((key) => ({ path: `${path}.${key}`, code: 'unknown_key', message: unknownKey[language] }));
}
