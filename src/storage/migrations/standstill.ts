import { sql } from 'kysely';

// P19: signs of life of the workers, by which a database is told from its copies and its earlier states.
export const sendingWatch = sql`
create table cadenza.sending_watch (
  only_one boolean primary key default true check (only_one),
  -- Null: no worker has been here.
  place text,
  beat int not null default 0,
  seen_at timestamptz,
  stopped boolean not null default false
);
insert into cadenza.sending_watch default values;
`;

// P19: since when nothing goes out, until an administrator says what became of the database; null: everything goes.
export const standstill = sql`
alter table setting add column standstill_since timestamptz;
alter table setting add column standstill_cause text check (standstill_cause in ('elsewhere', 'older', 'silent'));
-- When a worker was last seen here before.
alter table setting add column standstill_state_of timestamptz;
-- It ends when all that was planned until then is parked for review; null: nobody has confirmed it yet.
alter table setting add column standstill_review_until timestamptz;
`;
