// What views that are audiences may not ask (C-25).
import { sql } from 'kysely';

export const formulas = sql`
-- Null: whatever can be barred is.
alter table setting add column audience_bars text[];
`;
