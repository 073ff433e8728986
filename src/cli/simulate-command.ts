// A cadence file tried out on its audience before it is applied (C-92): nothing is saved, nothing leaves.
import { type FileSimulated, simulateFile } from '#actions/simulations/simulate-file.ts';
import { CommandRefusal, done } from '#cli/answer.ts';
import { badFile, contextOf, lineFor, problemsIn } from '#cli/cadence-answers.ts';
import type { AddCommands } from '#cli/line.ts';
import { readCadenceFile } from '#cli/read-cadence-file.ts';
import { simulationText } from '#cli/simulation-text.ts';
import { startProgress } from '#cli/terminal.ts';
import { explainRefusal, type Language } from '#contract/errors.ts';
import { InvalidArgumentError } from 'commander';

type Options = {
  readonly records: number;
  readonly days: number;
  readonly seed: number;
  readonly newcomers?: true;
  readonly rate: Readonly<Record<string, Readonly<Record<string, number>>>>;
};

export const simulating: AddCommands = (parent, { programs, terminal, answering }) => {
  parent
    .command('simulate')
    .description(
      'try a cadence file out on its audience: who would get what and when; nothing leaves, nothing is saved',
    )
    .argument('<file>', 'YAML or JSON')
    .option('--records <number>', 'of the view, or for a manual audience of the module', whole(10_000), 1_000)
    .option('--days <number>', 'how long', whole(365), 30)
    .option('--seed <number>', 'the same seed gives the same result', whole(2_147_483_647), 1)
    .option('--newcomers', 'leave out whoever is or was in the cadence')
    .option('--rate <rate>', 'FOLLOW-UP.RESPONSE=SHARE, as welcome.opened=0.6; repeat it for more', rate, {})
    .action(
      answering(async (who, path: string, { newcomers, rate: rates, ...options }: Options) => {
        const { language } = programs;
        const read = readCadenceFile(path, language);
        if (read.kind === 'problems') return badFile(path, read.problems);
        const asked = { ...options, rates, whom: newcomers === true ? 'newcomers' : 'everybody' } as const;
        const progress = startProgress(terminal);
        const onProgress = (percent: number): void => progress.show(percent / 100, read.file.name);
        const simulated = await programs
          .inSession(who, (session) => simulateFile(contextOf(session), { file: read.file, asked, onProgress }))
          .finally(() => progress.end());
        if (simulated.kind === 'problems') return badFile(path, problemsIn(simulated.problems, read, language));
        if (simulated.kind === 'refused') throw new CommandRefusal(whyNot(simulated, read.file.module, language));
        const { result } = simulated;
        const warnings = problemsIn(simulated.problems, read, language);
        const text = [simulationText(result, language), ...warnings.map((one) => lineFor(path, one))].join('\n');
        return done({ file: path, problems: warnings, ...result }, text);
      }),
    );
};

function whyNot(refused: Extract<FileSimulated, { kind: 'refused' }>, module: string, language: Language): string {
  if ('params' in refused) return explainRefusal(refused, language).sentence;
  const reason = refused.reason === 'unknown_module' ? 'module_unknown' : refused.reason;
  return explainRefusal({ kind: 'refused', reason, params: { module } }, language).sentence;
}

function whole(max: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (!/^\d+$/.test(text) || number < 1 || number > max) {
      throw new InvalidArgumentError(`It is a whole number from 1 to ${max.toLocaleString('en')}.`);
    }
    return number;
  };
}

/** 'welcome.opened=0.6'; a link as 'welcome.link:https://…=0.2'. */
function rate(text: string, before: Options['rate']): Options['rate'] {
  const [, followUp = '', response = '', share = ''] = /^([a-z0-9-]+)\.(.+)=([\d.]+)$/.exec(text) ?? [];
  const number = Number(share);
  if (followUp === '' || share === '' || !(number >= 0 && number <= 1)) {
    throw new InvalidArgumentError(
      'A rate is written FOLLOW-UP.RESPONSE=SHARE with a share from 0 to 1, as welcome.opened=0.6.',
    );
  }
  return { ...before, [followUp]: { ...before[followUp], [response]: number } };
}
