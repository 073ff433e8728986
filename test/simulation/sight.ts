// What stands in the database at one moment, as much of it as a simulation judges: read in one statement after every commit.
import { sql } from 'kysely';
import type { EnrollmentStatus } from '#core/cadence/enrollment.ts';
import type { Database } from '#storage/db.ts';
import type { Organization } from '#storage/organizations/organizations.ts';
import { statusFromNumber } from '#storage/enrollments/enrollment-row.ts';

export type SeenRound = {
  readonly id: string;
  readonly record: string;
  readonly cadence: number;
  readonly version: number;
  readonly revision: number;
  readonly status: EnrollmentStatus;
  readonly reason: string | null;
  readonly enrolledAt: number;
  readonly state: string;
};
export type SeenInput = {
  readonly id: string;
  readonly enrollment: string;
  readonly kind: string;
  readonly detail: string | null;
};
export type SeenTimer = { readonly enrollment: string; readonly dueAt: number };
export type SeenDelivery = {
  readonly id: string;
  readonly enrollment: string;
  readonly cadence: number;
  readonly followUp: number;
  readonly channel: 'email' | 'task' | 'call';
  readonly state: string;
  readonly fence: number;
  readonly dueAt: number;
  readonly dotAt: number | null;
};
export type SeenActivity = {
  readonly id: string;
  readonly publicId: string;
  readonly kind: 'task' | 'call';
  readonly enrollment: string;
  readonly followUp: number;
  readonly status: string;
  readonly result: string | null;
  readonly endsAt: number | null;
  readonly isDeleted: boolean;
};

export type Sight = {
  readonly rounds: readonly SeenRound[];
  readonly inputs: readonly SeenInput[];
  readonly timers: readonly SeenTimer[];
  readonly deliveries: readonly SeenDelivery[];
  readonly activities: readonly SeenActivity[];
  readonly parked: readonly string[];
  readonly repliesReadUntil: number;
  readonly isPaused: boolean;
};

export const NOTHING: Sight = {
  ...{ rounds: [], inputs: [], timers: [], deliveries: [], activities: [], parked: [] },
  ...{ repliesReadUntil: 0, isPaused: false },
};

/** Whole milliseconds, as instants are. */
const ms = (column: string) => sql`round(extract(epoch from ${sql.ref(column)}) * 1000)::float8`;

type Numbered = Omit<SeenRound, 'status'> & { readonly statusNumber: number };

const all = sql<{ seen: Omit<Sight, 'rounds'> & { readonly rounds: readonly Numbered[] } }>`
  select json_build_object(
    'rounds', (select coalesce(json_agg(json_build_object('id', id::text, 'record', record_id::text, 'cadence', cadence_id,
      'version', version, 'revision', revision, 'statusNumber', status, 'reason', reason,
      'enrolledAt', ${ms('enrolled_at')}, 'state', state) order by id), '[]') from enrollment),
    'inputs', (select coalesce(json_agg(json_build_object('id', id::text, 'enrollment', enrollment_id::text, 'kind', kind,
      'detail', detail) order by id), '[]') from input),
    'timers', (select coalesce(json_agg(json_build_object('enrollment', enrollment_id::text, 'dueAt', ${ms('due_at')})
      order by id), '[]') from timer),
    'deliveries', (select coalesce(json_agg(json_build_object('id', id::text, 'enrollment', enrollment_id::text,
      'cadence', cadence_id, 'followUp', follow_up, 'channel', channel, 'state', state, 'fence', fence,
      'dueAt', ${ms('due_at')}, 'dotAt', ${ms('dot_at')}) order by id), '[]') from delivery),
    'activities', (select coalesce(json_agg(json_build_object('id', id::text, 'publicId', public_id, 'kind', kind,
      'enrollment', enrollment_id::text, 'followUp', follow_up, 'status', status, 'result', result,
      'endsAt', ${ms('ends_at')}, 'isDeleted', deleted_at is not null) order by id), '[]')
      from activity where enrollment_id is not null),
    'parked', (select coalesce(json_agg(enrollment_id::text), '[]') from parked_enrollment),
    'repliesReadUntil', (select ${ms('read_until')} from mailbox order by read_until limit 1),
    'isPaused', (select sending_paused from setting)) as seen`;

export async function look(database: Database, { seat }: Organization): Promise<Sight> {
  const [row] = await database.organization(seat, (tx) => tx.hot(all));
  if (row === undefined) throw new Error('nothing was answered');
  const rounds = row.seen.rounds.map(({ statusNumber, ...round }) => ({
    ...round,
    status: statusFromNumber(statusNumber),
  }));
  return { ...row.seen, rounds };
}
