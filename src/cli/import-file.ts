// One file from the disk into a module: staged, tried where cells may be unknown, and carried out here and now, or by the
// worker of a server that runs and is faster.
import { createReadStream } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { failuresFile, type ImportFile } from '#actions/imports/import-files.ts';
import type { ImportSettings } from '#actions/imports/import-settings.ts';
import { readImport, type ShownImport } from '#actions/imports/read-imports.ts';
import { readRowErrors } from '#actions/imports/read-row-errors.ts';
import { type Staged, stageImport } from '#actions/imports/stage-import.ts';
import { type StartRefused, startImport, startUndo } from '#actions/imports/start-import.ts';
import { type Tried, tryImport } from '#actions/imports/try-import.ts';
import { runJobBatch } from '#actions/jobs/run-jobs.ts';
import type { RowError } from '#actions/imports/import-batch.ts';
import type { Session } from '#cli/programs.ts';
import type { Progress } from '#cli/terminal.ts';
import { importFileWords } from '#contract/import-words.ts';
import type { Language } from '#contract/errors.ts';
import { fieldRuleWords } from '#contract/value-problem-words.ts';
import type { DayOrder } from '#core/records/day-order.ts';
import { fieldOf } from '#core/records/field.ts';
import type { Meanings } from '#core/records/meanings.ts';

export type FileOptions = {
  readonly map?: ImportSettings['columns'];
  readonly meanings?: Meanings;
  readonly unknown: 'refuse' | 'empty' | 'add';
  readonly days?: DayOrder;
  readonly duplicates?: 'skip' | 'update' | 'add';
  readonly key?: string;
  readonly encoding?: 'utf-8' | 'gb18030';
  readonly dryRun?: boolean;
};

export type FileRequest = {
  readonly module: string;
  readonly path: string;
  readonly name: string;
  readonly options: FileOptions;
  readonly progress: Progress;
};

export type FileResult = {
  readonly kind: 'imported' | 'tried';
  readonly id: string;
  readonly counts: Tried['counts'];
  /** Rows of an import that was ended before them. */
  readonly notRead: number;
  readonly unmapped: readonly string[];
  readonly brokenOff: ShownImport['stored']['brokenOff'];
  readonly remembered: boolean;
  readonly errors: readonly RowError[];
  readonly errorsTotal: number;
  readonly unknown: Tried['unknown'];
};

export type FileRefusal = Extract<Staged, { kind: 'refused' }> | StartRefused;

const BETWEEN_LOOKS_MS = 100;

export async function importFile(session: Session, request: FileRequest): Promise<FileResult | FileRefusal> {
  const { module, path, name, options } = request;
  const acting = actingIn(session);
  const source = { bytes: createReadStream(path), encoding: options.encoding ?? null, delimiter: null };
  const staged = await stageImport({ ...acting, clock: session.clock }, { module, fileName: name, source });
  if (staged.kind === 'refused') return staged;
  const shown = await known(session, staged.id);
  const told = settingsOf(shown, options);
  const tried = await tryImport(acting, staged.id, told);
  if (tried.kind === 'refused') return tried;
  const { brokenOff } = shown.stored;
  const about = {
    id: staged.id,
    brokenOff,
    remembered: shown.remembered,
    unmapped: tried.unmapped,
    unknown: tried.unknown,
  };
  if (options.dryRun === true) return { ...about, ...tried, notRead: 0 };
  const settings = { ...told, meanings: withUnknown(told.meanings, tried, options.unknown) };
  const mayAddOptions = session.user.administrator;
  const started = await startImport(acting, { id: staged.id, settings, mayAddOptions });
  if (started.kind === 'refused') return started;
  const { stored } = await carryOut(session, { ...started, id: staged.id, progress: request.progress });
  const { counts, total: rows } = stored;
  const { errors, total } = await readRowErrors(acting, staged.id);
  return { ...about, kind: 'imported', counts, notRead: rows - counts.read, errors, errorsTotal: total };
}

export async function undoFile(session: Session, id: string, progress: Progress): Promise<ShownImport | StartRefused> {
  const started = await startUndo(actingIn(session), id);
  return started.kind === 'refused' ? started : carryOut(session, { ...started, id, progress });
}

/** The rows that were left out. */
export async function failuresOf(session: Session, id: string, language: Language): Promise<ImportFile | null> {
  const rule: Parameters<typeof failuresFile>[2]['rule'] = (wrong) => fieldRuleWords(wrong.rule)[language];
  return failuresFile(actingIn(session), id, { ...importFileWords[language], rule, language });
}

function actingIn({ database, organization, user, clock }: Session) {
  return { database, organization, actor: user, now: clock() };
}

function settingsOf({ settings }: ShownImport, { map, meanings, days, duplicates, key }: FileOptions): ImportSettings {
  const guessed = settings.duplicates;
  const kind = duplicates ?? guessed.kind;
  const by = key ?? (guessed.kind === 'add' ? 'email' : guessed.key);
  return {
    columns: map ?? settings.columns,
    meanings: meanings ?? settings.meanings,
    dayOrder: days ?? settings.dayOrder,
    duplicates: kind === 'add' ? { kind } : { kind, key: by },
  };
}

/** What was said of unknown cells in general; what was said of one of them goes first. */
function withUnknown(meanings: Meanings, { module, unknown }: Tried, meant: FileOptions['unknown']): Meanings {
  if (meant === 'refuse') return meanings;
  const all = new Map(Object.entries(meanings).map(([field, cells]) => [field, { ...cells }]));
  for (const { field, cell } of unknown) {
    const hasOptions = (fieldOf(module, field)?.options.length ?? 0) > 0;
    if (meant === 'add' && !hasOptions) continue;
    all.set(field, { ...all.get(field), [cell]: meant });
  }
  return Object.fromEntries(all);
}

type Work = { readonly id: string; readonly job: string; readonly progress: Progress };

const OVER: ReadonlySet<string> = new Set(['done', 'failed', 'cancelled', 'undone', 'undo_failed']);

async function carryOut(session: Session, { id, job, progress }: Work): Promise<ShownImport> {
  const { database, organization, definitions, clock } = session;
  for (;;) {
    const didSomething = await runJobBatch({ database, organization, definitions, now: clock(), only: job });
    const shown = await known(session, id);
    const { total, counts, undone, state } = shown.stored;
    const isUndoing = state.startsWith('und');
    const done = isUndoing ? undone : counts.read;
    progress.show(total === 0 ? 1 : Math.min(1, done / total), `${done} ${isUndoing ? 'records' : 'rows'}`);
    if (OVER.has(state)) return shown;
    if (!didSomething) await pause(BETWEEN_LOOKS_MS);
  }
}

async function known(session: Session, id: string): Promise<ShownImport> {
  const shown = await readImport(actingIn(session), id);
  if (shown === null) throw new Error('the import is gone');
  return shown;
}
