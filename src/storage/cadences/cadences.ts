// Cadences and their versions as they are stored: the draft that is edited, the numbered definitions that run.
import { sql } from 'kysely';
import { uuidv7 } from 'uuidv7';
import { ENGINE } from '#core/cadence/decide.ts';
import type { CadenceDefinition } from '#core/cadence/definition.ts';
import type { CadenceFile, Numbers } from '#core/cadence/file.ts';
import type { Criteria } from '#core/criteria/criteria.ts';
import type { Instant } from '#core/time/instant.ts';
import { instant, only, type Tx } from '#storage/db.ts';

export const cadenceStatuses = ['draft', 'active', 'disabled', 'invalid'] as const;
export type CadenceStatus = (typeof cadenceStatuses)[number];

export type StoredCadence = {
  readonly id: number;
  readonly publicId: string;
  readonly module: string;
  readonly name: string;
  readonly status: CadenceStatus;
  readonly epoch: number;
  /** The published version; null: never published. */
  readonly version: number | null;
  /** What is being edited, in the form of a file; null: nothing since the publication. */
  readonly draft: CadenceFile | null;
  readonly revision: number;
  readonly viewId: number | null;
  readonly intakePending: boolean;
  readonly intakeDoneUntil: Instant | null;
  /** Up to when its clock rules were looked after; null: not since it runs as it does. */
  readonly sweptUntil: Instant | null;
  readonly createdAt: Instant;
  readonly modifiedAt: Instant;
};

const columns = sql`id, public_id as "publicId", module, name, status, epoch, version, draft, revision,
  view_id as "viewId", intake_pending as "intakePending", intake_done_until as "intakeDoneUntil", swept_until as "sweptUntil",
  created_at as "createdAt", modified_at as "modifiedAt"`;

export async function listCadences(tx: Tx): Promise<StoredCadence[]> {
  return tx.query<StoredCadence>(sql`select ${columns} from cadence order by id`);
}

/** By its public id. Null: there is none. */
export async function findCadence(tx: Tx, publicId: string): Promise<StoredCadence | null> {
  const rows = await tx.query<StoredCadence>(sql`select ${columns} from cadence where public_id = ${publicId}::uuid`);
  return rows[0] ?? null;
}

export async function findCadenceByName(tx: Tx, name: string): Promise<StoredCadence | null> {
  const rows = await tx.query<StoredCadence>(sql`select ${columns} from cadence where name = ${name}`);
  return rows[0] ?? null;
}

/** Locked against other changes of the cadence until the transaction ends. */
export async function lockCadence(tx: Tx, id: number): Promise<StoredCadence> {
  return only(await tx.query<StoredCadence>(sql`select ${columns} from cadence where id = ${id} for update`));
}

/** Null: the name is taken. */
export async function insertCadence(tx: Tx, draft: CadenceFile, now: Instant): Promise<StoredCadence | null> {
  const rows = await tx.query<StoredCadence>(sql`
    insert into cadence (public_id, module, name, status, draft, created_at, modified_at)
    values (${uuidv7()}, ${draft.module}, ${draft.name}, 'draft', ${JSON.stringify(draft)}::jsonb, ${instant(now)}, ${instant(now)})
    on conflict (name) do nothing
    returning ${columns}`);
  return rows[0] ?? null;
}

export async function saveDraft(tx: Tx, id: number, draft: CadenceFile, now: Instant): Promise<StoredCadence> {
  return only(
    await tx.query<StoredCadence>(sql`
      update cadence set draft = ${JSON.stringify(draft)}::jsonb, revision = revision + 1, modified_at = ${instant(now)},
        name = case when version is null then ${draft.name} else name end
      where id = ${id} returning ${columns}`),
  );
}

/** Back to what runs. */
export async function clearDraft(tx: Tx, id: number, now: Instant): Promise<void> {
  await tx.query(sql`
    update cadence set draft = null, revision = revision + 1, modified_at = ${instant(now)} where id = ${id}`);
}

/** What the publisher decided with the publication. */
export type PublicationChoices = {
  /** Whether the records that are in the audience's view now are taken in. */
  readonly existing: 'take_in' | 'leave';
  /** move: those enrolled go on under the new version; pin: they finish under their own. */
  readonly enrolled: 'move' | 'pin';
};

export type NewVersion = {
  readonly id: number;
  readonly version: number;
  readonly definition: CadenceDefinition;
  readonly viewId: number | null;
  readonly intake: { readonly pending: boolean; readonly doneUntil: Instant | null };
  readonly chosen: PublicationChoices;
  readonly actor: number | null;
  readonly now: Instant;
};

/** Stores the immutable version and makes it the one that runs. */
export async function saveVersion(tx: Tx, version: NewVersion): Promise<void> {
  const { id, definition, now, chosen } = version;
  await tx.query(sql`
    insert into cadence_version (cadence_id, version, engine, definition, published_at, published_by, enrolled, existing)
    values (${id}, ${version.version}, ${ENGINE}, ${JSON.stringify(definition)}::jsonb, ${instant(now)}, ${version.actor},
      ${chosen.enrolled}, ${chosen.existing})`);
  await tx.query(sql`
    update cadence set status = 'active', version = ${version.version}, draft = null, name = ${definition.name},
      view_id = ${version.viewId}, intake_pending = ${version.intake.pending},
      intake_done_until = ${version.intake.doneUntil === null ? null : instant(version.intake.doneUntil)},
      swept_until = null, revision = revision + 1, modified_at = ${instant(now)}
    where id = ${id}`);
}

/** Every change of what runs is a new epoch: the gate lets no delivery of an older one through. */
export async function setCadenceStatus(tx: Tx, id: number, status: CadenceStatus, now: Instant): Promise<void> {
  await tx.query(sql`
    update cadence set status = ${status}, epoch = epoch + 1, swept_until = null, revision = revision + 1, modified_at = ${instant(now)}
    where id = ${id}`);
}

export async function saveIntake(
  tx: Tx,
  id: number,
  intake: { readonly pending: boolean; readonly doneUntil: Instant | null },
): Promise<void> {
  await tx.query(sql`
    update cadence set intake_pending = ${intake.pending},
      intake_done_until = ${intake.doneUntil === null ? null : instant(intake.doneUntil)}
    where id = ${id}`);
}

/** Unless it was published anew or switched meanwhile: then its rules wait for another sweep. */
export async function saveSwept(tx: Tx, { id, version, sweptUntil }: StoredCadence, now: Instant): Promise<void> {
  await tx.query(sql`
    update cadence set swept_until = ${instant(now)}
    where id = ${id} and version = ${version} and status = 'active'
      and swept_until is not distinct from ${sweptUntil === null ? null : instant(sweptUntil)}`);
}

/** The numbers that follow-ups and rules have, those of ids that are new included. */
export async function allotNumbers(
  tx: Tx,
  id: number,
  wanted: { followUps: string[]; rules: string[] },
): Promise<Numbers> {
  const kinds = ['follow_up', 'rule'] as const;
  for (const kind of kinds) {
    const ids = kind === 'follow_up' ? wanted.followUps : wanted.rules;
    await tx.query(sql`
      insert into cadence_number (cadence_id, kind, id, number)
      select ${id}, ${kind}, new.id,
        (select coalesce(max(number), 0) from cadence_number where cadence_id = ${id} and kind = ${kind})
        + row_number() over (order by new.at)
      from unnest(${ids}::text[]) with ordinality as new (id, at)
      where not exists (select from cadence_number n where n.cadence_id = ${id} and n.kind = ${kind} and n.id = new.id)`);
  }
  return loadNumbers(tx, id);
}

export async function loadNumbers(tx: Tx, id: number): Promise<Numbers> {
  const rows = await tx.query<{ kind: string; id: string; number: number }>(
    sql`select kind, id, number from cadence_number where cadence_id = ${id}`,
  );
  const of = (kind: string) => new Map(rows.filter((row) => row.kind === kind).map((row) => [row.id, row.number]));
  return { followUps: of('follow_up'), rules: of('rule') };
}

/** As it would come back from storage, which orders keys in a way of its own: versions are compared by their text. */
export async function asStored(tx: Tx, definition: CadenceDefinition): Promise<CadenceDefinition> {
  const rows = await tx.query<{ definition: CadenceDefinition }>(
    sql`select ${JSON.stringify(definition)}::jsonb as definition`,
  );
  return only(rows).definition;
}

/** Null: there is no such version. */
export async function loadDefinition(tx: Tx, cadence: number, version: number): Promise<CadenceDefinition | null> {
  const rows = await tx.query<{ definition: CadenceDefinition }>(sql`
    select definition from cadence_version where cadence_id = ${cadence} and version = ${version}`);
  return rows[0]?.definition ?? null;
}

/** That version and all before it, the newest first. */
export async function loadDefinitionsUpTo(tx: Tx, cadence: number, version: number): Promise<CadenceDefinition[]> {
  const rows = await tx.query<{ definition: CadenceDefinition }>(sql`
    select definition from cadence_version where cadence_id = ${cadence} and version <= ${version} order by version desc`);
  return rows.map(({ definition }) => definition);
}

export type PublishedVersion = {
  readonly version: number;
  readonly publishedAt: Instant;
  /** The member's number; null: the product itself, or nobody who is known. */
  readonly publishedBy: number | null;
  /** Null: published before the choices were kept. */
  readonly chosen: PublicationChoices | null;
};

type VersionRow = Omit<PublishedVersion, 'chosen'> & {
  readonly [Choice in keyof PublicationChoices]: PublicationChoices[Choice] | null;
};

/** The newest first. */
export async function listVersions(tx: Tx, cadence: number): Promise<PublishedVersion[]> {
  const rows = await tx.query<VersionRow>(sql`
    select version, published_at as "publishedAt", published_by as "publishedBy", enrolled, existing
    from cadence_version where cadence_id = ${cadence} order by version desc`);
  return rows.map(({ enrolled, existing, ...row }) => {
    return { ...row, chosen: enrolled === null || existing === null ? null : { enrolled, existing } };
  });
}

/** What the wake loop must know of the cadences of a batch, as they are now. */
export type RunningCadence = {
  readonly id: number;
  readonly module: string;
  readonly status: CadenceStatus;
  readonly version: number | null;
  readonly epoch: number;
  /** The criteria of the audience's view as they are now; null for a manual audience. */
  readonly viewCriteria: Criteria | null;
};

/** Of `cadence c` and its view, `view v`. */
export const runningColumns = sql.raw('c.id, c.module, c.status, c.version, c.epoch, v.criteria as "viewCriteria"');

export async function loadRunning(tx: Tx, cadences: readonly number[]): Promise<Map<number, RunningCadence>> {
  const rows = await tx.hot<RunningCadence>(sql`
    select ${runningColumns}
    from cadence c left join view v on v.id = c.view_id where c.id = any(${cadences}::int[])`);
  return new Map(rows.map((row) => [row.id, row]));
}
