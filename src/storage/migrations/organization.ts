// The tables of one organisation, made in its own schema. The engine's physical schema is measured (docs/decisions.md):
// a narrow enrollment without an index on a changing column, separate timers, one append-only step_log, one delivery
// per outgoing command.
import { type Kysely, type Migration, sql } from 'kysely';
import { access } from '#storage/migrations/access.ts';
import { auditLog } from '#storage/migrations/audit-log.ts';
import { away } from '#storage/migrations/away.ts';
import { belongings } from '#storage/migrations/belongings.ts';
import { boards } from '#storage/migrations/boards.ts';
import { bounceTally } from '#storage/migrations/bounce-tally.ts';
import { erasure } from '#storage/migrations/erasure.ts';
import { formulas } from '#storage/migrations/formulas.ts';
import { indexNeeds } from '#storage/migrations/index-needs.ts';
import { indexUses } from '#storage/migrations/index-uses.ts';
import { membership } from '#storage/migrations/membership.ts';
import { imports } from '#storage/migrations/imports.ts';
import { invitations } from '#storage/migrations/invitations.ts';
import { layouts } from '#storage/migrations/layouts.ts';
import { doubtfulReplies } from '#storage/migrations/doubtful-replies.ts';
import { letters } from '#storage/migrations/letters.ts';
import { mailAccounts } from '#storage/migrations/mail-accounts.ts';
import { notices } from '#storage/migrations/notices.ts';
import { organizationClock } from '#storage/migrations/organization-clock.ts';
import { outgoingOrder } from '#storage/migrations/outgoing-order.ts';
import { pace } from '#storage/migrations/pace.ts';
import { peopleChanges } from '#storage/migrations/people-changes.ts';
import { repetitions } from '#storage/migrations/repetitions.ts';
import { answeredRequests } from '#storage/migrations/requests.ts';
import { visits } from '#storage/migrations/visits.ts';
import { simulations } from '#storage/migrations/simulations.ts';
import { smallTimers, timerVacuum } from '#storage/migrations/small-timers.ts';
import { standstill } from '#storage/migrations/standstill.ts';
import { webForms } from '#storage/migrations/web-forms.ts';
import { webhooks } from '#storage/migrations/webhooks.ts';
import { whatsapp, whatsappEvents } from '#storage/migrations/whatsapp.ts';
import { withdrawn } from '#storage/migrations/withdrawn.ts';

const records = sql`
create sequence record_id;

create table member (
  id int primary key,
  public_id uuid not null unique,
  name text not null,
  email text not null,
  active boolean not null
);

create table setting (
  only_one boolean primary key default true check (only_one),
  sending_paused boolean not null default false,
  paused_reason text,
  paused_at timestamptz,
  mail_from_name text not null,
  mail_from_address text not null
);

create table custom_field (
  id int generated always as identity primary key,
  module text not null,
  key text not null,
  type text not null,
  label_en text not null,
  label_zh text not null,
  required boolean not null,
  options text[] not null,
  created_at timestamptz not null,
  unique (module, key)
);

create table m_leads (
  id bigint primary key default nextval('record_id'),
  public_id uuid not null unique,
  revision int not null default 1,
  owner uuid references member (public_id),
  created_at timestamptz not null,
  created_by uuid references member (public_id),
  modified_at timestamptz not null,
  deleted_at timestamptz,
  first_name text, first_name__folded text,
  last_name text, last_name__folded text,
  email text, email__folded text,
  phone text, phone__folded text,
  mobile text, mobile__folded text,
  company text, company__folded text,
  title text, title__folded text,
  website text, website__folded text,
  lead_source text, lead_source__folded text,
  lead_status text, lead_status__folded text,
  industry text, industry__folded text,
  annual_revenue numeric,
  employees bigint,
  country text, country__folded text,
  city text, city__folded text,
  description text, description__folded text,
  do_not_email boolean not null default false,
  do_not_call boolean not null default false
);
create index m_leads_by_modified on m_leads (modified_at);
create index m_leads_by_email on m_leads (email__folded collate "C");

create table record_event (
  id bigint generated always as identity primary key,
  record_id bigint not null,
  at timestamptz not null,
  actor int,
  cause text not null,
  changes jsonb not null
);
create index record_event_by_record on record_event (record_id, id);

create table view (
  id int generated always as identity primary key,
  public_id uuid not null unique,
  module text not null,
  name text not null,
  criteria jsonb not null,
  columns text[] not null,
  sort_field text,
  sort_descending boolean not null default false,
  revision int not null default 1,
  created_at timestamptz not null,
  unique (module, name)
);
`;

const cadences = sql`
create table email_template (
  id int generated always as identity primary key,
  public_id uuid not null unique,
  name text not null unique,
  subject text not null,
  html text not null,
  text text,
  modified_at timestamptz not null
);

create table cadence (
  id int generated always as identity primary key,
  public_id uuid not null unique,
  module text not null,
  name text not null unique,
  status text not null check (status in ('draft', 'active', 'disabled', 'invalid')),
  epoch int not null default 1,
  version int,
  draft jsonb,
  revision int not null default 1,
  view_id int references view,
  -- Records of the view still to be taken in after a publication.
  intake_pending boolean not null default false,
  -- Up to when changes of records were looked through for new members of the view; null: the audience is not dynamic.
  intake_done_until timestamptz,
  created_at timestamptz not null,
  modified_at timestamptz not null
);

create table cadence_version (
  cadence_id int not null references cadence,
  version int not null,
  engine smallint not null,
  definition jsonb not null,
  published_at timestamptz not null,
  published_by int,
  primary key (cadence_id, version)
);

-- Small numbers for follow-ups and rules, the same over all versions of a cadence.
create table cadence_number (
  cadence_id int not null references cadence,
  kind text not null check (kind in ('follow_up', 'rule')),
  id text not null,
  number smallint not null,
  primary key (cadence_id, kind, id),
  unique (cadence_id, kind, number)
);

-- The records that a view audience has seen: whoever is not in it enters anew.
create table audience_member (
  cadence_id int not null references cadence,
  record_id bigint not null,
  primary key (cadence_id, record_id)
);
`;

const engine = sql`
create table enrollment (
  id bigint generated always as identity primary key,
  record_id bigint not null,
  enrolled_at timestamptz not null,
  cadence_id int not null references cadence,
  version int not null,
  revision int not null,
  status smallint not null,
  engine smallint not null,
  reason text,
  state text not null
) with (fillfactor = 80);
create unique index enrollment_active on enrollment (record_id, cadence_id) where status = 0;
create index enrollment_ended on enrollment (record_id) where status <> 0;

-- An id of its own: keyed by (due_at, enrollment_id), two wake-ups of one instant would be one.
create table timer (
  id bigint generated always as identity,
  due_at timestamptz not null,
  enrollment_id bigint not null,
  primary key (due_at, id)
);

create table input (
  id bigint generated always as identity primary key,
  enrollment_id bigint not null,
  kind text not null,
  follow_up smallint,
  at timestamptz not null,
  actor int,
  detail text,
  result text
);
create index input_by_enrollment on input (enrollment_id);

create table step_log (
  enrollment_id bigint not null,
  revision int not null,
  seq smallint not null,
  cadence_id int not null,
  at timestamptz not null,
  due_at timestamptz,
  actor int,
  kind smallint not null,
  follow_up smallint,
  detail text,
  primary key (enrollment_id, revision, seq)
);
create index step_log_by_cadence on step_log (cadence_id, kind, follow_up);

-- Enrollments whose decision threw: taken out of their batch, tried again later, shown to people.
create table parked_enrollment (
  enrollment_id bigint primary key,
  error text not null,
  attempts int not null,
  retry_at timestamptz not null
);

create table delivery (
  id bigint generated always as identity primary key,
  enrollment_id bigint not null,
  record_id bigint not null,
  cadence_id int not null,
  version int not null,
  epoch int not null,
  follow_up smallint not null,
  repetition smallint not null default 0,
  channel text not null,
  state text not null,
  due_at timestamptz not null,
  planned_at timestamptz not null,
  first_attempt_at timestamptz,
  attempts smallint not null default 0,
  fence int not null default 0,
  leased_until timestamptz,
  dot_at timestamptz,
  finished_at timestamptz,
  address_hash bytea,
  outcome text,
  unique (enrollment_id, follow_up, repetition)
);
create index delivery_planned on delivery (due_at) where state = 'planned';
create index delivery_leased on delivery (leased_until) where state in ('claimed', 'dot_pending');

-- What was sent, as it was sent; can be erased without touching the history.
create table message (
  delivery_id bigint primary key references delivery,
  message_id text not null,
  recipient text not null,
  subject text not null,
  html text not null,
  text text not null,
  rendered_at timestamptz not null
);

create table activity (
  id bigint primary key default nextval('record_id'),
  public_id uuid not null unique,
  kind text not null check (kind in ('task', 'call')),
  record_id bigint,
  delivery_id bigint unique references delivery,
  enrollment_id bigint,
  follow_up smallint,
  subject text not null,
  description text,
  purpose text,
  agenda text,
  priority text,
  status text not null,
  result text,
  owner uuid references member (public_id),
  due_at timestamptz,
  starts_at timestamptz,
  ends_at timestamptz,
  reminder_at timestamptz,
  touched boolean not null default false,
  revision int not null default 1,
  created_at timestamptz not null,
  modified_at timestamptz not null,
  deleted_at timestamptz,
  deleted_reason text
);
create index activity_by_record on activity (record_id);
create index activity_by_enrollment on activity (enrollment_id) where enrollment_id is not null;
create index activity_running_call on activity (ends_at) where kind = 'call' and status = 'scheduled' and deleted_at is null;
create index activity_by_owner on activity (owner, status) where deleted_at is null;
`;

const mail = sql`
create table email_event (
  id bigint generated always as identity primary key,
  delivery_id bigint not null references delivery,
  kind text not null,
  at timestamptz not null,
  link text,
  detail text
);
create index email_event_by_delivery on email_event (delivery_id);

create table suppression (
  address_hash bytea primary key,
  reason text not null,
  source text not null,
  at timestamptz not null
);

create table mailbox (
  address text primary key,
  read_until timestamptz not null
);

create table inbound_message (
  id bigint generated always as identity primary key,
  content_hash bytea not null unique,
  received_at timestamptz not null,
  kind text not null,
  delivery_id bigint references delivery,
  record_id bigint,
  from_address text not null,
  subject text not null,
  text text not null
);
create index inbound_message_by_record on inbound_message (record_id) where record_id is not null;

-- The development mailbox: everything its catch-all took.
create table caught_message (
  id bigint generated always as identity primary key,
  received_at timestamptz not null,
  envelope_from text not null,
  recipient text not null,
  delivery_id bigint,
  raw bytea not null
);
create index caught_message_by_delivery on caught_message (delivery_id);
`;

// Who was in the view when it was asked, and is still to be taken in: who enters later is no such member (C-2).
const awaitedAudience = sql`
alter table audience_member add column awaited boolean not null default false;
create index audience_member_awaited on audience_member (cadence_id, record_id) where awaited;
`;

// What a member is told in the app: a cadence made a task or call for them (C-5).
const notifications = sql`
create table notification (
  id bigint generated always as identity primary key,
  member uuid not null references member (public_id),
  activity_id bigint not null references activity,
  at timestamptz not null,
  seen boolean not null default false
);
create index notification_by_member on notification (member, id desc);
create index notification_unseen on notification (member) where not seen;
`;

// Work that takes longer than somebody waits: what was asked, how far it is, what it came to.
const jobs = sql`
create table job (
  id bigint generated always as identity primary key,
  public_id uuid not null unique,
  request jsonb not null,
  asked_by int not null references member (id),
  state text not null check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  total int not null,
  done int not null default 0,
  -- Where the next batch begins, and what the batches so far came to: the work's own.
  progress jsonb,
  reason text,
  created_at timestamptz not null,
  finished_at timestamptz
);
create index job_open on job (id) where state in ('waiting', 'running');
`;

// What the publisher chose for those enrolled and for the records in the view; null: published before it was kept.
const publicationChoices = sql`
alter table cadence_version add column enrolled text check (enrolled in ('move', 'pin'));
alter table cadence_version add column existing text check (existing in ('take_in', 'leave'));
`;

// How many cadences a module may have, and how large they may be (C-60); limits null: the edition's.
const editions = sql`
alter table setting add column edition text not null default 'ultimate';
alter table setting add column cadence_limits jsonb;
`;

// Tasks and calls made by hand, whose maker is known; what is done is listed by when it was done. Replies keep their HTML.
const activitiesByHand = sql`
alter table activity add column created_by int references member (id);
create index activity_done on activity (modified_at desc, id desc)
  where status in ('completed', 'cancelled') and deleted_at is null;
create index activity_done_by_owner on activity (owner, modified_at desc, id desc)
  where status in ('completed', 'cancelled') and deleted_at is null;
alter table inbound_message add column html text;
`;

// Modules and fields that the organisation makes, and what it changes about the product's; the tables of the product's
// modules follow from their declarations (records/sync-modules.ts).
const ownModules = sql`
alter table custom_field add column settings jsonb not null default '{}';
alter table custom_field add column retired_at timestamptz;
-- True: the row holds what the organisation changed about a field of the product.
alter table custom_field add column of_product boolean not null default false;
create table custom_module (
  id int generated always as identity primary key,
  key text not null unique,
  label_en text not null,
  label_zh text not null,
  singular_en text not null,
  singular_zh text not null,
  created_at timestamptz not null,
  retired_at timestamptz
);
create function auto_number(prefix text, digits int, number bigint) returns text
  language sql immutable parallel safe
  return prefix || lpad(number::text, greatest(digits, length(number::text)), '0');
`;

/** The organisation's migrations, to be run with the schema's own migration tables. */
export function organizationMigrations(schema: string): Record<string, Migration> {
  const inSchema = (...statements: { execute(db: Kysely<unknown>): Promise<unknown> }[]): Migration => ({
    up: async (db: Kysely<unknown>) => {
      await sql`set local search_path to ${sql.id(schema)}`.execute(db);
      for (const statement of statements) await statement.execute(db);
    },
  });
  return {
    '0001-first-tables': inSchema(records, cadences, engine, mail),
    '0002-awaited-audience': inSchema(awaitedAudience),
    '0003-notifications': inSchema(notifications),
    '0004-jobs': inSchema(jobs),
    '0005-publication-choices': inSchema(publicationChoices),
    '0006-editions': inSchema(editions),
    '0007-activities-by-hand': inSchema(activitiesByHand),
    '0008-own-modules': inSchema(ownModules),
    '0009-audit-log': inSchema(auditLog),
    '0010-imports': inSchema(imports),
    '0011-access': inSchema(access),
    '0012-notes-tags-files': inSchema(belongings),
    '0013-search': inSchema(indexNeeds),
    '0014-membership': inSchema(membership),
    '0015-webhooks': inSchema(webhooks),
    '0016-idempotency': inSchema(answeredRequests),
    '0017-formulas': inSchema(formulas),
    '0018-layouts': inSchema(layouts),
    '0019-people-changes': inSchema(peopleChanges),
    '0020-boards': inSchema(boards),
    '0021-index-uses': inSchema(indexUses),
    '0023-doubtful-replies': inSchema(doubtfulReplies),
    '0024-mail-accounts': inSchema(mailAccounts),
    '0026-repetitions': inSchema(repetitions),
    '0027-pace': inSchema(pace),
    '0029-erasure': inSchema(erasure),
    '0030-visits': inSchema(visits),
    '0031-bounce-tally': inSchema(bounceTally),
    '0032-whatsapp': inSchema(whatsapp),
    '0033-whatsapp-events': inSchema(whatsappEvents),
    '0034-letters': inSchema(letters),
    '0035-invitations': inSchema(invitations),
    '0036-notices': inSchema(notices),
    '0037-simulations': inSchema(simulations),
    '0038-organization-clock': inSchema(organizationClock),
    '0039-standstill': inSchema(standstill),
    '0040-away': inSchema(away),
    '0041-outgoing-order': inSchema(outgoingOrder),
    '0042-small-timers': inSchema(smallTimers),
    '0043-timer-vacuum': inSchema(timerVacuum),
    '0044-withdrawn': inSchema(withdrawn),
    '0045-web-forms': inSchema(webForms),
  };
}
