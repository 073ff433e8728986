// Importing records from a CSV file.
import { createReadStream, statSync } from 'node:fs';
import { InvalidArgumentError, Option } from 'commander';
import { type ImportRefusal, type ImportResult, importRecords } from '#actions/imports/import-records.ts';
import { type Answer, CommandRefusal } from '#cli/answer.ts';
import type { AddCommands } from '#cli/line.ts';
import type { Session } from '#cli/programs.ts';
import { plain, table } from '#cli/table.ts';
import { type Progress, startProgress } from '#cli/terminal.ts';
import { type ErrorCode, explainRefusal, type Language } from '#contract/errors.ts';
import { fieldRuleWords } from '#contract/value-problem-words.ts';

type Options = {
  readonly map?: Readonly<Record<string, string>>;
  readonly duplicates: 'skip' | 'update' | 'add';
  readonly key: string;
  readonly encoding: 'utf-8' | 'gb18030';
};

const ERRORS_SHOWN_MAX = 20;

export const importCommand: AddCommands = (parent, { programs, terminal, answering }) => {
  parent
    .command('import')
    .description('take records in from a file')
    .command('leads')
    .argument('<file>', 'a CSV file whose first row names the columns')
    .option(
      '--map <json>',
      'which column goes to which field, such as {"Company name":"company"} (default: guessed)',
      mapping,
    )
    .addOption(
      new Option('--duplicates <what>', 'what to do with a row whose key is there already')
        .choices(['skip', 'update', 'add'])
        .default('skip'),
    )
    .option('--key <field>', 'the field that tells duplicates', 'email')
    .addOption(new Option('--encoding <name>', 'of the file').choices(['utf-8', 'gb18030']).default('utf-8'))
    .action(
      answering((who, file: string, options: Options) => {
        const bytes = sizeOf(file);
        return programs.inSession(who, async (session) => {
          const progress = startProgress(terminal);
          const result = await importFile(session, { file, bytes, options, progress }).finally(() => progress.end());
          if (result.kind === 'refused') throw new CommandRefusal(whyNot(result, options, programs.language));
          return answerOf(result, options, programs.language);
        });
      }),
    );
};

function mapping(text: string): Readonly<Record<string, string>> {
  try {
    const read: unknown = JSON.parse(text);
    if (typeof read === 'object' && read !== null && Object.values(read).every((value) => typeof value === 'string')) {
      return read as Record<string, string>; // just checked
    }
  } catch {
    // said below
  }
  throw new InvalidArgumentError('It must be JSON like {"Column":"field"}.');
}

function sizeOf(file: string): number {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) throw new CommandRefusal(`There is no file ${file}.`);
  if (!found.isFile()) throw new CommandRefusal(`${file} is not a file.`);
  return found.size;
}

type Importing = {
  readonly file: string;
  readonly bytes: number;
  readonly options: Options;
  readonly progress: Progress;
};

function importFile(
  { database, organization, user, clock }: Session,
  { file, bytes, options, progress }: Importing,
): Promise<ImportResult | ImportRefusal> {
  const { duplicates: kind, key } = options;
  return importRecords(
    { database, organization, actor: user, clock },
    {
      module: 'leads',
      source: { bytes: createReadStream(file), encoding: options.encoding, delimiter: null },
      columns: options.map ?? null,
      derive: null,
      duplicates: kind === 'add' ? { kind } : { kind, key },
      onProgress: ({ read, bytesRead }) => progress.show(bytes === 0 ? 1 : bytesRead / bytes, `${read} rows`),
    },
  );
}

/** A row that was not taken in is a failure: whoever runs this in a script must learn of it. */
function answerOf(result: ImportResult, { encoding }: Options, language: Language): Answer {
  const { kind: _, ...json } = result;
  const { read, created, updated, skipped, failed, unmapped, errors, errorsTotal, brokenOff } = result;
  const lines = [
    table(['Rows', 'Created', 'Updated', 'Skipped', 'Failed'], [[read, created, updated, skipped, failed]]),
  ];
  if (unmapped.length > 0) lines.push('', `Columns left out: ${unmapped.map(plain).join(', ')}`);
  if (errors.length > 0) {
    const rows = errors.slice(0, ERRORS_SHOWN_MAX).map(({ row, field, rule, value }) => {
      return [row, field, fieldRuleWords(rule)[language], plain(String(value ?? '')).slice(0, 40)];
    });
    lines.push('', table(['Row', 'Field', 'Why not', 'Cell'], rows));
  }
  if (errorsTotal > ERRORS_SHOWN_MAX)
    lines.push(`… and ${errorsTotal - ERRORS_SHOWN_MAX} more (--json has the first 1,000).`);
  const isGarbled =
    unmapped.some((heading) => heading.includes('\uFFFD')) || errors.some(({ rule }) => rule === 'bad_encoding');
  if (encoding === 'utf-8' && isGarbled) {
    lines.push('The file may be in a Chinese encoding: try --encoding gb18030.');
  }
  if (brokenOff !== null) lines.push(`Nothing after row ${brokenOff.row} was read: ${BROKEN[brokenOff.why]}.`);
  return { json, text: lines.join('\n'), kind: failed === 0 && brokenOff === null ? 'done' : 'refused' };
}

const BROKEN: Readonly<Record<NonNullable<ImportResult['brokenOff']>['why'], string>> = {
  quote_not_closed: 'a quote there never ends',
  row_too_long: 'a row there is longer than any sensible one',
};

const codes: Readonly<Record<ImportRefusal['reason'], ErrorCode>> = {
  empty_file: 'file_empty',
  unknown_columns: 'columns_unknown',
  unknown_fields: 'fields_unknown',
  read_only_fields: 'fields_read_only',
  fields_mapped_twice: 'fields_mapped_twice',
  bad_key: 'duplicate_key_not_valid',
  unknown_module: 'not_found',
};

function whyNot(refusal: ImportRefusal, { key }: Options, language: Language): string {
  const params = {
    field: key,
    ...('columns' in refusal ? { columns: refusal.columns.join(', ') } : {}),
    ...('fields' in refusal ? { fields: refusal.fields.join(', ') } : {}),
  };
  return explainRefusal({ kind: 'refused', reason: codes[refusal.reason], params }, language).sentence;
}
