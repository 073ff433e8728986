// An endpoint as one typed value: the server's route, its OpenAPI entry and the web app's call all come from it.
import type { z } from 'zod';
import type { ErrorCode } from '#contract/errors.ts';
import type { Access } from '#contract/scopes.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type Path = `/api/v1/${string}`;

/**
 * Null: the endpoint takes or answers nothing there. 'csv': a stream of text/csv. 'table': that, or an Excel workbook; 'file': a
 * stream of whatever bytes. As an answer the last two are a file to keep.
 */
type ObjectSchema = z.ZodObject | null;
type BodySchema = z.ZodType | 'csv' | 'table' | 'file' | null;
type ResponseSchema = z.ZodType | 'table' | 'file' | null;

export type Endpoint<
  Allowed extends Access = Access,
  Code extends ErrorCode = ErrorCode,
  Params extends ObjectSchema = ObjectSchema,
  Query extends ObjectSchema = ObjectSchema,
  Body extends BodySchema = BodySchema,
  Response extends ResponseSchema = ResponseSchema,
> = {
  /** The name of the operation in OpenAPI and in generated clients: verb and noun, camelCase, unique. */
  readonly id: string;
  readonly method: Method;
  /** `:name` marks a parameter. */
  readonly path: Path;
  readonly access: Allowed;
  /** The chapter of the reference it stands in. */
  readonly tag: string;
  readonly summary: string;
  /** What it can refuse with, beyond what every endpoint can (not signed in, invalid input …). */
  readonly refusals: readonly Code[];
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly response: Response;
  readonly status: 200 | 201 | 202 | 204;
  /** once: with an Idempotency-Key it is carried out once, however often it is sent. */
  readonly repeated: Repeated;
};

export type Repeated = 'once' | 'each_time';

/** What is written down of an endpoint; the parts left out are null, the status 200, or 204 without a response. */
type Draft<
  Allowed extends Access,
  Code extends ErrorCode,
  Params extends ObjectSchema,
  Query extends ObjectSchema,
  Body extends BodySchema,
  Response extends ResponseSchema,
> = {
  readonly id: string;
  readonly method: Method;
  readonly path: Path;
  readonly access: Allowed;
  readonly tag: string;
  readonly summary: string;
  readonly refusals: readonly Code[];
  /** Objects of values that come in are strict: an unknown key is refused (T10). */
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  /** Objects that go out are plain z.object: keys not listed are cut off (T11). */
  readonly response?: Response;
  readonly status?: 200 | 201 | 202;
  /** Left out: once, where a caller makes something (201, 202) of a body that is not a stream. */
  readonly repeated?: Repeated;
};

export function endpoint<
  Allowed extends Access,
  Code extends ErrorCode = never,
  Params extends ObjectSchema = null,
  Query extends ObjectSchema = null,
  Body extends BodySchema = null,
  Response extends ResponseSchema = null,
>(draft: Draft<Allowed, Code, Params, Query, Body, Response>): Endpoint<Allowed, Code, Params, Query, Body, Response> {
  const { params, query, body, response, status, repeated, ...rest } = draft;
  const makesSomething = rest.method === 'POST' && rest.access !== 'public' && (status === 201 || status === 202);
  return {
    ...rest,
    repeated: repeated ?? (makesSomething && typeof body !== 'string' ? 'once' : 'each_time'),
    params: (params ?? null) as Params, // absent means that Params is null
    query: (query ?? null) as Query,
    body: (body ?? null) as Body,
    response: (response ?? null) as Response,
    status: status ?? (response === undefined ? 204 : 200),
  };
}

/** A part's value in code: instants are numbers, defaults filled in. */
export type Value<Schema> = Schema extends z.ZodType ? z.output<Schema> : null;

/** A part's value as a client writes it: instants are ISO strings, defaults may be left out. */
export type Written<Schema> = Schema extends z.ZodType ? z.input<Schema> : null;
