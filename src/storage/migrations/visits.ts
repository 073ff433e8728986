import { sql } from 'kysely';

// C-37, E-5: requests for pictures and links of messages, kept at once, graded a little later. K-28: a delivery may be named
// that is not there yet.
export const visits = sql`
create table visit (
  -- Made when the request came, in the order of time: taken in twice it is one.
  key uuid primary key,
  delivery_id bigint not null,
  kind text not null check (kind in ('opened', 'clicked', 'trapped')),
  link int,
  url text,
  at timestamptz not null,
  signs jsonb not null,
  kept_at timestamptz not null,
  state text not null check (state in ('open', 'unmatched', 'graded'))
);
create index visit_by_delivery on visit (delivery_id);
create index visit_ungraded on visit (kept_at) where state <> 'graded';

alter table email_event add column grade text check (grade in ('human', 'machine', 'unknown'));
alter table email_event add column grade_reason text;
`;
