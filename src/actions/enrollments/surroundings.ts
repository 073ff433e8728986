// Everything that deciding a batch needs of the world, loaded with one query per kind: cadences as they are now, the
// records as they are now, how far the mailboxes have been read. Per-enrollment work never costs a round trip.
import { assert } from '#core/assert.ts';
import type { World } from '#core/cadence/draft.ts';
import type { Outline } from '#core/cadence/outline.ts';
import type { Definitions } from '#actions/enrollments/definitions.ts';
import { fieldsOf } from '#core/criteria/criteria.ts';
import type { CrmRecord, Module } from '#core/records/field.ts';
import type { Instant } from '#core/time/instant.ts';
import type { RunningCadence } from '#storage/cadences/cadences.ts';
import type { Tx } from '#storage/db.ts';
import { loadBackground } from '#storage/enrollments/load-background.ts';
import type { Organization } from '#storage/organizations/organizations.ts';
import { narrowed } from '#storage/records/catalogue.ts';
import { loadRecords } from '#storage/records/read-records.ts';

export type Surroundings = {
  readonly cadences: ReadonlyMap<number, RunningCadence>;
  readonly modules: ReadonlyMap<string, Module>;
  /** By module key, then by id: ids of two modules may be the same. */
  readonly records: ReadonlyMap<string, ReadonlyMap<string, CrmRecord>>;
  /** Of every version that a round here runs under, and of the one it may move to. */
  readonly outlines: Outlines;
  readonly repliesReadUntil: Instant;
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

  has(cadence: number, version: number): boolean {
    return this.kept.get(cadence)?.has(version) === true;
  }
}

export type Needed = { readonly cadence: number; readonly version: number; readonly record: string };

export type Looking = {
  readonly organization: Organization;
  readonly definitions: Definitions;
  readonly needed: readonly Needed[];
  /** Fields that the caller reads beside those of the rules. */
  readonly fields?: readonly string[];
  /** Whether the records are locked against changes until the transaction ends. */
  readonly lock?: 'share';
};

/**
 * How far replies have been read is asked first: a reply that was read by then is among the inputs that are loaded
 * after it. Of the records only the fields that somebody looks at are loaded: whole rows took a third of a batch's time.
 */
export async function loadSurroundings(tx: Tx, looking: Looking): Promise<Surroundings> {
  const { cadences, catalogues, repliesReadUntil } = await loadBackground(tx, cadencesOf(looking.needed));
  const byModule = new Map<string, { ids: Set<string>; fields: Set<string> }>();
  const outlines = new Outlines();
  for (const { cadence, version, record } of looking.needed) {
    const running = cadences.get(cadence);
    if (running === undefined) continue;
    const group = byModule.get(running.module) ?? { ids: new Set(), fields: new Set(looking.fields) };
    byModule.set(running.module, group);
    group.ids.add(record);
    if (outlines.has(cadence, version)) continue;
    await loadOutlines(tx, looking, { running, version, outlines });
    for (const field of fieldsLookedAt(running, version, outlines)) group.fields.add(field);
  }
  const records = new Map<string, ReadonlyMap<string, CrmRecord>>();
  const modules = new Map<string, Module>();
  for (const [module, { ids, fields }] of byModule) {
    const catalogue = catalogues.get(module);
    if (catalogue === undefined) continue;
    modules.set(module, catalogue.module);
    const options = looking.lock === 'share' ? ({ share: true } as const) : {};
    records.set(module, await loadRecords(tx, narrowed(catalogue, fields), [...ids], options));
  }
  return { cadences, modules, records, outlines, repliesReadUntil };
}

function cadencesOf(needed: readonly Needed[]): number[] {
  return [...new Set(needed.map(({ cadence }) => cadence))];
}

type Versioned = { readonly running: RunningCadence; readonly version: number; readonly outlines: Outlines };

/** The one that a round runs under, and the one it may move to. */
function versionsOf(running: RunningCadence, version: number): ReadonlySet<number> {
  return new Set([version, running.version ?? version]);
}

async function loadOutlines(
  tx: Tx,
  { organization, definitions }: Looking,
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
    fields.push(...outlines.get(running.id, one).ruleFields);
  }
  return fields;
}

/** The record that a round of this cadence runs on, as it is now; undefined: it is deleted. */
export function recordOf(surroundings: Surroundings, cadence: number, record: string): CrmRecord | undefined {
  const running = surroundings.cadences.get(cadence);
  return running === undefined ? undefined : surroundings.records.get(running.module)?.get(record);
}

/** The world as one enrollment's decision sees it. Throws where the cadence's module is unknown. */
export function worldOf(
  surroundings: Surroundings,
  { cadence, record, now, zone }: { cadence: number; record: string; now: Instant; zone: string },
): World {
  const running = surroundings.cadences.get(cadence);
  const module = running === undefined ? undefined : surroundings.modules.get(running.module);
  if (running === undefined || module === undefined) throw new Error(`cadence ${cadence} is on no known module`);
  return {
    now,
    zone,
    module,
    record: recordOf(surroundings, cadence, record)?.values ?? null,
    view: running.viewCriteria,
    repliesReadUntil: surroundings.repliesReadUntil,
  };
}
