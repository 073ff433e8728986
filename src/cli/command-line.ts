// The command line: which commands there are, and how each answers. What they do is in the files beside.
import { Command, CommanderError, Option } from 'commander';
import { accountCommands } from '#cli/account-commands.ts';
import { CommandRefusal, exitCodes, UsageRefusal } from '#cli/answer.ts';
import { cadenceCommands } from '#cli/cadence-commands.ts';
import { demoCommand } from '#cli/demo-command.ts';
import { enrollCommands } from '#cli/enroll-commands.ts';
import { explainCommand } from '#cli/explain-command.ts';
import { importCommand, undoImportCommand } from '#cli/import-command.ts';
import type { AddCommands, Line } from '#cli/line.ts';
import type { Programs } from '#cli/programs.ts';
import { reportCommand } from '#cli/report-command.ts';
import { serverCommands } from '#cli/server-commands.ts';
import type { Terminal } from '#cli/terminal.ts';

const commands: readonly AddCommands[] = [
  serverCommands,
  importCommand,
  undoImportCommand,
  cadenceCommands,
  enrollCommands,
  reportCommand,
  explainCommand,
  accountCommands,
  demoCommand,
];

export type Running = { readonly terminal: Terminal; readonly programs: Programs };

/** Carries the command out; gives the exit code. Errors that are nobody's refusal are thrown. */
export async function runCommandLine(words: readonly string[], { terminal, programs }: Running): Promise<number> {
  const program = rootOf(programs, terminal);
  let code: number = exitCodes.done;
  const isForPrograms = (): boolean => program.opts()['json'] === true;
  const line: Line = {
    terminal,
    programs,
    isForPrograms,
    answering:
      (work) =>
      async (...given) => {
        const { organization = null, as: actAs = null } = program.opts<{ organization?: string; as?: string }>();
        const answer = await work({ organization, actAs }, ...given);
        terminal.out(isForPrograms() ? JSON.stringify(answer.json) : answer.text);
        code = exitCodes[answer.kind];
      },
  };
  for (const add of commands) add(program, line);
  try {
    await program.parseAsync(words, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return codeOf(error);
    if (!(error instanceof CommandRefusal)) throw error;
    if (isForPrograms()) terminal.out(JSON.stringify({ error: error.message }));
    terminal.error(error.message);
    return error instanceof UsageRefusal ? exitCodes.usage : exitCodes.refused;
  }
}

function rootOf({ version }: Programs, { out, error }: Terminal): Command {
  return new Command('cadenza')
    .description('Self-hosted sales CRM whose follow-ups run themselves.')
    .version(version)
    .addOption(new Option('--json', 'answer with one JSON value on stdout'))
    .addOption(new Option('--organization <name>', 'which organisation, where there are several'))
    .addOption(new Option('--as <email>', 'the user in whose name it is done (default: the first administrator)'))
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ writeOut: (text) => out(text.trimEnd()), writeErr: (text) => error(text.trimEnd()) })
    .showHelpAfterError('(see --help)')
    .exitOverride();
}

/** Help and version were asked for; anything else is a slip. */
function codeOf({ code }: CommanderError): number {
  return code === 'commander.helpDisplayed' || code === 'commander.version' ? exitCodes.done : exitCodes.usage;
}
