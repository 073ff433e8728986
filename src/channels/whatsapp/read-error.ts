// The error object of the Graph API, in answers and in webhooks.
import { isObject, type Json, objectIn, textIn } from './json.ts';
import type { ApiError } from './sort-error.ts';

const TEXT_LENGTH_MAX = 300;

/** Null: it tells of none. */
export function errorIn(answer: unknown): ApiError | null {
  const { error } = objectIn(answer);
  return isObject(error) ? readError(error) : null;
}

/** With the details where there are some: they say which parameter is meant. */
export function readError(error: Json): ApiError {
  const details = textIn(objectIn(error['error_data'])['details']);
  const text = details ?? textIn(error['message']) ?? textIn(error['title']) ?? '';
  return { code: Number(error['code'] ?? 0) || 0, text: text.replace(/\s+/g, ' ').slice(0, TEXT_LENGTH_MAX) };
}
