import { sql } from 'kysely';

// Up to when the clock rules of a cadence were looked after; null: not since it runs as it does (V-4).
export const membership = sql`alter table cadence add column swept_until timestamptz`;
