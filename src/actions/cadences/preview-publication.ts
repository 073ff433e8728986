// What publishing the draft would do to those enrolled (C-55), before anybody does it. It must judge as the engine will:
// an enrollment is stopped when a follow-up that it is scheduled on was edited or removed.
import { loadCheckContext } from '#actions/cadences/cadence-context.ts';
import type { CadenceContext } from '#actions/cadences/save-cadence.ts';
import type { Definitions } from '#actions/enrollments/definitions.ts';
import { checkCadence } from '#core/cadence/check.ts';
import type { CadenceDefinition } from '#core/cadence/definition.ts';
import { type Enrollment, isPending } from '#core/cadence/enrollment.ts';
import { definitionFromFile } from '#core/cadence/file.ts';
import type { CadenceProblem } from '#core/cadence/problem.ts';
import { editedFollowUps } from '#core/cadence/republish.ts';
import { findCadence, loadNumbers, type StoredCadence } from '#storage/cadences/cadences.ts';
import type { Tx } from '#storage/db.ts';
import { pageOfRounds } from '#storage/enrollments/list-rounds.ts';
import { loadCatalogue } from '#storage/records/catalogue.ts';
import { countRecords, type RecordCount } from '#storage/records/read-records.ts';
import type { StoredView } from '#storage/views/views.ts';

export type PublicationPreview = {
  readonly kind: 'preview';
  readonly problems: readonly CadenceProblem[];
  /** Ids of published follow-ups that the draft edits or removes. */
  readonly edited: readonly string[];
  readonly stopping: number;
  readonly goingOn: number;
  /** False: there are more rounds than were looked at. */
  readonly exact: boolean;
  /** Null: a manual audience, or no such view. */
  readonly inView: RecordCount | null;
};

export type Previewed =
  | PublicationPreview
  | { readonly kind: 'refused'; readonly reason: 'cadence_unknown' | 'nothing_to_publish' };

type Reading = CadenceContext & { readonly definitions: Definitions };

const ROUNDS_MAX = 20_000;
const PAGE = 1_000;

/** `cadence` is the public id. */
export async function previewPublication(reading: Reading, cadence: string): Promise<Previewed> {
  const { database, organization } = reading;
  return database.organization(organization.seat, async (tx) => {
    const found = await findCadence(tx, cadence);
    if (found === null) return { kind: 'refused', reason: 'cadence_unknown' };
    if (found.draft === null) return { kind: 'refused', reason: 'nothing_to_publish' };
    const definition = definitionFromFile(found.draft, await loadNumbers(tx, found.id));
    const draftedAt = found.modifiedAt;
    const { context, view } = await loadCheckContext(tx, definition, { ...reading, draftedAt });
    return {
      kind: 'preview',
      problems: checkCadence(definition, context),
      edited: await editedIds(tx, reading, { cadence: found, definition }),
      ...(await countStopping(tx, reading, { cadence: found, definition })),
      inView: view === null ? null : await countInView(tx, reading, view),
    };
  });
}

type Drafted = { readonly cadence: StoredCadence; readonly definition: CadenceDefinition };

async function editedIds(tx: Tx, reading: Reading, { cadence, definition }: Drafted): Promise<string[]> {
  if (cadence.version === null) return [];
  const versioned = { cadence: cadence.id, version: cadence.version };
  const before = (await reading.definitions.outline(tx, reading.organization.seat, versioned)).definition;
  const edited = editedFollowUps(inOrder(before), inOrder(definition));
  return before.followUps.filter(({ number }) => edited.has(number)).map(({ id }) => id);
}

async function countStopping(tx: Tx, reading: Reading, { cadence, definition }: Drafted) {
  const counts = { stopping: 0, goingOn: 0 };
  const edited = new Map<number, ReadonlySet<number>>();
  const page = { cadence: cadence.id, status: 'active', reasons: null, happened: null, limit: PAGE } as const;
  for (let before: string | null = null, seen = 0; seen < ROUNDS_MAX; seen += PAGE) {
    const rounds = await pageOfRounds(tx, { ...page, before });
    for (const { enrollment } of rounds) {
      const { version } = enrollment;
      const own = edited.get(version) ?? (await editedSince(tx, reading, { enrollment, definition }));
      edited.set(version, own);
      counts[isStopped(enrollment, own) ? 'stopping' : 'goingOn'] += 1;
    }
    before = rounds.at(-1)?.enrollment.id ?? null;
    if (rounds.length < PAGE) return { ...counts, exact: true };
  }
  return { ...counts, exact: false };
}

async function editedSince(
  tx: Tx,
  { organization, definitions }: Reading,
  { enrollment, definition }: { readonly enrollment: Enrollment; readonly definition: CadenceDefinition },
): Promise<ReadonlySet<number>> {
  const outline = await definitions.outline(tx, organization.seat, enrollment);
  return editedFollowUps(inOrder(outline.definition), inOrder(definition));
}

/** Storage gives keys back in an order of its own, and versions are compared by their text. */
function inOrder<T>(value: T): T {
  if (Array.isArray(value)) return value.map((each: unknown) => inOrder(each)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, each]) => [key, inOrder(each as unknown)])) as T; // the same keys
}

function isStopped({ followUps }: Enrollment, edited: ReadonlySet<number>): boolean {
  return [...followUps].some(([number, progress]) => edited.has(number) && isPending(progress));
}

async function countInView(tx: Tx, { organization, now }: Reading, view: StoredView): Promise<RecordCount | null> {
  const catalogue = await loadCatalogue(tx, view.module);
  if (catalogue === null) return null;
  return countRecords(tx, catalogue, view.criteria, { now, zone: organization.timeZone });
}
