// A cadence file becomes the cadence of its name: made when there is none, edited when it says something else, left alone
// when it says what is there already; published when asked to. A file with errors changes nothing.
import { isDeepStrictEqual } from 'node:util';
import { exportCadence } from '#actions/cadences/export-cadence.ts';
import { cadenceNamed } from '#actions/cadences/find-cadences.ts';
import { publishCadence, type PublishRequest } from '#actions/cadences/publish-cadence.ts';
import { type CadenceContext, checkFile, createCadence, editCadence, type SavedCadence } from '#actions/cadences/save-cadence.ts';
import { type CadenceProblem, isPublishable } from '#core/cadence/check.ts';
import { type CadenceFile, definitionFromFile, definitionToFile, NO_NUMBERS } from '#core/cadence/file.ts';
import type { StoredCadence } from '#storage/cadences/cadences.ts';
import { listTemplates } from '#storage/templates/templates.ts';

export type ApplyRequest = {
  readonly file: CadenceFile;
  /** Null: it stays a draft. */
  readonly publish: Omit<PublishRequest, 'cadence'> | null;
};

export type Applied =
  | {
      readonly kind: 'applied';
      readonly change: 'created' | 'changed' | 'unchanged';
      readonly cadence: StoredCadence;
      /** The version that this made; null: none. */
      readonly published: number | null;
      /** Warnings. */
      readonly problems: readonly CadenceProblem[];
    }
  | { readonly kind: 'problems'; readonly problems: readonly CadenceProblem[] }
  | Extract<SavedCadence, { kind: 'refused' }>;

export async function applyCadence(context: CadenceContext, { file, publish }: ApplyRequest): Promise<Applied> {
  const problems = await checkFile(context, file);
  if (!isPublishable(problems)) return { kind: 'problems', problems };
  const known = await cadenceNamed(context, file.name);
  const isSame = known !== null && (await saysTheSame(context, file, known));
  const saved = isSame ? ({ kind: 'saved', cadence: known, problems } as const) : await save(context, file, known);
  if (saved.kind === 'refused') return saved;
  const change = isSame ? 'unchanged' : known === null ? 'created' : 'changed';
  const isDraft = saved.cadence.draft !== null;
  if (publish === null || !isDraft) return { kind: 'applied', change, cadence: saved.cadence, published: null, problems };
  const published = await publishCadence(context, { ...publish, cadence: saved.cadence.publicId });
  if (published.kind === 'problems') return published;
  if (published.kind === 'refused') throw new Error(`a cadence was taken away while it was published: ${published.reason}`);
  const { cadence, version } = published;
  return { kind: 'applied', change: change === 'unchanged' ? 'changed' : change, cadence, published: version, problems };
}

function save(context: CadenceContext, file: CadenceFile, known: StoredCadence | null): Promise<SavedCadence> {
  if (known === null) return createCadence(context, file);
  return editCadence(context, { cadence: known.publicId, file, revision: known.revision });
}

/** The draft where there is one, else what runs; and every template that the file brings. */
async function saysTheSame(context: CadenceContext, file: CadenceFile, known: StoredCadence): Promise<boolean> {
  const current = await exportCadence(context, { cadence: known.publicId, which: 'draft' });
  if (current === null || !isDeepStrictEqual(normal(current), normal(file))) return false;
  const { database, organization } = context;
  const stored = await database.organization(organization.seat, (tx) => listTemplates(tx));
  return Object.entries(file.templates ?? {}).every(([name, wanted]) => {
    const found = stored.find((template) => template.name === name);
    return found?.subject === wanted.subject && found.html === wanted.html && found.text === (wanted.text ?? null);
  });
}

/** What equals a default may be written or left out. */
function normal(file: CadenceFile): CadenceFile {
  return definitionToFile(definitionFromFile(file, NO_NUMBERS));
}
