// Jobs: rows that the worker carries out batch by batch. A batch's work and its progress are one transaction, so a worker
// that dies in between repeats nothing.
import { sql } from 'kysely';
import { uuidv7 } from 'uuidv7';
import type { Instant } from '#core/time/instant.ts';
import { instant, only, type OrganizationSeat, type Statement, type Tx } from '#storage/db.ts';

export const jobStates = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const;
export type JobState = (typeof jobStates)[number];

export type StoredJob<Request = unknown, Progress = unknown> = {
  readonly id: string;
  readonly publicId: string;
  readonly request: Request;
  /** Number of the member who asked. */
  readonly askedBy: number;
  readonly state: JobState;
  /** Pieces of work, as many as there were when it was asked. */
  readonly total: number;
  readonly done: number;
  /** Null before the first batch. */
  readonly progress: Progress | null;
  /** Why it failed. */
  readonly reason: string | null;
  readonly createdAt: Instant;
  readonly finishedAt: Instant | null;
};

const columns = sql.raw(
  'id, public_id as "publicId", request, asked_by as "askedBy", state, total, done, progress, reason, created_at as "createdAt", finished_at as "finishedAt"',
);

export type NewJob = { readonly request: object; readonly askedBy: number; readonly total: number };

export async function insertJob(tx: Tx, job: NewJob, now: Instant): Promise<StoredJob> {
  return only(await tx.query<StoredJob>(insertInto(sql.id('job'), job, now)));
}

/** The same, in a transaction of the owner of the tables. */
export async function insertJobAsOwner(
  tx: Tx,
  seat: OrganizationSeat,
  { now, ...job }: NewJob & { readonly now: Instant },
): Promise<void> {
  await tx.query(insertInto(sql.id(seat.schema, 'job'), job, now));
}

function insertInto(
  table: Statement<unknown>,
  { request, askedBy, total }: NewJob,
  now: Instant,
): Statement<StoredJob> {
  return sql`
    insert into ${table} (public_id, request, asked_by, state, total, created_at)
    values (${uuidv7()}, ${JSON.stringify(request)}::jsonb, ${askedBy}, 'waiting', ${total}, ${instant(now)})
    returning ${columns}`;
}

/** Of a job: it waits or is under way. */
export const isOpenJob = sql`state in ('waiting', 'running')`;

/** The oldest one that is open and in nobody's hands, for this transaction. */
export async function claimJob(tx: Tx, only: string | null = null): Promise<StoredJob | null> {
  const rows = await tx.hot<StoredJob>(sql`
    select ${columns} from job where ${isOpenJob} and (${only}::uuid is null or public_id = ${only}::uuid)
    order by id limit 1 for update skip locked`);
  return rows[0] ?? null;
}

export async function findJob(tx: Tx, publicId: string): Promise<StoredJob | null> {
  const rows = await tx.query<StoredJob>(sql`select ${columns} from job where public_id = ${publicId}::uuid`);
  return rows[0] ?? null;
}

/** A member's own that take records into cadences or out, the newest first. */
export async function listEnrollingJobs(tx: Tx, askedBy: number, limit: number): Promise<StoredJob[]> {
  return tx.query<StoredJob>(sql`
    select ${columns} from job where asked_by = ${askedBy} and request ? 'cadence' order by id desc limit ${limit}`);
}

/** A member's own that change every record that a list finds, the newest first. */
export async function listChangingJobs(tx: Tx, askedBy: number, limit: number): Promise<StoredJob[]> {
  return tx.query<StoredJob>(sql`
    select ${columns} from job where asked_by = ${askedBy} and request ? 'change' order by id desc limit ${limit}`);
}

export type JobProgress = {
  readonly state: JobState;
  readonly done: number;
  readonly progress: object | null;
  readonly reason: string | null;
};

export async function saveProgress(tx: Tx, id: string, saved: JobProgress, now: Instant): Promise<void> {
  const isOver = saved.state !== 'running';
  await tx.query(sql`
    update job set state = ${saved.state}, done = ${saved.done}, reason = ${saved.reason},
      progress = ${saved.progress === null ? null : JSON.stringify(saved.progress)}::jsonb,
      finished_at = ${isOver ? instant(now) : sql`null`}
    where id = ${id}::bigint`);
}

/** Waits for the batch at hand. False: it was over already. */
export async function cancelJob(tx: Tx, publicId: string, now: Instant): Promise<boolean> {
  const rows = await tx.query(sql`
    update job set state = 'cancelled', finished_at = ${instant(now)}
    where public_id = ${publicId}::uuid and ${isOpenJob} returning id`);
  return rows.length > 0;
}

/** One whose batch can't be carried out is not tried for ever. */
export async function failJob(tx: Tx, id: string, reason: string, now: Instant): Promise<void> {
  await tx.query(sql`
    update job set state = 'failed', reason = ${reason}, finished_at = ${instant(now)}
    where id = ${id}::bigint and ${isOpenJob}`);
}
