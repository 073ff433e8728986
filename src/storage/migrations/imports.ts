import { sql } from 'kysely';

// Files that are taken in (I-1). Rows wait in batches until their turn; what could not be taken in is kept as it stood.
export const imports = sql`
create table import (
  id bigint generated always as identity primary key,
  public_id uuid not null unique,
  module text not null,
  file_name text not null,
  asked_by int not null references member (id),
  headings text[] not null,
  total int not null,
  broken_off jsonb,
  -- What was said of columns, cells and duplicates; null: it has not been started.
  settings jsonb,
  counts jsonb not null default '{"read": 0, "created": 0, "updated": 0, "skipped": 0, "failed": 0}',
  job_id bigint references job (id),
  undo_job_id bigint references job (id),
  created_at timestamptz not null,
  finished_at timestamptz
);
create index import_by_module on import (module, id desc);
create table import_batch (
  import_id bigint not null references import (id) on delete cascade,
  number int not null,
  -- [[number, [cell, …]], …]
  rows jsonb not null,
  primary key (import_id, number)
);
create table import_failure (
  import_id bigint not null references import (id) on delete cascade,
  row int not null,
  cells text[] not null,
  problems jsonb not null,
  primary key (import_id, row)
);
create table import_undo (
  import_id bigint not null references import (id) on delete cascade,
  record_id bigint not null,
  outcome text not null,
  fields text[] not null,
  primary key (import_id, record_id)
);
create index record_event_import on record_event (cause, record_id) where cause like 'import:%';
`;
