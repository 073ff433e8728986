// Who may do what with which records (U-1). The organisation decides, so it lies in its own schema.
import { sql } from 'kysely';

export const access = sql`
alter table member add column administrator boolean not null default false;
update member set administrator = u.administrator from cadenza.app_user u where u.id = member.id;

create table profile (
  id int generated always as identity primary key,
  public_id uuid not null unique,
  name text not null unique,
  -- What everybody has that was given no other; it can't be deleted.
  standard boolean not null default false,
  permissions jsonb not null,
  revision int not null default 1
);
create unique index profile_standard on profile (standard) where standard;
insert into profile (public_id, name, standard, permissions) values (gen_random_uuid(), 'Standard', true, '{
  "modules": {}, "otherModules": ["read", "create", "update", "delete", "import", "export", "bulk"], "fields": {},
  "features": ["cadences", "enroll", "reports"], "off": []
}');

create table role (
  id int generated always as identity primary key,
  public_id uuid not null unique,
  name text not null unique,
  parent_id int references role,
  -- Whoever holds the role sees what the others who hold it own.
  peers boolean not null default false
);

create table team (
  id int generated always as identity primary key,
  public_id uuid not null unique,
  name text not null unique
);
create table team_member (
  team_id int not null references team on delete cascade,
  member_id int not null references member,
  primary key (team_id, member_id)
);

-- Null: the standard profile; no role.
alter table member add column profile_id int references profile;
alter table member add column role_id int references role;

-- A module that isn't here is open to everybody.
create table module_default (
  module text primary key,
  level text not null check (level in ('private', 'read', 'write'))
);

create table sharing_rule (
  id int generated always as identity primary key,
  public_id uuid not null unique,
  module text not null,
  name text not null,
  shared jsonb not null,
  shared_with jsonb not null,
  level text not null check (level in ('read', 'write')),
  unique (module, name)
);

-- Who made the view, and the groups that see it; none: only who made it.
alter table view add column made_by int references member;
alter table view add column shared_with jsonb not null default '[{"kind": "everyone"}]';
`;
