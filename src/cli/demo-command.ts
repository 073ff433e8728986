// The main job on real input, to be seen.
import { statSync } from 'node:fs';
import { type Answer, CommandRefusal } from '#cli/answer.ts';
import { wholeNumber } from '#cli/account-commands.ts';
import type { AddCommands } from '#cli/line.ts';
import type { DemoOutcome } from '#cli/programs.ts';
import { reportText } from '#cli/report-text.ts';
import { startProgress } from '#cli/terminal.ts';

type Options = { readonly leads?: string; readonly data?: string; readonly seed: number };

export const demoCommand: AddCommands = (parent, { programs, terminal, answering }) => {
  parent
    .command('demo')
    .description('thirty days of a cadence on leads that behave as their data says, in minutes, in a folder of its own')
    .option('--leads <file>', 'a CSV file like the public lead-scoring data set (default: 240 made-up leads)')
    .option('--data <folder>', 'a folder to keep, and to go on in after a kill (default: a temporary one)')
    .option('--seed <number>', 'another one lets chance fall otherwise', wholeNumber, 1)
    .action(
      answering(async (_who, { leads, data, seed }: Options) => {
        if (leads !== undefined && !statSync(leads, { throwIfNoEntry: false })?.isFile()) {
          throw new CommandRefusal(`There is no file ${leads}.`);
        }
        const progress = startProgress(terminal);
        const order = { leads: leads ?? null, folder: data ?? null, seed, onProgress: progress.show };
        return answerOf(await programs.demo(order).finally(() => progress.end()));
      }),
    );
};

function answerOf(outcome: DemoOutcome): Answer {
  const { leads, report, messagesSent, repliesReceived, engine, seconds, days, invariants } = outcome;
  const isKept = invariants.every(({ violations }) => violations === 0);
  const number = (n: number): string => n.toLocaleString('en');
  const lines = [
    leads === null
      ? 'The leads were there already.'
      : `Leads: ${number(leads.imported)} of ${number(leads.read)} rows imported, ${number(leads.failed)} refused.`,
    reportText(report),
    '',
    `Messages sent: ${number(messagesSent)}; replies received: ${number(repliesReceived)}. ${days} days passed in ${number(seconds)} seconds.`,
    `The engine’s own pace: ${number(engine.stepsPerSecond)} steps a second (${number(engine.steps)} steps).`,
    '',
    ...invariants.map(({ name, violations }) =>
      violations === 0 ? `✓ ${name}` : `✗ ${name}: violated ${number(violations)} times`,
    ),
  ];
  return { json: { ok: isKept, ...outcome }, text: lines.join('\n'), kind: isKept ? 'done' : 'refused' };
}
