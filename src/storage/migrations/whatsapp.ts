import { sql } from 'kysely';

// W-1: the number that the organisation writes from, and the templates that Meta keeps for it.
export const whatsapp = sql`
create table whatsapp_account (
  only_one boolean primary key default true check (only_one),
  enabled boolean not null,
  phone_number_id text not null,
  business_account_id text not null,
  -- As recipients see it; known since the last test.
  display_number text not null,
  display_name text not null,
  -- Sealed, all three.
  token bytea not null,
  app_secret bytea not null,
  verify_token bytea not null,
  -- Meta refuses us, and not a recipient: nothing goes out until somebody resumes it.
  paused_reason text,
  paused_at timestamptz,
  synchronised_at timestamptz,
  -- When Meta last told of anything; null: never yet.
  heard_at timestamptz,
  changed_at timestamptz not null
);

create table whatsapp_template (
  name text not null,
  language text not null,
  category text not null,
  status text not null,
  header text,
  body text not null,
  footer text,
  variables jsonb not null,
  naming text not null,
  wants text,
  primary key (name, language)
);
`;

// What Meta told: each thing once, however often it tells; what nobody understands as it came (K-58).
export const whatsappEvents = sql`
create table whatsapp_event (
  key bytea primary key,
  kind text not null,
  received_at timestamptz not null,
  raw text
);
create index whatsapp_event_by_time on whatsapp_event (received_at);

-- Ids of Meta's: what an answer quotes, and whom it calls the contact, which may not be the number that was written to.
create table whatsapp_message (
  id text primary key,
  delivery_id bigint not null references delivery on delete cascade,
  contact bytea not null
);
create index whatsapp_message_by_contact on whatsapp_message (contact);
create index whatsapp_message_by_delivery on whatsapp_message (delivery_id);

-- May have gone out, and Meta will say so, or won't (K-124).
create index delivery_awaited on delivery (dot_at) where state = 'awaited';
`;
