// A cadence file becomes the cadence of its name: made when there is none, edited when it says something else, left alone
// when it says what is there already; published when asked to. A file with errors changes nothing.
import { isDeepStrictEqual } from 'node:util';
import { exportCadence } from '#actions/cadences/export-cadence.ts';
import type { LimitReached } from '#actions/cadences/check-limits.ts';
import { cadenceNamed } from '#actions/cadences/find-cadences.ts';
import { publishCadence, type PublishRequest } from '#actions/cadences/publish-cadence.ts';
import {
  type CadenceContext,
  checkFile,
  createCadence,
  editCadence,
  type SavedCadence,
  saveFileTemplates,
} from '#actions/cadences/save-cadence.ts';
import { isPublishable } from '#core/cadence/check.ts';
import { type CadenceFile, definitionFromFile, definitionToFile, NO_NUMBERS } from '#core/cadence/file.ts';
import type { CadenceProblem } from '#core/cadence/problem.ts';
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
  | Refused
  | LimitReached<'too_many_active_cadences'>;

type Refused = Exclude<Awaited<ReturnType<typeof createCadence>>, { kind: 'saved' }>;

export async function applyCadence(context: CadenceContext, { file, publish }: ApplyRequest): Promise<Applied> {
  const problems = await checkFile(context, file);
  if (!isPublishable(problems)) return { kind: 'problems', problems };
  const saved = await save(context, file);
  if (saved.kind !== 'saved') return saved;
  const { cadence, change } = saved;
  if (publish === null || cadence.draft === null)
    return { kind: 'applied', change, cadence, published: null, problems };
  const published = await publishCadence(context, { ...publish, cadence: cadence.publicId });
  if (published.kind === 'problems') return published;
  if (published.kind === 'refused' && 'params' in published) return published;
  if (published.kind === 'refused')
    throw new Error(`a cadence was taken away while it was published: ${published.reason}`);
  const { version } = published;
  return { kind: 'applied', change, cadence: published.cadence, published: version, problems };
}

type Change = Extract<Applied, { kind: 'applied' }>['change'];
type Saved = { readonly kind: 'saved'; readonly cadence: StoredCadence; readonly change: Change };

async function save(context: CadenceContext, file: CadenceFile): Promise<Saved | Refused> {
  const known = await cadenceNamed(context, file.name);
  if (known === null) return changedBy(await createCadence(context, file), 'created');
  if (await isDefinedSo(context, known, file)) {
    // What a template says stops nobody, so it needs no new version.
    const change = (await bringTemplates(context, file)) ? 'changed' : 'unchanged';
    return { kind: 'saved', cadence: known, change };
  }
  return changedBy(await editCadence(context, { cadence: known.publicId, file, revision: known.revision }), 'changed');
}

function changedBy(saved: SavedCadence | Refused, change: Change) {
  return saved.kind !== 'saved' ? saved : { kind: 'saved' as const, cadence: saved.cadence, change };
}

/** By the draft where there is one, else by what runs. */
async function isDefinedSo(context: CadenceContext, known: StoredCadence, file: CadenceFile): Promise<boolean> {
  const current = await exportCadence(context, { cadence: known.publicId, which: 'draft' });
  return current !== null && isDeepStrictEqual(normal(current), normal(file));
}

/** Whether any of them said something else before. */
async function bringTemplates({ database, organization, now }: CadenceContext, file: CadenceFile): Promise<boolean> {
  return database.organization(organization.seat, async (tx) => {
    const stored = await listTemplates(tx);
    const areSame = Object.entries(file.templates ?? {}).every(([name, wanted]) => {
      const found = stored.find((template) => template.name === name);
      return found?.subject === wanted.subject && found.html === wanted.html && found.text === (wanted.text ?? null);
    });
    if (!areSame) await saveFileTemplates(tx, file, now);
    return !areSame;
  });
}

/** What equals a default may be written or left out. */
function normal(file: CadenceFile): CadenceFile {
  return definitionToFile(definitionFromFile(file, NO_NUMBERS));
}
