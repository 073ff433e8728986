import { sql } from 'kysely';

// E-1: whom mail goes out by and where answers come in, beside the server of the installation.
export const mailAccounts = sql`
create table mail_account (
  id int generated always as identity primary key,
  public_id uuid not null unique,
  -- Null: the organisation's.
  member_id int references member (id),
  name text not null,
  address text not null,
  -- As it is compared.
  address_folded text not null unique,
  smtp_host text not null,
  smtp_port int not null,
  smtp_security text not null check (smtp_security in ('tls', 'starttls')),
  smtp_user text not null,
  -- Sealed, as the other one.
  smtp_password bytea not null,
  imap_host text,
  imap_port int,
  imap_security text check (imap_security in ('tls', 'starttls')),
  imap_user text,
  imap_password bytea,
  imap_folder text,
  -- Takes the bounces of what is sent by the installation and by accounts that aren't read.
  takes_bounces boolean not null default false,
  per_hour int,
  per_day int,
  paused_reason text,
  paused_at timestamptz,
  -- Connections of an earlier one are of no use.
  revision int not null default 1,
  created_at timestamptz not null,
  check (num_nulls(imap_host, imap_port, imap_security, imap_user, imap_password, imap_folder) in (0, 6)),
  check (not takes_bounces or imap_host is not null)
);
create unique index mail_account_of_bounces on mail_account (takes_bounces) where takes_bounces;

-- How far an account's folder has been read, and by whom.
create table inbox (
  account_id int primary key references mail_account on delete cascade,
  -- Everything that had come by then is committed (C-8).
  read_until timestamptz not null,
  -- Both null: it was never opened.
  uid_validity bigint,
  last_uid bigint,
  holder uuid,
  leased_until timestamptz,
  -- Why it can't be read; null: it can.
  failed_step text,
  failure text,
  failure_detail text,
  failed_at timestamptz
);

-- The account that it passed the gate for; null: the installation's server.
alter table delivery add column mail_account_id int;

-- DKIM: what a domain's mail is signed with. The private key is sealed; the public one stands in the domain's DNS.
create table dkim_key (
  domain text not null,
  selector text not null,
  private_key bytea not null,
  public_key text not null,
  created_at timestamptz not null,
  -- When it was found in DNS: nothing is signed before. Null: not yet.
  active_since timestamptz,
  primary key (domain, selector)
);
`;
