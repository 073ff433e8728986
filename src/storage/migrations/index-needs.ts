import { sql } from 'kysely';

// Indexes follow from use (V-5): a field that a list is sorted or filtered by is noted here, once, and the worker makes the
// index. What the search of a module covers is what its index was made of.
export const indexNeeds = sql`
create table index_need (
  module text not null,
  field text not null,
  kind text not null check (kind in ('order', 'contains', 'chosen')),
  primary key (module, field, kind)
);
create table search_index (
  module text primary key,
  name text not null,
  fields text[] not null
);
`;
