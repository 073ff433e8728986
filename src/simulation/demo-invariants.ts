// What must be true at the end of a demo, whatever happened in it: asked of what the recipients' mailbox really got.
import { sql } from 'kysely';
import type { Database } from '#storage/db.ts';
import type { Organization } from '#storage/organizations/organizations.ts';

export type Invariant = { readonly name: string; readonly violations: number };

const QUESTIONS: readonly { readonly name: string; readonly violations: ReturnType<typeof sql<{ n: number }>> }[] = [
  {
    name: 'no message twice',
    violations: sql<{ n: number }>`
      select count(*)::int as n from (
        select 1 from caught_message group by envelope_from, recipient having count(*) > 1) twice`,
  },
  {
    name: 'every message is one delivery that was decided',
    violations: sql<{ n: number }>`
      select count(*)::int as n from caught_message c left join delivery d on d.id = c.delivery_id
      where d.id is null or d.state not in ('sent', 'unconfirmed', 'dot_pending')`,
  },
  {
    name: 'every delivery that counts as sent arrived',
    violations: sql<{ n: number }>`
      select count(*)::int as n from delivery d
      where d.channel = 'email' and d.state = 'sent'
        and not exists (select from caught_message c where c.delivery_id = d.id)`,
  },
  {
    name: 'none to a do-not-email lead',
    violations: sql<{ n: number }>`
      select count(*)::int as n from caught_message c
      join delivery d on d.id = c.delivery_id join m_leads r on r.id = d.record_id where r.do_not_email`,
  },
  {
    name: 'none after a reply or an unsubscribe',
    violations: sql<{ n: number }>`
      select count(*)::int as n from caught_message c join delivery d on d.id = c.delivery_id
      where exists (
        select from email_event v join delivery told on told.id = v.delivery_id
        where told.record_id = d.record_id and v.kind in ('replied', 'unsubscribed') and v.at < c.received_at)`,
  },
  {
    name: 'none after a bounce',
    violations: sql<{ n: number }>`
      select count(*)::int as n from caught_message c join delivery d on d.id = c.delivery_id
      where exists (
        select from email_event v join delivery told on told.id = v.delivery_id
        where told.record_id = d.record_id and v.kind = 'bounced' and v.at < c.received_at)`,
  },
  {
    name: 'one active round per record and cadence',
    violations: sql<{ n: number }>`
      select count(*)::int as n from (
        select 1 from enrollment where status = 0 group by record_id, cadence_id having count(*) > 1) two`,
  },
  {
    name: 'each history is one chain without a gap',
    violations: sql<{ n: number }>`
      select count(*)::int as n from (
        select enrollment_id from step_log group by enrollment_id
        having max(revision) > (select e.revision from enrollment e where e.id = step_log.enrollment_id)
          or min(revision) <> 1) broken`,
  },
  {
    name: 'every round that is not active has nothing left to do',
    violations: sql<{ n: number }>`
      select count(*)::int as n from delivery d join enrollment e on e.id = d.enrollment_id
      where e.status <> 0 and d.state in ('planned', 'claimed')`,
  },
];

export async function checkInvariants(database: Database, organization: Organization): Promise<Invariant[]> {
  return database.organization(organization.seat, async (tx) => {
    const checked: Invariant[] = [];
    for (const { name, violations } of QUESTIONS) {
      const [row] = await tx.query<{ n: number }>(violations);
      checked.push({ name, violations: row?.n ?? 0 });
    }
    return checked;
  });
}
