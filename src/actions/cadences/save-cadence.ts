// Creating a cadence and editing its draft (C-12). A draft may be unfinished: its problems are told, not refused.
import { checkCadence } from '#core/cadence/check.ts';
import type { CadenceProblem } from '#core/cadence/problem.ts';
import { type CadenceFile, definitionFromFile, NO_NUMBERS } from '#core/cadence/file.ts';
import type { Instant } from '#core/time/instant.ts';
import { refusedBeside, whatsappPlaces } from '#actions/cadences/refused-drafts.ts';
import { loadCheckContext } from '#actions/cadences/cadence-context.ts';
import type { ReadTemplate } from '#actions/templates/template-facts.ts';
import { type LimitReached, whyNoCadenceMore } from '#actions/cadences/check-limits.ts';
import {
  clearDraft,
  findCadence,
  findCadenceByName,
  insertCadence,
  loadNumbers,
  lockCadence,
  saveDraft,
  type StoredCadence,
} from '#storage/cadences/cadences.ts';
import type { Database, Tx } from '#storage/db.ts';
import type { Organization } from '#storage/organizations/organizations.ts';
import { bringTemplate } from '#storage/templates/templates.ts';

export type CadenceContext = {
  readonly database: Database;
  readonly organization: Organization;
  readonly readTemplate: ReadTemplate;
  readonly actor: number | null;
  readonly now: Instant;
};

export type SavedCadence =
  | { readonly kind: 'saved'; readonly cadence: StoredCadence; readonly problems: readonly CadenceProblem[] }
  | { readonly kind: 'refused'; readonly reason: 'name_taken' | 'cadence_unknown' | 'module_changed' | 'stale' }
  /** Its view can't be an audience (C-25), or it adds a WhatsApp follow-up where there is none (C-6): that is no draft either. */
  | { readonly kind: 'problems'; readonly problems: readonly CadenceProblem[] };

/** Makes a cadence with this draft; templates in the file are saved with it. */
export async function createCadence(
  context: CadenceContext,
  file: CadenceFile,
): Promise<SavedCadence | LimitReached<'too_many_cadences'>> {
  return context.database.organization(context.organization.seat, async (tx) => {
    const full = await whyNoCadenceMore(tx, context.organization.seat, file.module);
    if (full !== null) return full;
    const problems = await problemsOf(tx, context, { file, cadence: null });
    const refused = problems.filter(refusedBeside(new Set()));
    if (refused.length > 0) return { kind: 'problems', problems: refused };
    const cadence = await insertCadence(tx, withoutTemplates(file), context.now);
    if (cadence === null) return { kind: 'refused', reason: 'name_taken' };
    await saveFileTemplates(tx, file, context.now);
    return { kind: 'saved', cadence, problems };
  });
}

export type Edit = {
  /** The cadence's public id. */
  readonly cadence: string;
  readonly file: CadenceFile;
  /** The revision that was edited; another one in the meantime refuses the edit. Null: whatever it is. */
  readonly revision: number | null;
};

export async function editCadence(context: CadenceContext, edit: Edit): Promise<SavedCadence> {
  return context.database.organization(context.organization.seat, async (tx) => {
    const found = await findCadence(tx, edit.cadence);
    if (found === null) return { kind: 'refused', reason: 'cadence_unknown' };
    const current = await lockCadence(tx, found.id);
    if (edit.revision !== null && current.revision !== edit.revision) return { kind: 'refused', reason: 'stale' };
    if (current.module !== edit.file.module) return { kind: 'refused', reason: 'module_changed' };
    const namesake = await findCadenceByName(tx, edit.file.name);
    if (namesake !== null && namesake.id !== current.id) return { kind: 'refused', reason: 'name_taken' };
    const problems = await problemsOf(tx, context, { file: edit.file, cadence: current });
    const refused = problems.filter(refusedBeside(await whatsappPlaces(tx, current)));
    if (refused.length > 0) return { kind: 'problems', problems: refused };
    await saveFileTemplates(tx, edit.file, context.now);
    const cadence = await saveDraft(tx, current.id, withoutTemplates(edit.file), context.now);
    return { kind: 'saved', cadence, problems };
  });
}

export type DraftDiscarded = 'discarded' | 'cadence_unknown' | 'never_published' | 'nothing_to_publish';

/** Goes back to what runs; a cadence that was never published has nothing to go back to. */
export async function discardDraft(context: CadenceContext, cadence: string): Promise<DraftDiscarded> {
  return context.database.organization(context.organization.seat, async (tx) => {
    const found = await findCadence(tx, cadence);
    if (found === null) return 'cadence_unknown';
    const { id, version, draft } = await lockCadence(tx, found.id);
    if (version === null) return 'never_published';
    if (draft === null) return 'nothing_to_publish';
    await clearDraft(tx, id, context.now);
    return 'discarded';
  });
}

/** Every problem of a file that need not be saved (lint). Templates in the file count as if they were there. */
export async function checkFile(context: CadenceContext, file: CadenceFile): Promise<readonly CadenceProblem[]> {
  return context.database.organization(context.organization.seat, (tx) =>
    problemsOf(tx, context, { file, cadence: null }),
  );
}

async function problemsOf(
  tx: Tx,
  context: CadenceContext,
  { file, cadence }: { file: CadenceFile; cadence: StoredCadence | null },
): Promise<readonly CadenceProblem[]> {
  const numbers = cadence === null ? NO_NUMBERS : await loadNumbers(tx, cadence.id);
  const definition = definitionFromFile(file, numbers);
  const loaded = await loadCheckContext(tx, definition, context);
  const templates = new Map([...loaded.context.templates, ...fileTemplates(context, file)]);
  return checkCadence(definition, { ...loaded.context, templates });
}

/** As if those that the file brings were there. */
export function fileTemplates({ readTemplate }: Pick<CadenceContext, 'readTemplate'>, file: CadenceFile) {
  return templatesOf(file).map((template) => [template.name, readTemplate(template)] as const);
}

export async function saveFileTemplates(tx: Tx, file: Pick<CadenceFile, 'templates'>, now: Instant): Promise<void> {
  for (const template of templatesOf(file)) await bringTemplate(tx, template, now);
}

function templatesOf(file: Pick<CadenceFile, 'templates'>) {
  return Object.entries(file.templates ?? {}).map(([name, { subject, html, text }]) => ({
    name,
    subject,
    html,
    text: text ?? null,
  }));
}

function withoutTemplates(file: CadenceFile): CadenceFile {
  const { templates: _, ...rest } = file;
  return rest;
}
