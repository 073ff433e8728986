// Reading what comes from outside: nothing is as it should be until it was looked at.

import type { Instant } from '#core/time/instant.ts';

export type Json = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object, or one without anything in it. */
export function objectIn(value: unknown): Json {
  return isObject(value) ? value : {};
}

/** The objects of a list; none where it is no list. */
export function objectsIn(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** Null: it is no text, or an empty one. PostgreSQL stores no NUL. */
export function textIn(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value.replaceAll('\u0000', '\uFFFD').toWellFormed() : null;
}

/** Null: it isn't JSON. */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return null;
  }
}

/** Seconds since 1970, as a text or a number. */
export function secondsIn(value: unknown): Instant | null {
  const seconds = Number(value);
  return value !== undefined && value !== null && Number.isSafeInteger(seconds) ? seconds * 1_000 : null;
}
