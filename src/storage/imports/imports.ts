// Files that are taken in: what was said of them, how far they are, and the rows that wait or could not be taken in.
import { sql } from 'kysely';
import { uuidv7 } from 'uuidv7';
import type { FieldProblem } from '#core/records/field-problem.ts';
import type { Instant } from '#core/time/instant.ts';
import { integers } from '#storage/arrays.ts';
import { instant, only, type Tx } from '#storage/db.ts';

export const importStates = [
  'staged',
  'waiting',
  'running',
  'done',
  'failed',
  'cancelled',
  'undoing',
  'undone',
  'undo_failed',
] as const;
export type ImportState = (typeof importStates)[number];

export type ImportCounts = {
  /** Rows; read = created + updated + skipped + failed. */
  readonly read: number;
  readonly created: number;
  readonly updated: number;
  readonly skipped: number;
  readonly failed: number;
};

export type StoredImport<Settings = unknown, BrokenOff = unknown> = {
  readonly id: string;
  readonly publicId: string;
  readonly module: string;
  readonly fileName: string;
  /** Number of the member who asked. */
  readonly askedBy: number;
  readonly headings: readonly string[];
  /** Rows of the file that aren't empty. */
  readonly total: number;
  readonly brokenOff: BrokenOff | null;
  readonly settings: Settings | null;
  readonly counts: ImportCounts;
  readonly state: ImportState;
  /** Records that the undoing has looked at. */
  readonly undone: number;
  readonly createdAt: Instant;
  readonly finishedAt: Instant | null;
};

const selected = sql.raw(`
  select i.id, i.public_id as "publicId", i.module, i.file_name as "fileName", i.asked_by as "askedBy", i.headings, i.total,
    i.broken_off as "brokenOff", i.settings, i.counts, i.created_at as "createdAt", i.finished_at as "finishedAt",
    coalesce(u.done, 0) as undone,
    case
      when u.state = 'done' then 'undone'
      when u.state in ('failed', 'cancelled') then 'undo_failed'
      when u.id is not null then 'undoing'
      when j.id is not null then j.state
      when i.settings is null then 'staged'
      when i.finished_at is null then 'running'
      else 'done'
    end as state
  from import i left join job j on j.id = i.job_id left join job u on u.id = i.undo_job_id`);

export type NewImport = {
  readonly module: string;
  readonly fileName: string;
  readonly askedBy: number;
  readonly headings: readonly string[];
  /** Null: it is staged, and started later. */
  readonly settings: object | null;
};

export async function insertImport(tx: Tx, wanted: NewImport, now: Instant): Promise<StoredImport> {
  const { module, fileName, askedBy, headings, settings } = wanted;
  const publicId = uuidv7();
  await tx.query(sql`
    insert into import (public_id, module, file_name, asked_by, headings, total, settings, created_at)
    values (${publicId}::uuid, ${module}, ${fileName.replace(UNKEPT, '')}, ${askedBy},
      ${headings.map((heading) => heading.replace(UNKEPT, '\ufffd'))}::text[], 0,
      ${settings === null ? null : json(settings)}::jsonb, ${instant(now)})`);
  return only(await tx.query<StoredImport>(sql`${selected} where i.public_id = ${publicId}::uuid`));
}

export async function findImport(tx: Tx, publicId: string): Promise<StoredImport | null> {
  const rows = await tx.query<StoredImport>(sql`${selected} where i.public_id = ${publicId}::uuid`);
  return rows[0] ?? null;
}

/** A member's own that were started, the newest first. */
export async function listImports(tx: Tx, askedBy: number, limit: number): Promise<StoredImport[]> {
  return tx.query<StoredImport>(sql`
    ${selected} where i.asked_by = ${askedBy} and i.settings is not null order by i.id desc limit ${limit}`);
}

/** What was said of the last file of the same shape; null: there was none. */
export async function lastSettings(
  tx: Tx,
  { module, headings }: { readonly module: string; readonly headings: readonly string[] },
): Promise<unknown> {
  const rows = await tx.query<{ settings: unknown }>(sql`
    select settings from import
    where module = ${module} and headings = ${[...headings]}::text[] and settings is not null order by id desc limit 1`);
  return rows[0]?.settings ?? null;
}

/** Those that were looked at and never started. */
export async function dropStale(tx: Tx, before: Instant): Promise<void> {
  await tx.query(sql`delete from import where settings is null and created_at < ${instant(before)}`);
}

export async function dropImport(tx: Tx, id: string): Promise<void> {
  await tx.query(sql`delete from import where id = ${id}::bigint`);
}

export async function saveTotal(tx: Tx, id: string, total: number, brokenOff: object | null): Promise<void> {
  await tx.query(sql`
    update import set total = ${total}, broken_off = ${brokenOff === null ? null : JSON.stringify(brokenOff)}::jsonb
    where id = ${id}::bigint`);
}

/** False: somebody started it a moment ago. */
export async function saveStarted(tx: Tx, id: string, settings: object, job: string): Promise<boolean> {
  const rows = await tx.query(sql`
    update import set settings = ${json(settings)}::jsonb, job_id = ${job}::bigint
    where id = ${id}::bigint and settings is null returning id`);
  return rows.length > 0;
}

/** Waits for the batch at hand. False: nobody takes it in at the moment. */
export async function endImport(tx: Tx, id: string, now: Instant): Promise<boolean> {
  const ended = await tx.query(sql`
    update job set state = 'cancelled', finished_at = ${instant(now)}
    where id = (select job_id from import where id = ${id}::bigint) and state in ('waiting', 'running') returning id`);
  if (ended.length === 0) return false;
  await tx.query(sql`update import set finished_at = ${instant(now)} where id = ${id}::bigint`);
  return true;
}

/** False: somebody asked for that a moment ago. */
export async function saveUndoing(tx: Tx, id: string, job: string): Promise<boolean> {
  const rows = await tx.query(sql`
    update import set undo_job_id = ${job}::bigint
    where id = ${id}::bigint and (undo_job_id is null or undo_job_id in (select id from job where state = 'failed'))
    returning id`);
  return rows.length > 0;
}

export async function saveCounts(tx: Tx, id: string, counts: ImportCounts, finishedAt: Instant | null): Promise<void> {
  await tx.query(sql`
    update import set counts = ${JSON.stringify(counts)}::jsonb,
      finished_at = ${finishedAt === null ? sql`null` : instant(finishedAt)}
    where id = ${id}::bigint`);
}

/** PostgreSQL keeps no NUL and no half of a surrogate pair; the sign for "no character" stands for them. */
function json(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'string' ? part.replace(UNKEPT, '\ufffd') : part,
  );
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is what this is about
const UNKEPT = /[\u0000\ud800-\udfff]/gu;

/** A row's number in the file and its cells. */
export type StagedRow = readonly [number: number, cells: readonly string[]];

export async function insertBatch(tx: Tx, id: string, number: number, rows: readonly StagedRow[]): Promise<void> {
  await tx.query(sql`
    insert into import_batch (import_id, number, rows) values (${id}::bigint, ${number}, ${json(rows)}::jsonb)`);
}

/** The first batch that waits after this one. */
export async function nextBatch(
  tx: Tx,
  id: string,
  after: number,
): Promise<{ readonly number: number; readonly rows: readonly StagedRow[] } | null> {
  const rows = await tx.query<{ number: number; rows: readonly StagedRow[] }>(sql`
    select number, rows from import_batch where import_id = ${id}::bigint and number > ${after} order by number limit 1`);
  return rows[0] ?? null;
}

export async function dropBatch(tx: Tx, id: string, number: number): Promise<void> {
  await tx.query(sql`delete from import_batch where import_id = ${id}::bigint and number = ${number}`);
}

export type Failure = {
  readonly row: number;
  readonly cells: readonly string[];
  readonly problems: readonly FieldProblem[];
};

export async function insertFailures(tx: Tx, id: string, failures: readonly Failure[]): Promise<void> {
  if (failures.length === 0) return;
  await tx.query(sql`
    insert into import_failure (import_id, row, cells, problems)
    select ${id}::bigint, failed.row, array(select jsonb_array_elements_text(failed.cells)), failed.problems
    from unnest(
      ${integers(failures.map(({ row }) => row))}, ${failures.map(({ cells }) => json(cells))}::jsonb[],
      ${failures.map(({ problems }) => json(problems))}::jsonb[]
    ) as failed (row, cells, problems)`);
}

export async function readFailures(tx: Tx, id: string, after: number, limit: number): Promise<Failure[]> {
  return tx.query<Failure>(sql`
    select row, cells, problems from import_failure where import_id = ${id}::bigint and row > ${after}
    order by row limit ${limit}`);
}

export async function countProblems(tx: Tx, id: string): Promise<number> {
  const rows = await tx.query<{ count: number }>(sql`
    select coalesce(sum(jsonb_array_length(problems)), 0)::int as count from import_failure
    where import_id = ${id}::bigint`);
  return rows[0]?.count ?? 0;
}
