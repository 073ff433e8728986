// What records have beside their values: notes, attached files, and which record they became part of.
import { sql } from 'kysely';

export const belongings = sql`
create table note (
  id bigint generated always as identity primary key,
  public_id uuid not null unique,
  record_id bigint not null,
  text text not null,
  author int not null references member (id),
  revision int not null default 1,
  created_at timestamptz not null,
  modified_at timestamptz not null
);
create index note_by_record on note (record_id, id desc);

-- The bytes are in the file store under the key; nothing of a name that people gave is ever part of a path. What is still
-- incoming after a while, or removed, is cleared away with its bytes.
create table attachment (
  id bigint generated always as identity primary key,
  public_id uuid not null unique,
  record_id bigint not null,
  key text not null unique,
  state text not null check (state in ('incoming', 'kept', 'removed')),
  name text not null,
  bytes bigint,
  author int not null references member (id),
  created_at timestamptz not null
);
create index attachment_by_record on attachment (record_id, id desc) where state = 'kept';
create index attachment_to_clear on attachment (created_at) where state <> 'kept';

-- Records that were merged lie in the recycle bin, and lead to what they became part of.
create table merged_record (
  record_id bigint primary key,
  survivor_id bigint not null,
  at timestamptz not null
);
create index merged_record_by_survivor on merged_record (survivor_id);

-- Tags, and what lies in the recycle bin, of modules that were there before; new ones have both from the start.
do $$
declare
  module_table text;
begin
  for module_table in
    select relname from pg_class where relnamespace = current_schema()::regnamespace and relkind = 'r' and relname ~ '^[mc]_'
  loop
    execute format('alter table %I add column tags text[]', module_table);
    execute format('create index %I on %I (deleted_at, id) where deleted_at is not null', module_table || '_binned', module_table);
  end loop;
end $$;
`;
