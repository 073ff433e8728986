// How often people answered so far: what a simulation learns its rates from (C-90).
import { sql } from 'kysely';
import { eventKinds } from '#core/cadence/event.ts';
import type { Channel } from '#core/cadence/response.ts';
import type { Answered } from '#core/cadence/simulate-rates.ts';
import type { LeftOutReason } from '#core/cadence/simulation-result.ts';
import { bigints } from '#storage/arrays.ts';
import type { Tx } from '#storage/db.ts';
import { statusFromNumber } from '#storage/enrollments/enrollment-row.ts';
import { countEvents, countResponses } from '#storage/reports/cadence-figures.ts';

/** In the whole history of a cadence, by number of the follow-up. */
export async function answeredIn(tx: Tx, cadence: number): Promise<Map<number, Answered>> {
  const all = { cadence, version: null, range: { from: null, until: null } };
  const responses = await countResponses(tx, all);
  const answered = new Map<number, Answered>();
  for (const { kind, followUp, enrollments } of await countEvents(tx, all)) {
    if (kind !== 'follow_up_executed' || followUp === null) continue;
    const given = responses.filter((one) => one.followUp === followUp);
    const counts = Object.fromEntries(given.map(({ response, unique }) => [response, unique]));
    answered.set(followUp, { carriedOut: enrollments, responses: counts });
  }
  return answered;
}

/** Of each channel the newest so many count: what was answered years ago says little. */
const LOOKED_AT = 20_000;
const RESPONSE = eventKinds.indexOf('response_recorded');
const EXECUTED = eventKinds.indexOf('follow_up_executed');

type Row = { readonly channel: Channel; readonly kind: number; readonly detail: string | null; readonly times: number };

/** By channel, over all cadences. */
export async function answeredInAll(tx: Tx): Promise<Map<Channel, Answered>> {
  const rows = await tx.query<Row>(sql`
    with told as materialized (
      select distinct enrollment_id, follow_up, channel from (
        select enrollment_id, follow_up, channel from delivery where dot_at is not null order by id desc limit ${LOOKED_AT}
      ) newest)
    select channel, kind, detail, count(distinct (enrollment_id, follow_up))::int as times
    from told join step_log using (enrollment_id, follow_up) where kind in (${RESPONSE}, ${EXECUTED})
    group by channel, kind, detail`);
  const answered = new Map<Channel, { carriedOut: number; responses: Record<string, number> }>();
  for (const { channel, kind, detail, times } of rows) {
    const known = answered.get(channel) ?? { carriedOut: 0, responses: {} };
    if (kind === EXECUTED) known.carriedOut += times;
    else if (detail !== null && !detail.startsWith('link:')) known.responses[detail] = times;
    answered.set(channel, known);
  }
  return answered;
}

export type Before = Exclude<LeftOutReason, 'unenrolment_rule_met'>;

/** Of these records those that are in the cadence, or were, by their latest round. */
export async function wereInBefore(tx: Tx, cadence: number, records: readonly string[]): Promise<Map<string, Before>> {
  const rows = await tx.query<{ record: string; status: number }>(sql`
    select distinct on (record_id) record_id as record, status from enrollment
    where cadence_id = ${cadence} and record_id = any(${bigints(records)}) order by record_id, (status = 0) desc, id desc`);
  return new Map(rows.map(({ record, status }) => [record, beforeOf(statusFromNumber(status))]));
}

function beforeOf(status: ReturnType<typeof statusFromNumber>): Before {
  if (status === 'active') return 'already_enrolled';
  return status === 'completed' ? 'completed_before' : 'was_enrolled_before';
}
