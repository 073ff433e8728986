// Files about an import, line by line: the rows that were left out, and what became of each record when it was undone.
import { findOwn, type OwnImport } from '#actions/imports/read-imports.ts';
import type { Acting } from '#actions/records/acting.ts';
import { recordName } from '#actions/records/record-name.ts';
import { fieldOf } from '#core/records/field.ts';
import type { FieldProblem } from '#core/records/field-problem.ts';
import { BYTE_ORDER_MARK, csvLine, safeCell } from '#core/records/safe-cell.ts';
import type { Tx } from '#storage/db.ts';
import { readUndone, type UndoOutcome } from '#storage/imports/import-undo.ts';
import { nextBatch, readFailures } from '#storage/imports/imports.ts';
import { loadWithDeleted } from '#storage/records/read-records.ts';

/** Sentences of the file, in whichever language. */
export type FailureWords = {
  readonly row: string;
  readonly problem: string;
  readonly notRead: string;
  readonly rule: (problem: FieldProblem) => string;
  readonly language: 'en' | 'zh';
};

export type UndoneWords = {
  readonly headings: readonly [record: string, id: string, outcome: string, fields: string];
  readonly outcome: (outcome: UndoOutcome) => string;
  readonly language: 'en' | 'zh';
};

export type ImportFile = { readonly fileName: string; readonly lines: AsyncGenerator<string> };

const PAGE = 500;
/** Or undone since. Only they have rows that wait for nobody. */
const ENDED_EARLY: ReadonlySet<string> = new Set(['failed', 'cancelled', 'undoing', 'undone', 'undo_failed']);

/**
 * The same columns as the file that came in, so that it can be corrected and sent again; then row and reasons. Rows that an
 * import didn't come to because it ended early follow at the end.
 */
export async function failuresFile(acting: Acting, id: string, words: FailureWords): Promise<ImportFile | null> {
  const found = await own(acting, id);
  return found === null ? null : { fileName: found.stored.fileName, lines: failureLines(acting, found, words) };
}

async function* failureLines(acting: Acting, found: OwnImport, words: FailureWords): AsyncGenerator<string> {
  const { headings, state } = found.stored;
  const line = ({ cells, row, reason }: LeftOut): string => {
    const padded = headings.map((_, index) => safeCell(cells[index] ?? ''));
    return csvLine([...padded, String(row), safeCell(reason)]);
  };
  yield BYTE_ORDER_MARK + csvLine([...headings.map(safeCell), words.row, words.problem]);
  for await (const row of failedRows(acting, found, words)) yield line(row);
  if (!ENDED_EARLY.has(state)) return;
  for await (const row of unreadRows(acting, found, words)) yield line(row);
}

type LeftOut = { readonly row: number; readonly cells: readonly string[]; readonly reason: string };

async function* failedRows(
  { database, organization }: Acting,
  { stored, catalogue }: OwnImport,
  words: FailureWords,
): AsyncGenerator<LeftOut> {
  const label = (key: string): string => fieldOf(catalogue.module, key)?.label[words.language] ?? key;
  const said = (problem: FieldProblem): string => {
    const place = problem.field === '' ? '' : `${label(problem.field)}: `;
    return place + words.rule(problem);
  };
  for (let after = 0; ; ) {
    const page = await database.organization(organization.seat, (tx) => readFailures(tx, stored.id, after, PAGE));
    for (const { row, cells, problems } of page) yield { row, cells, reason: problems.map(said).join(' · ') };
    if (page.length < PAGE) return;
    after = page.at(-1)?.row ?? after;
  }
}

async function* unreadRows(
  { database, organization }: Acting,
  { stored }: OwnImport,
  { notRead: reason }: FailureWords,
): AsyncGenerator<LeftOut> {
  for (let after = 0; ; ) {
    const batch = await database.organization(organization.seat, (tx) => nextBatch(tx, stored.id, after));
    if (batch === null) return;
    for (const [row, cells] of batch.rows) yield { row, cells, reason };
    after = batch.number;
  }
}

export async function undoneFile(acting: Acting, id: string, words: UndoneWords): Promise<ImportFile | null> {
  const found = await own(acting, id);
  return found === null ? null : { fileName: found.stored.fileName, lines: undoneLines(acting, found, words) };
}

async function* undoneLines(
  { database, organization }: Acting,
  { stored, catalogue }: OwnImport,
  { headings, outcome, language }: UndoneWords,
): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLine(headings);
  const read = async (tx: Tx, after: string) => {
    const undone = await readUndone(tx, stored.id, after, PAGE);
    const ids = undone.map(({ record }) => record);
    return { undone, records: await loadWithDeleted(tx, catalogue, ids) };
  };
  for (let after = '0'; ; ) {
    const page = await database.organization(organization.seat, (tx) => read(tx, after));
    for (const each of page.undone) {
      const record = page.records.get(each.record);
      const name = record === undefined ? '' : recordName(record);
      const fields = each.fields.map((key) => fieldOf(catalogue.module, key)?.label[language] ?? key);
      yield csvLine([safeCell(name), record?.publicId ?? '', outcome(each.outcome), fields.join(' · ')]);
    }
    if (page.undone.length < PAGE) return;
    after = page.undone.at(-1)?.record ?? after;
  }
}

function own({ database, organization, actor }: Acting, id: string): Promise<OwnImport | null> {
  return database.organization(organization.seat, (tx) => findOwn(tx, actor.id, id));
}
