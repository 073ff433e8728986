// Importing records from files, and undoing that.
import { createWriteStream, statSync } from 'node:fs';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { InvalidArgumentError, Option } from 'commander';
import { type Answer, CommandRefusal, done } from '#cli/answer.ts';
import {
  type FileOptions,
  type FileRefusal,
  type FileResult,
  failuresOf,
  importFile,
  undoFile,
} from '#cli/import-file.ts';
import type { AddCommands } from '#cli/line.ts';
import type { Session } from '#cli/programs.ts';
import { plain, table } from '#cli/table.ts';
import { startProgress } from '#cli/terminal.ts';
import { explainRefusal, type Language } from '#contract/errors.ts';
import { importParams, importReasons } from '#contract/import-reasons.ts';
import { fieldRuleWords } from '#contract/value-problem-words.ts';
import { type DayOrder, dayOrders } from '#core/records/day-order.ts';
import type { Meanings } from '#core/records/meanings.ts';

type Options = Omit<FileOptions, 'days'> & { readonly days?: string; readonly errors?: string };

const ERRORS_SHOWN_MAX = 20;

export const importCommand: AddCommands = (parent, { programs, terminal, answering }) => {
  parent
    .command('import')
    .description('take records in from files')
    .argument('<module>', 'leads, contacts, accounts … or one of your own')
    .argument('<files...>', 'CSV or Excel files whose first row names the columns')
    .option('--map <json>', 'which column goes to which field: {"Company name":"company"} (default: guessed)', columns)
    .option(
      '--meanings <json>',
      'what cells mean, by field: {"stage":{"Won":{"as":"Closed won"},"Select":"empty","New one":"add"}}',
      meanings,
    )
    .addOption(
      new Option('--unknown <what>', 'what to do with other cells that are no option, user or record')
        .choices(['refuse', 'empty', 'add'])
        .default('refuse'),
    )
    .addOption(
      new Option('--days <order>', 'how days are written that don’t begin with the year (default: guessed)').choices(
        dayOrders.map((order) => order.replace('_', '-')),
      ),
    )
    .addOption(
      new Option('--duplicates <what>', 'what to do with a row whose key is there already').choices([
        'skip',
        'update',
        'add',
      ]),
    )
    .option('--key <field>', 'the field that tells duplicates (default: guessed)')
    .addOption(new Option('--encoding <name>', 'of the file (default: guessed)').choices(['utf-8', 'gb18030']))
    .option('--errors <file>', 'write the rows that are left out there, with what is wrong with them')
    .option('--dry-run', 'check every row and take nothing in')
    .action(
      answering((who, module: string, files: readonly string[], { days, errors, ...options }: Options) => {
        files.forEach(checkFile);
        if (errors !== undefined && files.length > 1) throw new CommandRefusal('--errors goes with one file.');
        const order = dayOrders.find((one) => one === days?.replace('-', '_'));
        const settings = order === undefined ? options : { ...options, days: order satisfies DayOrder };
        return programs.inSession(who, async (session) => {
          const answers: Answer[] = [];
          for (const path of files) {
            const progress = startProgress(terminal);
            const request = { module, path, name: basename(path), options: settings, progress };
            const result = await importFile(session, request).finally(() => progress.end());
            if (result.kind === 'refused') {
              throw new CommandRefusal(
                `${plain(path)}: ${whyNotImported(result, { module, ...options }, programs.language)}`,
              );
            }
            if (errors !== undefined) await writeErrors(session, { result, path: errors, language: programs.language });
            answers.push(answerOf(result, programs.language));
          }
          return together(files, answers);
        });
      }),
    );
};

export const undoImportCommand: AddCommands = (parent, { programs, terminal, answering }) => {
  parent
    .command('undo-import')
    .description('undo an import: what it made goes to the recycle bin, what it changed gets its former values back')
    .argument('<id>', 'of the import, as it was told')
    .action(
      answering((who, id: string) =>
        programs.inSession(who, async (session) => {
          const progress = startProgress(terminal);
          const undone = await undoFile(session, id, progress).finally(() => progress.end());
          if ('kind' in undone) throw new CommandRefusal(whyNotImported(undone, {}, programs.language));
          const counts = Object.fromEntries(undone.undone);
          const { binned = 0, restored = 0, kept = 0, refused = 0, gone = 0 } = counts;
          const row = [binned, restored, kept, refused, gone];
          const heads = ['To the bin', 'As before', 'In part, as changed since', 'Not possible', 'Deleted before'];
          return done({ id, binned, restored, kept, refused, gone }, table(heads, [row]));
        }),
      ),
    );
};

function columns(text: string): Readonly<Record<string, string>> {
  const read = objectIn(text);
  if (read === null || Object.values(read).some((value) => typeof value !== 'string')) {
    throw new InvalidArgumentError('It must be JSON like {"Column":"field"}.');
  }
  return read as Record<string, string>; // just checked
}

function meanings(text: string): Meanings {
  const isMeaning = (value: unknown): boolean =>
    value === 'empty' || value === 'add' || (isObject(value) && typeof value['as'] === 'string');
  const read = objectIn(text);
  const isSound =
    read !== null && Object.values(read).every((cells) => isObject(cells) && Object.values(cells).every(isMeaning));
  if (!isSound) throw new InvalidArgumentError('It must be JSON like {"field":{"cell":{"as":"option"}}}.');
  return read as Meanings; // just checked
}

function objectIn(text: string): Record<string, unknown> | null {
  try {
    const read: unknown = JSON.parse(text);
    return isObject(read) ? read : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function checkFile(file: string): void {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) throw new CommandRefusal(`There is no file ${file}.`);
  if (!found.isFile()) throw new CommandRefusal(`${file} is not a file.`);
}

type ErrorFile = { readonly result: FileResult; readonly path: string; readonly language: Language };

async function writeErrors(session: Session, { result, path, language }: ErrorFile): Promise<void> {
  const file = await failuresOf(session, result.id, language);
  if (file !== null) await pipeline(Readable.from(file.lines), createWriteStream(path));
}

/** A row that was not taken in is a failure: whoever runs this in a script must learn of it. */
function answerOf(result: FileResult, language: Language): Answer {
  const { id, counts, notRead, unmapped, errors, errorsTotal, brokenOff, unknown } = result;
  const { read, created, updated, skipped, failed } = counts;
  const lines = [
    table(['Rows', 'Created', 'Updated', 'Skipped', 'Failed'], [[read, created, updated, skipped, failed]]),
  ];
  if (result.kind === 'tried') lines.push('Nothing was taken in: this was a dry run.');
  else lines.push(`Undo it with: cadenza undo-import ${id}`);
  if (result.remembered) lines.push('Read like the last file with the same columns.');
  if (unmapped.length > 0) lines.push('', `Columns left out: ${unmapped.map(plain).join(', ')}`);
  if (errors.length > 0) {
    const rows = errors.slice(0, ERRORS_SHOWN_MAX).map(({ row, field, rule, value }) => {
      return [row, field, fieldRuleWords(rule)[language], plain(String(value ?? '')).slice(0, 40)];
    });
    lines.push('', table(['Row', 'Field', 'Why not', 'Cell'], rows));
  }
  if (errorsTotal > ERRORS_SHOWN_MAX) {
    lines.push(`… and ${errorsTotal - ERRORS_SHOWN_MAX} more (--errors FILE writes all of them).`);
  }
  if (failed > 0 && unknown.length > 0) {
    const rows = unknown.slice(0, ERRORS_SHOWN_MAX).map(({ field, cell, rows: times, suggestion }) => {
      return [field, plain(cell).slice(0, 40), times, suggestion === null ? '' : plain(suggestion)];
    });
    lines.push('', 'Cells that are no option, user or record; say with --meanings or --unknown what they are:');
    lines.push(table(['Field', 'Cell', 'Rows', 'Perhaps'], rows));
  }
  if (notRead > 0) lines.push(`The import was ended: ${notRead} rows were not read (--errors FILE writes them).`);
  if (brokenOff !== null) lines.push(`Nothing after row ${brokenOff.row} was read: ${BROKEN[brokenOff.why]}.`);
  const json = { id, ...counts, notRead, unmapped, unknown, errors, errorsTotal, brokenOff };
  const isWhole = failed === 0 && notRead === 0 && brokenOff === null;
  return { json, text: lines.join('\n'), kind: isWhole ? 'done' : 'refused' };
}

function together(files: readonly string[], answers: readonly Answer[]): Answer {
  const [only] = answers;
  if (answers.length === 1 && only !== undefined) return only;
  const json = { files: answers.map((answer, index) => ({ file: files[index], ...answer.json })) };
  const text = answers.map((answer, index) => `${plain(files[index] ?? '')}\n${answer.text}`).join('\n\n');
  return { json, text, kind: answers.every(({ kind }) => kind === 'done') ? 'done' : 'refused' };
}

const BROKEN: Readonly<Record<NonNullable<FileResult['brokenOff']>['why'], string>> = {
  quote_not_closed: 'a quote there never ends',
  row_too_long: 'a row there is longer than any sensible one',
};

function whyNotImported(refusal: FileRefusal, place: Parameters<typeof importParams>[1], language: Language): string {
  const params = importParams(refusal, place);
  return explainRefusal({ kind: 'refused', reason: importReasons[refusal.reason], params }, language).sentence;
}
