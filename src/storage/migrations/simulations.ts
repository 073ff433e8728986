import { sql } from 'kysely';

// C-90: trials of cadences, for whoever asked. They name records by number and hold nothing of what these say.
export const simulations = sql`
create table simulation (
  id bigint generated always as identity primary key,
  public_id uuid not null unique,
  cadence_id int not null references cadence on delete cascade,
  asked_by int not null references member (id),
  -- The definition that is tried out, its view, and what was asked.
  request jsonb not null,
  state text not null check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  percent smallint not null default 0,
  result jsonb,
  reason text,
  created_at timestamptz not null,
  finished_at timestamptz
);
create index simulation_by_asker on simulation (asked_by, cadence_id, id);

create table simulated_round (
  simulation_id bigint not null references simulation on delete cascade,
  place int not null,
  record_id bigint not null,
  status text,
  reason text,
  rule text,
  -- [at in seconds since the beginning, follow-up, what, reason] each.
  steps jsonb not null,
  primary key (simulation_id, place)
);
`;
