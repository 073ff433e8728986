import { sql } from 'kysely';

// Forms on websites, and what strangers sent through them until it is a lead or nobody's business any more (T25).
export const webForms = sql`
create table web_form (
  id int generated always as identity primary key,
  public_id uuid not null unique,
  -- The last part of its address.
  key text not null unique,
  name text not null,
  language text not null check (language in ('en', 'zh')),
  fields jsonb not null,
  thanks text not null,
  return_url text,
  sites text[] not null,
  reviewed boolean not null,
  confirmed boolean not null,
  active boolean not null,
  owner int not null references member (id),
  created_by int not null references member (id),
  created_at timestamptz not null
);

create table web_form_answer (
  id bigint generated always as identity primary key,
  public_id uuid not null unique,
  web_form_id int not null references web_form on delete cascade,
  state text not null check (state in ('unconfirmed', 'held', 'taken', 'discarded')),
  reasons text[] not null,
  -- As the API takes records; null: the lead has it, or nobody needs it any more.
  entered jsonb check ((entered is null) = (state in ('taken', 'discarded'))),
  -- What came from one page is one answer. Null: it came from none of ours.
  ticket text,
  -- SHA-256 of what the link in the mail carries.
  confirmation bytea unique,
  -- Folded; null: the form doesn't ask for it.
  address text,
  lead uuid,
  received_at timestamptz not null,
  settled_at timestamptz,
  unique (web_form_id, ticket)
);
create index web_form_answer_waiting on web_form_answer (web_form_id, state, id desc) where state in ('unconfirmed', 'held');
create index web_form_answer_by_time on web_form_answer (web_form_id, received_at);
create index web_form_answer_mailed on web_form_answer (address, received_at) where confirmation is not null;
`;
