// Cadences for people: the list page (C-62), and one with its draft, what runs and what is wrong with it.
import { exportDefinition } from '#actions/cadences/publish-cadence.ts';
import { type CadenceContext, checkFile } from '#actions/cadences/save-cadence.ts';
import type { Definitions } from '#actions/enrollments/definitions.ts';
import { assert } from '#core/assert.ts';
import type { Audience, CadenceDefinition } from '#core/cadence/definition.ts';
import { type CadenceFile, definitionFromFile, NO_NUMBERS } from '#core/cadence/file.ts';
import type { CadenceProblem } from '#core/cadence/problem.ts';
import { findCadence, listCadences, type StoredCadence } from '#storage/cadences/cadences.ts';
import type { Tx } from '#storage/db.ts';
import { countActive } from '#storage/enrollments/list-rounds.ts';
import { countUnenrolledByRule, type RuleCount } from '#storage/reports/cadence-figures.ts';

export type CadenceHead = {
  readonly cadence: StoredCadence;
  /** Of what runs; of the draft where nothing runs yet. */
  readonly audience: Audience;
  readonly activeEnrollments: number;
  /** Rounds that ended by a rule marked as the goal. */
  readonly goalMet: number;
};

export type CadenceDetail = CadenceHead & {
  readonly published: CadenceFile | null;
  /** The numbers of the published follow-ups by id. */
  readonly followUpNumbers: Readonly<Record<string, number>>;
  /** Of the draft, or else of what runs. */
  readonly problems: readonly CadenceProblem[];
};

export type CadenceFilter = { readonly module: string | null; readonly status: StoredCadence['status'] | null };

type Reading = CadenceContext & { readonly definitions: Definitions };

/** The newest first. */
export async function readCadences(reading: Reading, filter: CadenceFilter): Promise<CadenceHead[]> {
  const { database, organization } = reading;
  return database.organization(organization.seat, async (tx) => {
    const figures = await loadFigures(tx);
    const heads: CadenceHead[] = [];
    for (const cadence of await listCadences(tx)) {
      if (filter.module !== null && cadence.module !== filter.module) continue;
      if (filter.status !== null && cadence.status !== filter.status) continue;
      heads.push(await headOf(tx, reading, { cadence, figures }));
    }
    return heads.reverse();
  });
}

/** By its public id. Null: there is none. */
export async function readCadence(reading: Reading, id: string): Promise<CadenceDetail | null> {
  const { database, organization, definitions } = reading;
  const found = await database.organization(organization.seat, async (tx) => {
    const cadence = await findCadence(tx, id);
    if (cadence === null) return null;
    const head = await headOf(tx, reading, { cadence, figures: await loadFigures(tx) });
    const { version } = cadence;
    if (version === null) return { ...head, published: null, followUpNumbers: {} };
    const outline = await definitions.outline(tx, organization.seat, { cadence: cadence.id, version });
    const numbers = outline.definition.followUps.map((followUp) => [followUp.id, followUp.number] as const);
    return { ...head, published: await exportDefinition(tx, cadence), followUpNumbers: Object.fromEntries(numbers) };
  });
  const file = found?.cadence.draft ?? found?.published ?? null;
  if (found === null || file === null) return null;
  return { ...found, problems: await checkFile(reading, file) };
}

type Figures = { readonly active: ReadonlyMap<number, number>; readonly byRule: readonly RuleCount[] };

async function loadFigures(tx: Tx): Promise<Figures> {
  return { active: await countActive(tx), byRule: await countUnenrolledByRule(tx) };
}

async function headOf(
  tx: Tx,
  reading: Reading,
  { cadence, figures }: { readonly cadence: StoredCadence; readonly figures: Figures },
): Promise<CadenceHead> {
  const { audience, unenroll } = await definitionOf(tx, reading, cadence);
  const goals = new Set(unenroll.filter(({ goal }) => goal).map(({ number }) => number));
  const reached = figures.byRule.filter((ended) => ended.cadence === cadence.id && goals.has(ended.rule));
  return {
    cadence,
    audience,
    activeEnrollments: figures.active.get(cadence.id) ?? 0,
    goalMet: reached.reduce((sum, { enrollments }) => sum + enrollments, 0),
  };
}

/** Of what runs; of the draft where nothing runs yet. */
async function definitionOf(
  tx: Tx,
  { organization, definitions }: Reading,
  { id, version, draft }: StoredCadence,
): Promise<CadenceDefinition> {
  if (version !== null) {
    const outline = await definitions.outline(tx, organization.seat, { cadence: id, version });
    return outline.definition;
  }
  assert(draft !== null, 'a cadence that was never published has a draft');
  return definitionFromFile(draft, NO_NUMBERS);
}
