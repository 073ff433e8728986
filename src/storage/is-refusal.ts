import pg from 'pg';

/** Connection, resources, operator: the same statement goes through at another time. */
const PASSING = /^(?:08|53|57)/;

/** The database is there and doesn't take it; anything else is a database that is away. */
export function isRefusal(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code !== undefined && !PASSING.test(error.code);
}
