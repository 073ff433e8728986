import { sql } from 'kysely';

// U-3: the second factor. Secrets are sealed (T11), recovery codes hashed; a code's time step is taken once.
export const twoFactor = sql`
create table cadenza.two_factor (
  user_id int primary key references cadenza.app_user,
  secret bytea not null,
  created_at timestamptz not null,
  -- Null: it is being set up, and no sign-in asks for it yet.
  confirmed_at timestamptz,
  -- Of the latest code that was taken: it and those before are over.
  last_step bigint not null default 0,
  failures int not null default 0,
  locked_until timestamptz
);

create table cadenza.recovery_code (
  user_id int not null references cadenza.app_user,
  code_hash bytea not null,
  primary key (user_id, code_hash)
);

-- How a session's user proved who they are.
alter table cadenza.session
  add column proof text not null default 'one_factor' check (proof in ('one_factor', 'two_factor', 'single_sign_on'));
alter table cadenza.organization add column two_factor_required boolean not null default false;
`;

// U-3: OpenID Connect, one provider for an organisation. Whom it means is bound to a user at their first sign-in.
export const singleSignOn = sql`
create table cadenza.single_sign_on (
  organization_id int primary key references cadenza.organization,
  public_id uuid not null unique,
  active boolean not null,
  label text not null,
  issuer text not null,
  client_id text not null,
  -- Sealed.
  client_secret bytea not null,
  domains text[] not null,
  provision boolean not null,
  created_at timestamptz not null
);

create table cadenza.single_sign_on_identity (
  organization_id int not null references cadenza.organization,
  issuer text not null,
  subject text not null,
  user_id int not null references cadenza.app_user,
  primary key (organization_id, issuer, subject),
  unique (user_id, issuer)
);
`;
