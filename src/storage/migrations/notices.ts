import { sql } from 'kysely';

// N-1: what people are told besides tasks and calls, and where: in the app, by mail, by chat.
export const notices = sql`
alter table notification alter column activity_id drop not null;
alter table notification add column kind text not null default 'assigned' check (kind in ('assigned', 'reminder', 'doubtful_reply'));
-- Of what is no task or call: the subject of the mail that it is about.
alter table notification add column subject text;
alter table notification add column in_app boolean not null default true;
-- When it is to go out by mail, and by chat; null: it doesn't, or it did.
alter table notification add column mail_due_at timestamptz;
alter table notification add column chat_due_at timestamptz;
create index notification_to_mail on notification (mail_due_at) where mail_due_at is not null;
create index notification_to_chat on notification (chat_due_at) where chat_due_at is not null;

-- Where somebody chose otherwise than usual.
create table notice_choice (
  member uuid not null references member (public_id),
  kind text not null,
  app boolean not null,
  mail text not null check (mail in ('off', 'at_once', 'hourly', 'daily')),
  chat boolean not null,
  primary key (member, kind)
);

-- The address names who may write there, so it is sealed like the secret.
create table chat_hook (
  member uuid primary key references member (public_id),
  provider text not null check (provider in ('dingtalk', 'wecom', 'slack')),
  host text not null,
  address bytea not null,
  secret bytea
);

-- Claimed before it is called; what may have arrived is not sent again.
create table chat_message (
  id bigint generated always as identity primary key,
  member uuid not null references member (public_id),
  text text not null,
  state text not null default 'planned' check (state in ('planned', 'calling', 'sent', 'failed')),
  attempts int not null default 0,
  due_at timestamptz not null,
  outcome text,
  created_at timestamptz not null
);
create index chat_message_planned on chat_message (due_at) where state = 'planned';

-- A reminder is told once; one that is set anew is told again. Those of the past are over.
alter table activity add column reminded_at timestamptz;
update activity set reminded_at = now() where reminder_at <= now();
create index activity_to_remind on activity (reminder_at) where reminder_at is not null and deleted_at is null;
`;
