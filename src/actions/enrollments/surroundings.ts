// Everything that deciding a batch needs of the world, loaded with one query per kind: cadences as they are now, the
// records as they are now, how far the mailboxes have been read. Per-enrollment work never costs a round trip.
import { assert } from '#core/assert.ts';
import { ZONE_FIELD } from '#core/cadence/business-hours.ts';
import type { World } from '#core/cadence/draft.ts';
import type { Outline } from '#core/cadence/outline.ts';
import { type RepliesRead, repliesReadUntil } from '#core/cadence/replies-read.ts';
import type { Definitions } from '#actions/enrollments/definitions.ts';
import { type Criteria, fieldsOf } from '#core/criteria/criteria.ts';
import type { FieldValues, RecordValues } from '#core/records/field.ts';
import type { BusinessCalendar } from '#core/time/business-calendar.ts';
import type { Instant } from '#core/time/instant.ts';
import type { RunningCadence } from '#storage/cadences/cadences.ts';
import type { Tx } from '#storage/db.ts';
import { loadBackground } from '#storage/enrollments/load-background.ts';
import type { Organization } from '#storage/organizations/organizations.ts';
import { withBeyond } from '#storage/records/beyond.ts';
import { type Catalogue, narrowed } from '#storage/records/catalogue.ts';
import { loadValues } from '#storage/records/read-records.ts';

/** Everything but the records. */
export type Frame = {
  readonly cadences: ReadonlyMap<number, RunningCadence>;
  /** By module key, with the columns that somebody looks at: whole rows took a third of a batch's time. */
  readonly catalogues: ReadonlyMap<string, Catalogue>;
  /** Of every version that a round here runs under, and of the one it may move to. */
  readonly outlines: Outlines;
  readonly repliesRead: RepliesRead;
  /** When the earliest open or click came that is not graded yet; null: none waits. */
  readonly ungradedSince: Instant | null;
  /** By which rounds have been planned (K-64); null: it was not noted yet. */
  readonly plannedZone: string | null;
  /** When the organisation is open; absent: nothing waits for hours. */
  readonly hours?: BusinessCalendar;
};

export type Surroundings = Frame & {
  /** By module key, then by id: ids of two modules may be the same. */
  readonly records: ReadonlyMap<string, ReadonlyMap<string, RecordValues>>;
};

/** Outlines by cadence and version. */
export class Outlines {
  private readonly kept = new Map<number, Map<number, Outline>>();

  add(cadence: number, version: number, outline: Outline): void {
    const versions = this.kept.get(cadence) ?? new Map<number, Outline>();
    this.kept.set(cadence, versions.set(version, outline));
  }

  /** Throws for a version that was not loaded. */
  get(cadence: number, version: number): Outline {
    const outline = this.kept.get(cadence)?.get(version);
    assert(outline !== undefined, `version ${version} of cadence ${cadence} was not loaded`);
    return outline;
  }

  /** The versions of a cadence that were loaded. */
  of(cadence: number): Iterable<Outline> {
    return this.kept.get(cadence)?.values() ?? [];
  }

  has(cadence: number, version: number): boolean {
    return this.kept.get(cadence)?.has(version) === true;
  }
}

export type Version = { readonly cadence: number; readonly version: number };
export type Needed = Version & { readonly record: string };

export type Framing = {
  readonly organization: Organization;
  readonly definitions: Definitions;
  readonly versions: readonly Version[];
  /** Fields that the caller reads beside those of the rules. */
  readonly fields?: readonly string[];
  /** Criteria that the caller judges beside the cadences' own; their fields are among `fields`. */
  readonly criteria?: readonly Criteria[];
};

export type Looking = Omit<Framing, 'versions'> & {
  readonly needed: readonly Needed[];
  /** Whether the records are locked against changes until the transaction ends. */
  readonly lock?: 'share';
};

/** To be loaded before the inputs: a reply that was read by then is among those that are loaded after it. */
export async function loadFrame(tx: Tx, framing: Framing): Promise<Frame> {
  const { versions } = framing;
  const background = await loadBackground(tx, [...new Set(versions.map(({ cadence }) => cadence))]);
  const { cadences, repliesRead, ungradedSince, plannedZone, hours } = background;
  const always = [...(framing.fields ?? []), ...(hours === undefined ? [] : [ZONE_FIELD])];
  const outlines = new Outlines();
  const fieldsOfModule = new Map<string, Set<string>>();
  const criteriaOfModule = new Map<string, Criteria[]>();
  for (const { cadence, version } of versions) {
    const running = cadences.get(cadence);
    if (running === undefined || outlines.has(cadence, version)) continue;
    await loadOutlines(tx, framing, { running, version, outlines });
    const fields = fieldsOfModule.get(running.module) ?? new Set(always);
    fieldsOfModule.set(running.module, fields);
    for (const field of fieldsLookedAt(running, version, outlines)) fields.add(field);
    const judged = criteriaOfModule.get(running.module) ?? [...(framing.criteria ?? [])];
    criteriaOfModule.set(running.module, [...judged, ...criteriaJudged(running, version, outlines)]);
  }
  const catalogues = new Map<string, Catalogue>();
  for (const [module, known] of background.catalogues) {
    const catalogue = await withBeyond(tx, known, criteriaOfModule.get(module) ?? []);
    catalogues.set(module, narrowed(catalogue, fieldsOfModule.get(module) ?? new Set(always)));
  }
  const frame = { cadences, catalogues, outlines, repliesRead, ungradedSince, plannedZone };
  return hours === undefined ? frame : { ...frame, hours };
}

export async function loadSurroundings(tx: Tx, { needed, lock, ...looking }: Looking): Promise<Surroundings> {
  const frame = await loadFrame(tx, { ...looking, versions: needed });
  const idsOfModule = new Map<string, Set<string>>();
  for (const { cadence, record } of needed) {
    const module = frame.cadences.get(cadence)?.module;
    if (module === undefined) continue;
    const ids = idsOfModule.get(module) ?? new Set();
    idsOfModule.set(module, ids.add(record));
  }
  const records = new Map<string, ReadonlyMap<string, RecordValues>>();
  for (const [module, ids] of idsOfModule) {
    const catalogue = frame.catalogues.get(module);
    if (catalogue === undefined) continue;
    records.set(module, await loadValues(tx, catalogue, [...ids], lock === 'share' ? { share: true } : {}));
  }
  return { ...frame, records };
}

type Versioned = { readonly running: RunningCadence; readonly version: number; readonly outlines: Outlines };

/** The one that a round runs under, and the one it may move to. */
function versionsOf(running: RunningCadence, version: number): ReadonlySet<number> {
  return new Set([version, running.version ?? version]);
}

async function loadOutlines(
  tx: Tx,
  { organization, definitions }: Pick<Framing, 'organization' | 'definitions'>,
  { running, version, outlines }: Versioned,
): Promise<void> {
  for (const one of versionsOf(running, version)) {
    outlines.add(
      running.id,
      one,
      await definitions.outline(tx, organization.seat, { cadence: running.id, version: one }),
    );
  }
}

/** By the rules of both versions, and by the view. */
function fieldsLookedAt(running: RunningCadence, version: number, outlines: Outlines): string[] {
  const fields = running.viewCriteria === null ? [] : [...fieldsOf(running.viewCriteria)];
  for (const one of versionsOf(running, version)) {
    fields.push(...outlines.get(running.id, one).recordFields);
  }
  return fields;
}

function criteriaJudged(running: RunningCadence, version: number, outlines: Outlines): Criteria[] {
  const ofView = running.viewCriteria === null ? [] : [running.viewCriteria];
  const own = [...versionsOf(running, version)].flatMap((one) => outlines.get(running.id, one).recordCriteria);
  return [...ofView, ...own];
}

/** The record that a round of this cadence runs on, as it is now; undefined: it is deleted. */
export function recordOf(surroundings: Surroundings, cadence: number, record: string): RecordValues | undefined {
  const running = surroundings.cadences.get(cadence);
  return running === undefined ? undefined : surroundings.records.get(running.module)?.get(record);
}

/** The world as one enrollment's decision sees it. Throws where the cadence's module is unknown. */
export function worldOf(
  surroundings: Surroundings,
  { cadence, record, ...moment }: Moment & { readonly record: string },
): World {
  const values = recordOf(surroundings, cadence, record)?.values ?? null;
  return worldIn(surroundings, { cadence, values, ...moment });
}

type Moment = { readonly cadence: number; readonly now: Instant; readonly zone: string };

/** As worldOf, of a record that was loaded otherwise; null: it is gone. */
export function worldIn(frame: Frame, { cadence, values, now, zone }: Moment & { values: FieldValues | null }): World {
  const running = frame.cadences.get(cadence);
  const module = running === undefined ? undefined : frame.catalogues.get(running.module)?.module;
  if (running === undefined || module === undefined) throw new Error(`cadence ${cadence} is on no known module`);
  const { hours, ungradedSince } = frame;
  const readUntil = repliesReadUntil(frame.repliesRead, frame.outlines.of(cadence));
  const known = { repliesReadUntil: readUntil, visitsGradedUntil: ungradedSince === null ? now : ungradedSince - 1 };
  const world = { now, zone, module, record: values, view: running.viewCriteria, ...known };
  return hours === undefined ? world : { ...world, hours };
}
