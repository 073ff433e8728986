// Cadences as code: list, lint, apply, export (C-13).
import { writeFileSync } from 'node:fs';
import { Option } from 'commander';
import { stringify } from 'yaml';
import { type Applied, applyCadence } from '#actions/cadences/apply-cadence.ts';
import { exportCadence } from '#actions/cadences/export-cadence.ts';
import { allCadences, cadenceNamed } from '#actions/cadences/find-cadences.ts';
import { checkFile } from '#actions/cadences/save-cadence.ts';
import { type Answer, CommandRefusal, done, UsageRefusal } from '#cli/answer.ts';
import { badFile, contextOf, lineFor, problemsIn, told, unknownCadence } from '#cli/cadence-answers.ts';
import { differing } from '#cli/diff-command.ts';
import type { AddCommands } from '#cli/line.ts';
import { simulating } from '#cli/simulate-command.ts';
import { type FileProblem, readCadenceFile } from '#cli/read-cadence-file.ts';
import { table } from '#cli/table.ts';
import { explainRefusal, type Language } from '#contract/errors.ts';
import type { CadenceFile } from '#core/cadence/file.ts';

export const cadenceCommands: AddCommands = (parent, line) => {
  const cadence = parent.command('cadence').description('cadences as files that are reviewed, shared and applied');
  for (const add of [list, lint, differing, simulating, apply, exporting]) add(cadence, line);
};

const list: AddCommands = (parent, { programs, answering }) => {
  parent
    .command('list')
    .description('all cadences')
    .action(
      answering((who) =>
        programs.inSession(who, async (session) => {
          const cadences = await allCadences(session);
          const json = cadences.map(({ publicId: id, name, module, status, version, draft }) => {
            return { id, name, module, status, version, hasDraft: draft !== null };
          });
          const rows = json.map(({ name, module, status, version, hasDraft }) => {
            return [name, module, status, version === null ? '' : `${version}`, hasDraft ? 'yes' : ''];
          });
          if (rows.length === 0)
            return done(json, 'There are no cadences yet; make one with “cadenza cadence apply FILE.yaml”.');
          return done(json, table(['Cadence', 'Module', 'Status', 'Version', 'Draft'], rows));
        }),
      ),
    );
};

const lint: AddCommands = (parent, { programs, answering }) => {
  parent
    .command('lint')
    .description('say everything that is wrong with a cadence file, and change nothing')
    .argument('<file>', 'YAML or JSON')
    .action(
      answering(async (who, path: string) => {
        const read = readCadenceFile(path, programs.language);
        if (read.kind === 'problems') return badFile(path, read.problems);
        return programs.inSession(who, async (session) => {
          const problems = await checkFile(contextOf(session), read.file);
          return told(path, problemsIn(problems, read, programs.language));
        });
      }),
    );
};

type ApplyOptions = { readonly publish?: true; readonly existing?: 'take-in' | 'leave'; readonly pin?: true };

const apply: AddCommands = (parent, { programs, answering }) => {
  parent
    .command('apply')
    .description('make the cadence of the file’s name, or change it to what the file says; templates come with it')
    .argument('<file>', 'YAML or JSON')
    .option('--publish', 'publish it; else it stays a draft')
    .addOption(
      new Option('--existing <what>', 'with --publish: the records that are in its view now').choices([
        'take-in',
        'leave',
      ]),
    )
    .option('--pin', 'with --publish: who is enrolled finishes under the version before')
    .action(
      answering(async (who, path: string, options: ApplyOptions) => {
        const read = readCadenceFile(path, programs.language);
        if (read.kind === 'problems') return badFile(path, read.problems);
        const publish = publishing(read.file, options);
        return programs.inSession(who, async (session) => {
          const applied = await applyCadence(contextOf(session), { file: read.file, publish });
          if (applied.kind === 'refused') throw new CommandRefusal(whyNotApplied(applied, programs.language));
          const problems = problemsIn(applied.problems, read, programs.language);
          return applied.kind === 'problems' ? badFile(path, problems) : sayApplied(applied, { path, problems });
        });
      }),
    );
};

/** Whom it is sent to must be said: nobody starts mailing a whole view by leaving out a word. */
function publishing({ audience }: CadenceFile, { publish, existing, pin }: ApplyOptions) {
  if (publish === undefined) {
    if (existing !== undefined || pin !== undefined)
      throw new UsageRefusal('--existing and --pin belong to --publish.');
    return null;
  }
  if (audience !== 'manual' && existing === undefined) {
    throw new UsageRefusal(
      `Say what happens with the records in “${audience.view}” now: --existing take-in or --existing leave.`,
    );
  }
  return { existing: existing === 'take-in' ? 'take_in' : 'leave', enrolled: pin === true ? 'pin' : 'move' } as const;
}

function sayApplied(
  { change, cadence, published }: Extract<Applied, { kind: 'applied' }>,
  { path, problems }: { readonly path: string; readonly problems: readonly FileProblem[] },
): Answer {
  const { publicId: id, name, status, version } = cadence;
  const what = { created: 'was made', changed: 'was changed', unchanged: 'is as the file says already' }[change];
  const state =
    published === null
      ? cadence.draft === null
        ? ''
        : '; it is a draft until it is published'
      : `; version ${published} is published`;
  const text = [`“${name}” ${what}${state}.`, ...problems.map((problem) => lineFor(path, problem))].join('\n');
  return done({ id, name, change, status, version, published, problems }, text);
}

type RefusedApply = Extract<Applied, { kind: 'refused' }>;

function whyNotApplied(refused: RefusedApply, language: Language): string {
  const { reason } = refused;
  if ('params' in refused) return explainRefusal(refused, language).sentence;
  return explainRefusal({ kind: 'refused', reason: reason === 'cadence_unknown' ? 'not_found' : reason }, language)
    .sentence;
}

const exporting: AddCommands = (parent, { programs, answering }) => {
  parent
    .command('export')
    .description('write a cadence with its templates as YAML; applying that again changes nothing')
    .argument('<name>', 'its name or id')
    .option('--draft', 'what is being edited, instead of what runs')
    .option('--output <file>', 'where to write it (default: stdout)')
    .action(
      answering((who, name: string, { draft, output }: { draft?: true; output?: string }) =>
        programs.inSession(who, async (session) => {
          const cadence = await cadenceNamed(session, name);
          const which = draft === true ? 'draft' : 'published';
          const file = cadence === null ? null : await exportCadence(session, { cadence: cadence.publicId, which });
          if (file === null) throw unknownCadence(name);
          const text = cadenceYaml(file);
          if (output === undefined) return done(file, text.trimEnd());
          writeFileSync(output, text);
          return done({ file: output }, `“${file.name}” is in ${output}.`);
        }),
      ),
    );
};

/** Without folding: what is one line in a template stays one. */
export function cadenceYaml(file: CadenceFile): string {
  return stringify(file, { lineWidth: 0, aliasDuplicateObjects: false });
}
