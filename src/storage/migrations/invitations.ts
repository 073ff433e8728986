import { sql } from 'kysely';

// E-10, N-1: what the product writes to people itself, and invitations to meetings.
export const invitations = sql`
-- A row is written in the transaction of what it tells of. At the dot it may have gone out; silence after it is for people.
create table own_mail (
  id bigint generated always as identity primary key,
  -- What it is about, if that is a record.
  record_id bigint,
  sender_name text,
  name text not null,
  address text not null,
  subject text not null,
  -- Plain texts, and {label, url} below them or null.
  paragraphs jsonb not null,
  link jsonb,
  -- An iCalendar object and its method; null: a mail without one.
  calendar text,
  calendar_method text,
  state text not null default 'planned' check (state in ('planned', 'claimed', 'at_dot', 'sent', 'failed', 'unconfirmed')),
  fence int not null default 0,
  attempts int not null default 0,
  due_at timestamptz not null,
  leased_until timestamptz,
  outcome text,
  created_at timestamptz not null
);
create index own_mail_planned on own_mail (due_at) where state = 'planned';
create index own_mail_leased on own_mail (leased_until) where state in ('claimed', 'at_dot');
create index own_mail_by_record on own_mail (record_id) where record_id is not null;

-- One for each meeting that somebody was invited to; told is what participants know of it.
create table meeting_invitation (
  record_id bigint primary key,
  uid text not null unique,
  sequence int not null,
  state text not null check (state in ('sent', 'cancelled')),
  told jsonb not null,
  changed_at timestamptz not null
);

create table meeting_participant (
  id bigint generated always as identity primary key,
  record_id bigint not null references meeting_invitation on delete cascade,
  name text not null,
  address text not null,
  address_folded text not null,
  answer text check (answer in ('accepted', 'declined', 'tentative')),
  answered_at timestamptz,
  -- When the participant's program wrote it: answers may overtake each other.
  answer_stamp timestamptz,
  comment text,
  unique (record_id, address_folded)
);
`;
