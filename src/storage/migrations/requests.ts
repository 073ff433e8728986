import { sql } from 'kysely';

// What requests with an idempotency key were answered, for as long as they may be sent again. Keys are hashed and
// answers sealed: some of them show a secret once.
export const answeredRequests = sql`
create table answered_request (
  member int not null references member (id),
  key_hash bytea not null,
  request_hash bytea not null,
  status smallint not null,
  headers jsonb not null,
  body bytea not null,
  at timestamptz not null,
  primary key (member, key_hash)
);
create index answered_request_by_time on answered_request (at);
`;
