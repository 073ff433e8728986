// Everything that deciding a batch needs of the world, loaded with one query per kind: cadences as they are now, the
// records as they are now, how far the mailboxes have been read. Per-enrollment work never costs a round trip.
import type { World } from '#core/cadence/draft.ts';
import type { Definitions } from '#actions/enrollments/definitions.ts';
import { fieldsOf } from '#core/criteria/criteria.ts';
import type { CrmRecord, Module } from '#core/records/field.ts';
import type { Instant } from '#core/time/instant.ts';
import { loadRunning, type RunningCadence } from '#storage/cadences/cadences.ts';
import type { Tx } from '#storage/db.ts';
import { readRepliesUntil } from '#storage/mail/mailboxes.ts';
import type { Organization } from '#storage/organizations/organizations.ts';
import { loadCatalogue, narrowed } from '#storage/records/catalogue.ts';
import { loadRecords } from '#storage/records/read-records.ts';

export type Surroundings = {
  readonly cadences: ReadonlyMap<number, RunningCadence>;
  readonly modules: ReadonlyMap<string, Module>;
  readonly records: ReadonlyMap<string, CrmRecord>;
  readonly repliesReadUntil: Instant;
};

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
  const repliesReadUntil = await readRepliesUntil(tx);
  const cadences = await loadRunning(tx, [...new Set(looking.needed.map(({ cadence }) => cadence))]);
  const byModule = new Map<string, { ids: Set<string>; fields: Set<string> }>();
  const versions = new Set<string>();
  for (const { cadence, version, record } of looking.needed) {
    const running = cadences.get(cadence);
    if (running === undefined) continue;
    const group = byModule.get(running.module) ?? { ids: new Set(), fields: new Set(looking.fields) };
    byModule.set(running.module, group);
    group.ids.add(record);
    if (versions.has(`${cadence}/${version}`)) continue;
    versions.add(`${cadence}/${version}`);
    for (const field of await fieldsLookedAt(tx, looking, { running, version })) group.fields.add(field);
  }
  const records = new Map<string, CrmRecord>();
  const modules = new Map<string, Module>();
  for (const [module, { ids, fields }] of byModule) {
    const catalogue = await loadCatalogue(tx, module);
    if (catalogue === null) continue;
    modules.set(module, catalogue.module);
    const options = looking.lock === 'share' ? ({ share: true } as const) : {};
    for (const [id, record] of await loadRecords(tx, narrowed(catalogue, fields), [...ids], options))
      records.set(id, record);
  }
  return { cadences, modules, records, repliesReadUntil };
}

/** Of the version it runs under, of the one it may move to, and of the view. */
async function fieldsLookedAt(
  tx: Tx,
  { organization, definitions }: Looking,
  { running, version }: { running: RunningCadence; version: number },
): Promise<string[]> {
  const fields = running.viewCriteria === null ? [] : [...fieldsOf(running.viewCriteria)];
  for (const one of new Set([version, running.version ?? version])) {
    const outline = await definitions.outline(tx, organization.seat, { cadence: running.id, version: one });
    fields.push(...outline.ruleFields);
  }
  return fields;
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
    record: surroundings.records.get(record)?.values ?? null,
    view: running.viewCriteria,
    repliesReadUntil: surroundings.repliesReadUntil,
  };
}
