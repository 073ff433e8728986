import { sql } from 'kysely';

// How the pages of a module's records are laid out, where the organisation draws them itself.
export const layouts = sql`
create table module_layout (
  module text primary key,
  -- [{label: {en, zh}, fields: [key, …]}, …]
  sections jsonb not null
);
`;
