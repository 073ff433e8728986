// What publishing the draft would do to those enrolled (C-55, C-94), before anybody does it. The engine itself is asked:
// each active enrollment is told of the version as if it were published, and nothing of what it decides is kept.
import { loadCheckContext } from '#actions/cadences/cadence-context.ts';
import { type CadenceContext, fileTemplates } from '#actions/cadences/save-cadence.ts';
import type { Definitions } from '#actions/enrollments/definitions.ts';
import { loadSurroundings, type Surroundings, worldOf } from '#actions/enrollments/surroundings.ts';
import { checkCadence, isPublishable } from '#core/cadence/check.ts';
import { decideInPlace } from '#core/cadence/decide.ts';
import type { CadenceDefinition } from '#core/cadence/definition.ts';
import type { Enrollment } from '#core/cadence/enrollment.ts';
import type { CadenceFile } from '#core/cadence/file.ts';
import { outlineOf } from '#core/cadence/outline.ts';
import type { CadenceProblem } from '#core/cadence/problem.ts';
import { provisionallyNumbered } from '#core/cadence/provisional-numbers.ts';
import { editedFollowUps, type Published } from '#core/cadence/republish.ts';
import { fieldsOf } from '#core/criteria/criteria.ts';
import { asksForViewer } from '#core/criteria/viewer.ts';
import { asStored, findCadence, loadNumbers, type StoredCadence } from '#storage/cadences/cadences.ts';
import type { Tx } from '#storage/db.ts';
import type { StoredEnrollment } from '#storage/enrollments/enrollment-row.ts';
import { wholeCatalogueFor } from '#storage/records/beyond.ts';
import { countRecords, type RecordCount } from '#storage/records/read-records.ts';
import { pageOfRounds } from '#storage/reports/rounds-page.ts';
import type { StoredView } from '#storage/views/views.ts';

export type PublicationPreview = {
  readonly kind: 'preview';
  readonly problems: readonly CadenceProblem[];
  /** Ids of published follow-ups that the draft edits or removes. */
  readonly edited: readonly string[];
  readonly stopping: number;
  readonly goingOn: number;
  /** Released at once, because they meet an unenrolment rule of the draft already. */
  readonly unenrolled: number;
  /** False: there are more rounds than were looked at. */
  readonly exact: boolean;
  /** Null: a manual audience, or no such view. */
  readonly inView: RecordCount | null;
};

export type Previewed =
  | PublicationPreview
  | { readonly kind: 'refused'; readonly reason: 'cadence_unknown' | 'nothing_to_publish' };

type Reading = CadenceContext & { readonly definitions: Definitions };

const ROUNDS_MAX = 10_000;
const PAGE = 1_000;

/** `cadence` is the public id. */
export async function previewPublication(reading: Reading, cadence: string): Promise<Previewed> {
  const { database, organization } = reading;
  return database.organization(organization.seat, async (tx) => {
    const found = await findCadence(tx, cadence);
    if (found === null) return { kind: 'refused', reason: 'cadence_unknown' };
    if (found.draft === null) return { kind: 'refused', reason: 'nothing_to_publish' };
    return preview(tx, reading, { cadence: found, file: found.draft });
  });
}

/** As if the file were the draft, with the templates that it brings. */
export async function previewFile(reading: Reading, previewing: Previewing): Promise<PublicationPreview> {
  const { database, organization } = reading;
  return database.organization(organization.seat, (tx) => preview(tx, reading, previewing));
}

type Previewing = { readonly cadence: StoredCadence; readonly file: CadenceFile };

async function preview(tx: Tx, reading: Reading, { cadence, file }: Previewing): Promise<PublicationPreview> {
  const definition = await asStored(tx, provisionallyNumbered(file, await loadNumbers(tx, cadence.id)));
  const draftedAt = cadence.modifiedAt;
  const { context, view } = await loadCheckContext(tx, definition, { ...reading, draftedAt });
  const templates = new Map([...context.templates, ...fileTemplates(reading, file)]);
  const problems = checkCadence(definition, { ...context, templates });
  const drafted = { cadence, definition, view };
  return {
    kind: 'preview',
    problems,
    edited: await editedIds(tx, reading, drafted),
    // What can't be published can't be decided by either.
    ...(isPublishable(problems) ? await countRounds(tx, reading, drafted) : NOBODY),
    inView: view === null || asksForViewer(view.criteria) ? null : await countInView(tx, reading, view),
  };
}

const NOBODY = { stopping: 0, goingOn: 0, unenrolled: 0, exact: true };

type Drafted = {
  readonly cadence: StoredCadence;
  readonly definition: CadenceDefinition;
  readonly view: StoredView | null;
};

async function editedIds(tx: Tx, reading: Reading, { cadence, definition }: Drafted): Promise<string[]> {
  if (cadence.version === null) return [];
  const versioned = { cadence: cadence.id, version: cadence.version };
  const before = (await reading.definitions.outline(tx, reading.organization.seat, versioned)).definition;
  const edited = editedFollowUps(before, definition);
  return before.followUps.filter(({ number }) => edited.has(number)).map(({ id }) => id);
}

async function countRounds(tx: Tx, reading: Reading, drafted: Drafted) {
  const { cadence, definition } = drafted;
  const counts = { stopping: 0, goingOn: 0, unenrolled: 0 };
  if (cadence.version === null) return { ...counts, exact: true };
  const published = { version: cadence.version + 1, outline: outlineOf(definition) };
  const page = {
    cadence: cadence.id,
    status: 'active',
    version: null,
    reasons: null,
    happened: null,
    catalogue: null,
  } as const;
  for (let before: string | null = null, seen = 0; ; seen += PAGE) {
    const limit = seen < ROUNDS_MAX ? PAGE : 1;
    const rounds: StoredEnrollment[] = await pageOfRounds(tx, { ...page, before, limit });
    if (seen >= ROUNDS_MAX) return { ...counts, exact: rounds.length === 0 };
    const surroundings = await loadAround(tx, reading, { rounds, published, drafted });
    for (const { enrollment, recordId } of rounds) {
      const judged = { enrollment, record: recordId, published, view: drafted.view };
      counts[becomesOf(reading, surroundings, judged)] += 1;
    }
    before = rounds.at(-1)?.enrollment.id ?? null;
    if (rounds.length < PAGE) return { ...counts, exact: true };
  }
}

type Around = {
  readonly rounds: readonly StoredEnrollment[];
  readonly published: Published;
  readonly drafted: Drafted;
};

async function loadAround(
  tx: Tx,
  { organization, definitions }: Reading,
  { rounds, published, drafted: { view } }: Around,
): Promise<Surroundings> {
  const fields = [...published.outline.recordFields, ...(view === null ? [] : fieldsOf(view.criteria))];
  const criteria = [...published.outline.recordCriteria, ...(view === null ? [] : [view.criteria])];
  const needed = rounds.map(({ enrollment: { cadence, version }, recordId: record }) => ({ cadence, version, record }));
  return loadSurroundings(tx, { organization, definitions, needed, fields, criteria });
}

type Judged = {
  readonly enrollment: Enrollment;
  readonly record: string;
  readonly published: Published;
  readonly view: StoredView | null;
};

function becomesOf(
  { organization, now, actor }: Reading,
  surroundings: Surroundings,
  { enrollment, record, published, view }: Judged,
): 'stopping' | 'goingOn' | 'unenrolled' {
  const { cadence, version } = enrollment;
  const world = worldOf(surroundings, { cadence, record, now, zone: organization.timeZone });
  const { status } = decideInPlace({
    outline: surroundings.outlines.get(cadence, version),
    published,
    enrollment,
    inputs: [{ kind: 'republished', version: published.version, at: now, actor }],
    world: { ...world, view: view?.criteria ?? null },
  }).enrollment;
  if (status === 'unenrolled') return 'unenrolled';
  return status === 'stopped' ? 'stopping' : 'goingOn';
}

async function countInView(tx: Tx, { organization, now }: Reading, view: StoredView): Promise<RecordCount | null> {
  const catalogue = await wholeCatalogueFor(tx, view.module, [view.criteria]);
  if (catalogue === null) return null;
  return countRecords(tx, catalogue, view.criteria, { now, zone: organization.timeZone });
}
