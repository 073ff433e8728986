// A cadence as a file, with the templates that it sends (C-13): what runs now, or the draft.
import { exportDefinition } from '#actions/cadences/publish-cadence.ts';
import type { CadencesOf } from '#actions/cadences/find-cadences.ts';
import type { CadenceFile, FileFollowUp, FileTemplate } from '#core/cadence/file.ts';
import { findCadence } from '#storage/cadences/cadences.ts';
import type { Tx } from '#storage/db.ts';
import { loadTemplates } from '#storage/templates/templates.ts';

export type ExportRequest = {
  /** The cadence's public id. */
  readonly cadence: string;
  /** draft: what is being edited, and what runs where nothing is. */
  readonly which: 'published' | 'draft';
};

/** Null: there is no such cadence. */
export async function exportCadence(
  { database, organization }: CadencesOf,
  { cadence, which }: ExportRequest,
): Promise<CadenceFile | null> {
  return database.organization(organization.seat, async (tx) => {
    const found = await findCadence(tx, cadence);
    if (found === null) return null;
    const file = which === 'draft' && found.draft !== null ? found.draft : await exportDefinition(tx, found);
    return file === null ? null : withTemplates(tx, file);
  });
}

/** A template that doesn't exist (any more) is left out, and the check of the file tells so. */
export async function withTemplates(tx: Tx, file: CadenceFile): Promise<CadenceFile> {
  const found = await loadTemplates(tx, templatesNamedIn(file.followUps));
  if (found.size === 0) return file;
  const named = [...found].map(([name, { subject, html, text }]): [string, FileTemplate] => [
    name,
    { subject, html, ...(text === null ? {} : { text }) },
  ]);
  return { ...file, templates: Object.fromEntries(named.sort(([a], [b]) => (a < b ? -1 : 1))) };
}

export function templatesNamedIn(followUps: readonly FileFollowUp[]): string[] {
  const names = followUps.flatMap(({ email, then = [] }) => [
    ...(email === undefined ? [] : [email.template]),
    ...templatesNamedIn(then),
  ]);
  return [...new Set(names)];
}
