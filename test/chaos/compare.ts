// What was acknowledged against what the database holds, when everything has come to rest.
import { sql } from 'kysely';
import type { Tx } from '#storage/db.ts';
import type { Acknowledged } from '#test/chaos/client.ts';

export type Compared = {
  /** In words, each. */
  readonly lost: readonly string[];
  readonly duplicated: readonly string[];
  /** Messages of which nobody knows: a person is asked (C-33). */
  readonly parked: number;
  readonly sent: number;
};

/** How much is still under way. Whatever is to be tried again later is tried now. */
export async function countUnderWay(tx: Tx): Promise<number> {
  await tx.query(sql`update delivery set due_at = now() where state = 'planned' and due_at > now()`);
  const [row] = await tx.query<{ n: number }>(sql`
    select ((select count(*) from delivery where state in ('planned', 'claimed', 'dot_pending'))
      + (select count(*) from input))::int as n`);
  return row?.n ?? 0;
}

export async function compare(tx: Tx, acknowledged: readonly Acknowledged[]): Promise<Compared> {
  const leads = await countLeads(tx);
  const rounds = await readRounds(tx);
  const lost: string[] = [];
  const duplicated: string[] = [];
  for (const { lead, name } of acknowledged) {
    const { id, times = 0 } = leads.get(name) ?? {};
    if (id !== lead) lost.push(`lead ${name}`);
    if (times > 1) duplicated.push(`lead ${name}`);
    const round = rounds.get(lead);
    if (round === undefined) lost.push(`the round of ${name}`);
    else {
      if (round.rounds > 1) duplicated.push(`the round of ${name}`);
      if (round.arrived > 1) duplicated.push(`the message to ${name}`);
      const isSettled = round.state === 'unconfirmed' || (round.state === 'sent' && round.arrived === 1);
      if (!isSettled) lost.push(`the message to ${name}, which is ${round.state}`);
    }
  }
  const states = [...rounds.values()].map(({ state }) => state);
  const count = (wanted: string) => states.filter((state) => state === wanted).length;
  return { lost, duplicated, parked: count('unconfirmed'), sent: count('sent') };
}

async function countLeads(tx: Tx): Promise<Map<string, { readonly id: string; readonly times: number }>> {
  const rows = await tx.query<{ name: string; id: string; times: number }>(sql`
    select last_name as name, min(public_id::text) as id, count(*)::int as times from m_leads
    where last_name like 'Chaos %' and deleted_at is null group by 1`);
  return new Map(rows.map(({ name, ...rest }) => [name, rest]));
}

type Round = { readonly rounds: number; readonly state: string | null; readonly arrived: number };

/** By the public id of the lead; the state is that of its first message. */
async function readRounds(tx: Tx): Promise<Map<string, Round>> {
  const rows = await tx.query<Round & { lead: string }>(sql`
    select r.public_id::text as lead, count(distinct e.id)::int as rounds, min(d.state) as state,
      count(c.id)::int as arrived
    from m_leads r join enrollment e on e.record_id = r.id
    left join delivery d on d.enrollment_id = e.id and d.follow_up = 1
    left join caught_message c on c.delivery_id = d.id
    where r.last_name like 'Chaos %' group by 1`);
  return new Map(rows.map(({ lead, ...round }) => [lead, round]));
}
