import { sql } from 'kysely';

// who is told of what, and what was sent. What happened is noted by triggers in its own transaction, while anybody
// wants to know: only the place where it stands, so that whoever sends it says what the subscriber may see.
export const webhooks = sql`
create table webhook (
  id int generated always as identity primary key,
  public_id uuid not null unique,
  name text not null,
  url text not null,
  events text[] not null,
  active boolean not null default true,
  -- Why the product switched it off; null: it didn't.
  disabled_because text check (disabled_because in ('failing', 'gone')),
  -- Sealed.
  secret bytea not null,
  previous_secret bytea,
  previous_until timestamptz,
  created_by int not null references member (id),
  created_at timestamptz not null,
  last_success_at timestamptz,
  last_failure_at timestamptz
);

create table webhook_outbox (
  id bigint generated always as identity primary key,
  record_event bigint,
  enrollment_id bigint,
  revision int,
  seq smallint
);

create table webhook_delivery (
  id bigint generated always as identity primary key,
  public_id uuid not null unique,
  webhook_id int not null references webhook on delete cascade,
  type text not null,
  body text not null,
  state text not null check (state in ('waiting', 'delivered', 'failed')),
  attempts smallint not null default 0,
  due_at timestamptz not null,
  leased_until timestamptz,
  -- Of the latest attempt.
  status int,
  failure text,
  created_at timestamptz not null,
  finished_at timestamptz
);
create index webhook_delivery_due on webhook_delivery (webhook_id, due_at) where state = 'waiting';
create index webhook_delivery_by_webhook on webhook_delivery (webhook_id, id desc);
create index webhook_delivery_by_time on webhook_delivery (created_at);

create table webhook_attempt (
  id bigint generated always as identity primary key,
  delivery_id bigint not null references webhook_delivery on delete cascade,
  at timestamptz not null,
  took_ms int not null,
  status int,
  failure text
);
create index webhook_attempt_by_delivery on webhook_attempt (delivery_id, id);

create function note_record_events() returns trigger language plpgsql set search_path from current as $$
begin
  if exists (select from webhook where active) then
    insert into webhook_outbox (record_event) select id from fresh order by id;
  end if;
  return null;
end $$;
create trigger note_for_webhooks after insert on record_event
  referencing new table as fresh for each statement execute function note_record_events();

create function note_steps() returns trigger language plpgsql set search_path from current as $$
begin
  if exists (select from webhook where active) then
    insert into webhook_outbox (enrollment_id, revision, seq)
    select enrollment_id, revision, seq from fresh
    where kind in (0, 12, 13, 14, 15, 16, 17) order by enrollment_id, revision, seq;
  end if;
  return null;
end $$;
create trigger note_for_webhooks after insert on step_log
  referencing new table as fresh for each statement execute function note_steps();
`;
