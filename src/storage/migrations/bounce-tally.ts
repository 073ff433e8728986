import { sql } from 'kysely';

// How many messages of a mail account were attempted in an hour, and how many of its messages bounced for good in it.
export const bounceTally = sql`
create table bounce_tally (
  mail_account_id int not null references mail_account on delete cascade,
  hour timestamptz not null,
  attempted int not null,
  bounced int not null,
  primary key (mail_account_id, hour)
);
-- The figures for which it was paused; null: a server refused it.
alter table mail_account add column paused_bounces jsonb;
`;
