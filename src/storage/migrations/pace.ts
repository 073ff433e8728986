import { sql } from 'kysely';

// C-39, C-93: when the organisation is open, how often people are contacted, how much its addresses send.
export const pace = sql`
-- Null: it has not said, and nothing waits. Seven days from Monday, each a list of [from, to] in minutes.
alter table setting add column business_week jsonb;
alter table setting add column contact_budget jsonb;
-- Of each address without an account of its own.
alter table setting add column mail_per_hour int;
alter table setting add column mail_per_day int;

-- Holidays, and weekends that are worked.
create table calendar_day (
  on_date date primary key,
  kind text not null check (kind in ('closed', 'open')),
  name text not null
);

-- Kept only where limits or a budget are set: by what address it goes, to whom and whose account, since when it waits, why.
alter table delivery add column sender text;
alter table delivery add column person bytea;
alter table delivery add column account bytea;
alter table delivery add column queued_at timestamptz;
alter table delivery add column held text;
create index delivery_by_sender on delivery (sender, dot_at) where sender is not null;
create index delivery_by_person on delivery (person, dot_at) where person is not null;
create index delivery_by_account on delivery (account, dot_at) where account is not null;
create index inbound_reply_by_delivery on inbound_message (delivery_id) where kind = 'reply';
`;
