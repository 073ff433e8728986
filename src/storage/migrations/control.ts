// The shared control tables: who is on this installation. Everything an organisation owns lives in its own schema.
import { type Kysely, type Migration, sql } from 'kysely';
import { singleSignOn, twoFactor } from '#storage/migrations/sign-in.ts';
import { sendingWatch } from '#storage/migrations/standstill.ts';
import { textSearch } from '#storage/migrations/text-search.ts';

const firstTables = sql`
create schema if not exists cadenza;

create table cadenza.installation (
  only_one boolean primary key default true check (only_one),
  id text not null,
  created_at timestamptz not null
);

create table cadenza.organization (
  id int generated always as identity primary key,
  public_id uuid not null unique,
  name text not null,
  time_zone text not null,
  language text not null,
  schema_name text not null unique,
  role_name text not null unique,
  created_at timestamptz not null
);

create table cadenza.app_user (
  id int generated always as identity primary key,
  public_id uuid not null unique,
  organization_id int not null references cadenza.organization,
  name text not null,
  email text not null,
  email_folded text not null unique,
  password_hash text,
  active boolean not null default true,
  administrator boolean not null default false,
  created_at timestamptz not null
);
create index app_user_by_organization on cadenza.app_user (organization_id);

create table cadenza.session (
  token_hash bytea primary key,
  user_id int not null references cadenza.app_user,
  created_at timestamptz not null,
  expires_at timestamptz not null
);

create table cadenza.sign_in_link (
  token_hash bytea primary key,
  user_id int not null references cadenza.app_user,
  expires_at timestamptz not null
);

create table cadenza.api_key (
  id int generated always as identity primary key,
  public_id uuid not null unique,
  organization_id int not null references cadenza.organization,
  user_id int not null references cadenza.app_user,
  name text not null,
  prefix text not null,
  secret_hash bytea not null unique,
  scopes text[] not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz
);
`;

/** Null: not chosen yet; the browser's is spoken. */
const preferences = sql`
alter table cadenza.app_user
  add column language text check (language in ('en', 'zh')),
  add column theme text not null default 'system' check (theme in ('system', 'light', 'dark'));
`;

/** Invitations that wait; links that a mail brought. */
const invitations = sql`
create table cadenza.invitation (
  public_id uuid primary key,
  organization_id int not null references cadenza.organization,
  email text not null,
  email_folded text not null,
  administrator boolean not null,
  invited_by int not null references cadenza.app_user,
  token_hash bytea not null unique,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  unique (organization_id, email_folded)
);
alter table cadenza.sign_in_link
  add column purpose text not null default 'sign_in' check (purpose in ('sign_in', 'reset_password'));
`;

export const controlMigrations: Record<string, Migration> = {
  '0001-first-tables': {
    up: async (db: Kysely<unknown>) => {
      await firstTables.execute(db);
    },
  },
  '0002-preferences': {
    up: async (db: Kysely<unknown>) => {
      await preferences.execute(db);
    },
  },
  '0003-invitations': {
    up: async (db: Kysely<unknown>) => {
      await invitations.execute(db);
    },
  },
  '0004-two-factor': {
    up: async (db: Kysely<unknown>) => {
      await twoFactor.execute(db);
    },
  },
  '0005-single-sign-on': {
    up: async (db: Kysely<unknown>) => {
      await singleSignOn.execute(db);
    },
  },
  '0006-extensions': {
    up: async (db: Kysely<unknown>) => {
      await textSearch.execute(db);
    },
  },
  '0007-sending-watch': {
    up: async (db: Kysely<unknown>) => {
      await sendingWatch.execute(db);
    },
  },
};
