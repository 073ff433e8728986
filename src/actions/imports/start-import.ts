// What was said of a file is settled, and the worker takes it in.
import { type NotPermitted, whyNot } from '#actions/access/open-module.ts';
import { checkSettings, type ImportSettings } from '#actions/imports/import-settings.ts';
import type { ImportWork } from '#actions/imports/import-job.ts';
import { findOwn, type OwnImport } from '#actions/imports/read-imports.ts';
import type { ImportRefused } from '#actions/imports/try-import.ts';
import { changeField } from '#actions/modules/own-fields.ts';
import type { Acting } from '#actions/records/acting.ts';
import { fieldOf } from '#core/records/field.ts';
import { fold } from '#core/records/fold.ts';
import { countTouched } from '#storage/imports/import-undo.ts';
import { saveStarted, saveUndoing } from '#storage/imports/imports.ts';
import type { Tx } from '#storage/db.ts';
import { insertJob } from '#storage/jobs/jobs.ts';

/** The job's public id. */
export type StartedImport = { readonly kind: 'started'; readonly job: string };

type Refused<Reason> = { readonly kind: 'refused'; readonly reason: Reason };

export type StartRefused =
  | NotPermitted
  | ImportRefused
  /** Options are added by administrators, or there would be too many of them. */
  | { readonly kind: 'refused'; readonly reason: 'options_not_allowed' | 'options_not_valid' };

export type Starting = {
  readonly id: string;
  readonly settings: ImportSettings;
  /** Whether the member may change the module's fields. */
  readonly mayAddOptions: boolean;
};

export async function startImport(acting: Acting, starting: Starting): Promise<StartedImport | StartRefused> {
  const { database, organization, actor, now } = acting;
  const { id, settings } = starting;
  const found = await database.organization(organization.seat, (tx) => findImportable(tx, actor.id, id));
  if ('reason' in found) return found;
  const { stored, catalogue } = found;
  if (stored.state !== 'staged') return { kind: 'refused', reason: 'not_now' };
  const mapping = checkSettings(catalogue.module, stored.headings, settings);
  if ('reason' in mapping) return mapping;
  const refusal = await addOptions(acting, found, starting);
  if (refusal !== null) return refusal;
  return database.organization(organization.seat, async (tx) => {
    const request: ImportWork = { import: id, work: { kind: 'import' } };
    const job = await insertJob(tx, { request, askedBy: actor.id, total: stored.total }, now);
    const isStarted = await saveStarted(tx, stored.id, settings, job.id);
    if (!isStarted) throw new Error('the import was started twice at once');
    return { kind: 'started', job: job.publicId };
  });
}

async function findImportable(
  tx: Tx,
  member: number,
  id: string,
): Promise<OwnImport | NotPermitted | Refused<'not_found'>> {
  const found = await findOwn(tx, member, id);
  if (found === null) return { kind: 'refused', reason: 'not_found' };
  return (await whyNot(tx, found.catalogue, 'import')) ?? found;
}

async function addOptions(
  acting: Acting,
  { stored, catalogue }: OwnImport,
  { settings, mayAddOptions }: Starting,
): Promise<StartRefused | null> {
  for (const [key, cells] of Object.entries(settings.meanings)) {
    const field = fieldOf(catalogue.module, key);
    const added = Object.entries(cells).flatMap(([cell, meaning]) => (meaning === 'add' ? [cell.trim()] : []));
    const known = new Set(field?.options.map(fold));
    const fresh = added.filter((option) => !known.has(fold(option)));
    if (fresh.length === 0) continue;
    if (!mayAddOptions) return { kind: 'refused', reason: 'options_not_allowed' };
    const content = { options: [...(field?.options ?? []), ...fresh] };
    const changed = await changeField(acting, { module: stored.module, field: key, content });
    if (changed.kind === 'refused') return { kind: 'refused', reason: 'options_not_valid' };
  }
  return null;
}

const UNDOABLE: ReadonlySet<string> = new Set(['done', 'failed', 'cancelled', 'undo_failed']);

export async function startUndo(acting: Acting, id: string): Promise<StartedImport | ImportRefused | NotPermitted> {
  const { database, organization, actor, now } = acting;
  return database.organization(organization.seat, async (tx) => {
    const found = await findImportable(tx, actor.id, id);
    if ('reason' in found) return found;
    if (!UNDOABLE.has(found.stored.state)) return { kind: 'refused', reason: 'not_now' };
    const request: ImportWork = { import: id, work: { kind: 'undo_import' } };
    const job = await insertJob(tx, { request, askedBy: actor.id, total: await countTouched(tx, id) }, now);
    if (!(await saveUndoing(tx, found.stored.id, job.id))) throw new Error('the import was undone twice at once');
    return { kind: 'started', job: job.publicId };
  });
}
