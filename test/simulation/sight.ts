// What stands in the database at one moment, as much of it as a simulation judges: read in one statement after every commit
// that wrote something, in a session of its own.
import pg from 'pg';
import type { EnrollmentStatus } from '#core/cadence/enrollment.ts';
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
  readonly repetition: number;
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
/** Of a round's history. */
export type SeenLine = {
  readonly round: string;
  readonly revision: number;
  readonly seq: number;
  readonly line: string;
};

export type Sight = {
  /** Who was writing, and would next: what tells whether anything has changed since. */
  readonly writers: string;
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
  ...{ writers: '', repliesReadUntil: 0, isPaused: false },
};

/** Whole milliseconds, as instants are. */
const ms = (column: string) => `round(extract(epoch from ${column}) * 1000)::float8`;

type Numbered = Omit<SeenRound, 'status'> & { readonly statusNumber: number };
type Raw = Omit<Sight, 'rounds' | 'writers'> & { readonly rounds: readonly Numbered[] };

/** Only who writes gets a transaction id: while the same ones are under way and to come, nothing has changed. */
const WRITERS = 'pg_current_snapshot()::text';

const LOOK = `
  select ${WRITERS} as writers, case when ${WRITERS} <> $1 then json_build_object(
    'rounds', (select coalesce(json_agg(json_build_object('id', id::text, 'record', record_id::text, 'cadence', cadence_id,
      'version', version, 'revision', revision, 'statusNumber', status, 'reason', reason,
      'enrolledAt', ${ms('enrolled_at')}, 'state', state) order by id), '[]') from enrollment),
    'inputs', (select coalesce(json_agg(json_build_object('id', id::text, 'enrollment', enrollment_id::text, 'kind', kind,
      'detail', detail) order by id), '[]') from input),
    'timers', (select coalesce(json_agg(json_build_object('enrollment', enrollment_id::text, 'dueAt', ${ms('due_at')})
      order by due_at, enrollment_id), '[]') from timer),
    'deliveries', (select coalesce(json_agg(json_build_object('id', id::text, 'enrollment', enrollment_id::text,
      'cadence', cadence_id, 'followUp', follow_up, 'repetition', repetition, 'channel', channel, 'state', state, 'fence', fence,
      'dueAt', ${ms('due_at')}, 'dotAt', ${ms('dot_at')}) order by id), '[]') from delivery),
    'activities', (select coalesce(json_agg(json_build_object('id', id::text, 'publicId', public_id, 'kind', kind,
      'enrollment', enrollment_id::text, 'followUp', follow_up, 'status', status, 'result', result,
      'endsAt', ${ms('ends_at')}, 'isDeleted', deleted_at is not null) order by id), '[]')
      from activity where enrollment_id is not null),
    'parked', (select coalesce(json_agg(enrollment_id::text), '[]') from parked_enrollment),
    'repliesReadUntil', (select ${ms('read_until')} from mailbox order by read_until limit 1),
    'isPaused', (select sending_paused from setting)) end as seen`;

/** A session that looks at the tables of one organisation. */
export class Watcher {
  private readonly client: pg.Client;

  private constructor(client: pg.Client) {
    this.client = client;
  }

  static async open(ownerUrl: string, schema: string): Promise<Watcher> {
    const client = new pg.Client({ connectionString: ownerUrl, options: `-c search_path=${schema}` });
    await client.connect();
    return new Watcher(client);
  }

  /** Null: nothing was written since that look. */
  async look(since: Sight): Promise<Sight | null> {
    const { rows } = await this.client.query<{ writers: string; seen: Raw | null }>({
      name: 'look',
      text: LOOK,
      values: [since.writers],
    });
    const [row] = rows;
    if (row === undefined) throw new Error('nothing was answered');
    if (row.seen === null) return null;
    const rounds = row.seen.rounds.map(({ statusNumber, ...round }) => ({
      ...round,
      status: statusFromNumber(statusNumber),
    }));
    return { ...row.seen, writers: row.writers, rounds };
  }

  /** The histories of all rounds. */
  async lines(): Promise<SeenLine[]> {
    const { rows } = await this.client.query<SeenLine>({
      name: 'lines',
      text: `select enrollment_id::text as round, revision, seq,
          concat_ws(' ', revision, seq, kind, follow_up, detail, at, due_at, actor) as line
        from step_log order by enrollment_id, revision, seq`,
    });
    return rows;
  }

  /** For a lock that another session holds. */
  async seesSomebodyWait(): Promise<boolean> {
    const { rows } = await this.client.query<{ waits: boolean }>({
      name: 'waits',
      text: `select exists (select from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock' and pg_blocking_pids(pid) <> '{}') as waits`,
    });
    return rows[0]?.waits === true;
  }

  close(): Promise<void> {
    return this.client.end();
  }
}
