// Logs without personal data (T11): no bodies, query strings, addresses, and of errors only what we or PostgreSQL's
// catalogue wrote. A database error's message and detail quote values, so they stay out.
import { type DestinationStream, type Logger, pino } from 'pino';

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';

/** The process's logger: JSON lines on stdout, or on `destination`. Errors go in as `{ error }` or `{ err }`. */
export function createLogger(level: LogLevel, destination?: DestinationStream): Logger {
  const options = { level, base: null, serializers: { error: describeError, err: describeError } };
  return destination === undefined ? pino(options) : pino(options, destination);
}

export type DescribedError = { readonly [key: string]: string | readonly string[] | DescribedError };

/** The parts of an error that hold no values of users. */
export function describeError(error: unknown): DescribedError {
  if (!(error instanceof Error)) return { name: typeof error };
  const stack = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  const cause: DescribedError = error.cause === undefined ? {} : { cause: describeError(error.cause) };
  return { name: error.name, ...facts(error), stack: stack.map((line) => line.trim()), ...cause };
}

function facts(error: Error): Readonly<Record<string, string>> {
  const isFromDatabase = 'severity' in error;
  const keys = isFromDatabase ? ['code', 'schema', 'table', 'column', 'constraint', 'routine'] : ['code', 'message'];
  const entries = keys.map((key) => [key, Reflect.get(error, key)] as const);
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
