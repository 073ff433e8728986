import { sql } from 'kysely';

// Who did what (U-4): only ever added to, also by the owner of the tables. Each entry seals the ones before it (T31), so
// they are written one after the other: the lock is held until the writer's transaction ends.
export const auditLog = sql`
create table audit_entry (
  id bigint primary key,
  at timestamptz not null,
  actor int references member (id),
  action text not null,
  target_kind text,
  target_id text,
  target_name text,
  details jsonb not null,
  seal bytea not null
);
create index audit_entry_by_actor on audit_entry (actor, id desc);
create index audit_entry_by_action on audit_entry (action, id desc);

create function audit_seal(before bytea, entry audit_entry) returns bytea language sql immutable as $$
  select sha256(before || convert_to(jsonb_build_array(entry.id, extract(epoch from entry.at), entry.actor, entry.action,
    entry.target_kind, entry.target_id, entry.target_name, entry.details)::text, 'UTF8'))
$$;

create function seal_audit_entry() returns trigger language plpgsql set search_path from current as $$
declare
  last audit_entry;
begin
  perform pg_advisory_xact_lock(tg_relid::int, 0);
  select * into last from audit_entry order by id desc limit 1;
  new.id := coalesce(last.id, 0) + 1;
  new.seal := audit_seal(coalesce(last.seal, ''), new);
  return new;
end $$;
create trigger seal before insert on audit_entry for each row execute function seal_audit_entry();

create function refuse_audit_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is only added to' using errcode = 'insufficient_privilege';
end $$;
create trigger keep before update or delete or truncate on audit_entry
  for each statement execute function refuse_audit_change();
`;
