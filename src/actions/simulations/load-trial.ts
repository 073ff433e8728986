// Everything that a simulation needs to know of the organisation (C-90), as it is now and as whoever asks may see it.
import { openModule, type OpenedModule } from '#actions/access/open-module.ts';
import { loadPace } from '#actions/simulations/load-pace.ts';
import type { Asked } from '#actions/simulations/asked.ts';
import { ZONE_FIELD } from '#core/cadence/business-hours.ts';
import type { CadenceDefinition } from '#core/cadence/definition.ts';
import { type Outline, outlineOf } from '#core/cadence/outline.ts';
import { type KnownRates, ratesOf } from '#core/cadence/simulate-rates.ts';
import type { Trial, TrialRecord } from '#core/cadence/simulate-trial.ts';
import { type Criteria, fieldsOf } from '#core/criteria/criteria.ts';
import type { Instant } from '#core/time/instant.ts';
import type { Tx } from '#storage/db.ts';
import type { Organization } from '#storage/organizations/organizations.ts';
import { catalogueFor } from '#storage/records/beyond.ts';
import { type Catalogue, narrowed } from '#storage/records/catalogue.ts';
import { loadValues, selectIds } from '#storage/records/read-records.ts';
import { answeredIn, answeredInAll, wereInBefore } from '#storage/simulations/answered.ts';
import { findViewByName } from '#storage/views/views.ts';

export type TrialRequest = {
  readonly organization: Organization;
  readonly definition: CadenceDefinition;
  /** Its number, whose history is learnt from; null: there is none yet. */
  readonly cadence: number | null;
  readonly asked: Asked;
  readonly now: Instant;
};

export type TrialLoaded =
  | { readonly kind: 'loaded'; readonly trial: Trial }
  | { readonly kind: 'refused'; readonly reason: 'simulation_without_records' }
  | Exclude<OpenedModule, { kind: 'open' }>;

export async function loadTrial(tx: Tx, request: TrialRequest): Promise<TrialLoaded> {
  const { definition, asked, now, organization } = request;
  const opened = await openModule(tx, definition.module, 'read');
  if (opened.kind === 'refused') return opened;
  const outline = outlineOf(definition);
  const view = await audienceOf(tx, definition);
  const catalogue = await catalogueFor(tx, definition.module, [...outline.recordCriteria, view]);
  if (catalogue === null) return { kind: 'refused', reason: 'unknown_module' };
  const looking = { request, outline, view, catalogue };
  const records = await loadRecords(tx, looking);
  if (records.length === 0) return { kind: 'refused', reason: 'simulation_without_records' };
  const known = await loadRates(tx, request);
  const trial = {
    outline,
    world: { zone: organization.timeZone, module: catalogue.module, view },
    ...(await loadPace(tx, { organization, definition, records, now })),
    rates: new Map(definition.followUps.map((followUp) => [followUp.number, ratesOf(followUp, known)])),
    records,
    from: now,
    days: asked.days,
    seed: asked.seed,
  };
  return { kind: 'loaded', trial };
}

async function audienceOf(tx: Tx, { audience, module }: CadenceDefinition): Promise<Criteria | null> {
  return audience.kind === 'manual' ? null : ((await findViewByName(tx, module, audience.view))?.criteria ?? null);
}

async function loadRates(tx: Tx, { cadence, asked }: TrialRequest): Promise<KnownRates> {
  return {
    given: asked.rates,
    history: cadence === null ? new Map() : await answeredIn(tx, cadence),
    organization: await answeredInAll(tx),
  };
}

type Looking = {
  readonly request: TrialRequest;
  readonly outline: Outline;
  readonly view: Criteria | null;
  readonly catalogue: Catalogue;
};

const AT_ONCE = 1000;

/** Those of the view, or of a manual audience some of the module; the oldest first. */
async function loadRecords(tx: Tx, { request, outline, view, catalogue }: Looking): Promise<TrialRecord[]> {
  const { asked, now, organization } = request;
  const context = { now, zone: organization.timeZone };
  const narrow = narrowed(catalogue, fieldsNeeded(outline, view));
  const records: TrialRecord[] = [];
  for (let after: string | null = null; records.length < asked.records; ) {
    const limit = Math.min(AT_ONCE, asked.records - records.length);
    const ids: string[] = await selectIds(tx, catalogue, view, { context, selection: { after, limit } });
    records.push(...(await someRecords(tx, { narrow, ids, request })));
    after = ids.at(-1) ?? null;
    if (ids.length < limit) break;
  }
  return records;
}

type Some = { readonly narrow: Catalogue; readonly ids: readonly string[]; readonly request: TrialRequest };

async function someRecords(tx: Tx, { narrow, ids, request }: Some): Promise<TrialRecord[]> {
  const { cadence, asked } = request;
  const loaded = await loadValues(tx, narrow, ids);
  const before = asked.whom === 'everybody' || cadence === null ? null : await wereInBefore(tx, cadence, ids);
  return ids.flatMap((id) => {
    const values = loaded.get(id)?.values;
    return values === undefined ? [] : [{ id, values, leftOut: before?.get(id) ?? null }];
  });
}

/** By the decisions, and by what goes out. */
function fieldsNeeded({ definition, recordFields }: Outline, view: Criteria | null): Set<string> {
  const recipients = definition.followUps.flatMap(({ settings }) => ('to' in settings ? [settings.to] : []));
  const contacted = ['email', 'company', 'account', 'do_not_email', 'do_not_call', ZONE_FIELD];
  return new Set([...recordFields, ...(view === null ? [] : fieldsOf(view)), ...recipients, ...contacted]);
}
