import { sql } from 'kysely';

// When lists last needed an index, to the day: one that nobody needs any more is dropped (V-5).
export const indexUses = sql`
alter table index_need add column used_at timestamptz not null default now();
`;
