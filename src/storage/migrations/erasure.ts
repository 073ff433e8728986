import { sql } from 'kysely';

// Records that somebody asked to have erased for good: gone for everybody, and removed as soon as none of their rounds runs.
export const erasure = sql`
create table erasure (
  record_id bigint primary key,
  module text not null,
  asked_at timestamptz not null
);
`;
