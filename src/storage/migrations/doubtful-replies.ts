import { sql } from 'kysely';

// K-43, K-45, K-47: messages that may be somebody's answer to a delivery. While one is open nothing of that round goes out.
export const doubtfulReplies = sql`
create table doubtful_reply (
  id bigint generated always as identity primary key,
  message_id bigint not null references inbound_message on delete cascade,
  delivery_id bigint not null references delivery on delete cascade,
  enrollment_id bigint not null,
  reason text not null,
  verdict text,
  settled_at timestamptz,
  settled_by int,
  unique (message_id, delivery_id)
);
create index doubtful_reply_open on doubtful_reply (enrollment_id) where settled_at is null;
create index doubtful_reply_by_delivery on doubtful_reply (delivery_id);
-- Whom a message without a token may answer.
create index delivery_by_address on delivery (address_hash, dot_at) where dot_at is not null;
`;
