import { sql } from 'kysely';

// K-40: until when people are away, as their automatic replies said, by the hash of their address; and whether mail waits.
export const away = sql`
create table away (
  address_hash bytea primary key,
  back_at timestamptz not null
);
alter table setting add column hold_while_away boolean not null default false;
`;
