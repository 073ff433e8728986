// Running the installation: serve, worker, migrate, and making an organisation in it.
import { InvalidArgumentError } from 'commander';
import { done } from '#cli/answer.ts';
import type { AddCommands } from '#cli/line.ts';
import { isZone } from '#core/time/calendar.ts';

export const serverCommands: AddCommands = (parent, line) => {
  const { programs, terminal } = line;
  parent
    .command('serve')
    .description('run the server: API and worker, until Ctrl-C or SIGTERM')
    .option('--no-worker', 'the API only; workers run elsewhere (cadenza worker)')
    .option('--sample', 'make the sample organisation in an empty database')
    .action(async ({ worker, sample }: { worker: boolean; sample?: true }) => {
      await programs.serve({
        logTo: line.isForPrograms() ? 'stderr' : 'stdout',
        worker: worker ? 'with' : 'without',
        sample: sample === true ? 'when_empty' : 'when_trying',
        onReady: ({ url, signIn }) => {
          if (line.isForPrograms()) return terminal.out(JSON.stringify({ url, signIn }));
          const link = signIn === null ? '' : `\n${signInLine(signIn)}`;
          // In one piece: whoever waits for the first line, as scripts do, has the second one with it.
          terminal.out(`Cadenza runs at ${url}${link}`);
        },
      });
    });
  parent
    .command('worker')
    .description('run a worker only, beside a server or other workers, until Ctrl-C or SIGTERM')
    .action(async () => {
      const ready = { worker: 'running' };
      await programs.work({
        logTo: line.isForPrograms() ? 'stderr' : 'stdout',
        onReady: () => terminal.out(line.isForPrograms() ? JSON.stringify(ready) : 'The worker runs.'),
      });
    });
  parent
    .command('migrate')
    .description('bring the tables to this version')
    .action(
      line.answering(async () => {
        const { organizations } = await programs.migrate();
        return done({ organizations }, `The tables are up to date; organisations: ${organizations}.`);
      }),
    );
  addOrganizationCommands(parent, line);
};

type OrganizationOptions = {
  readonly administrator: string;
  readonly administratorName?: string;
  readonly zone: string;
  readonly language: 'en' | 'zh';
  readonly mailFrom: string;
};

const addOrganizationCommands: AddCommands = (parent, { programs, answering }) => {
  const zone = (text: string): string => {
    if (isZone(text)) return text;
    throw new InvalidArgumentError('A zone is named like Asia/Shanghai.');
  };
  parent
    .command('organization')
    .description('organisations of the installation')
    .command('create')
    .description('make an organisation with its first administrator, who gets a sign-in link')
    .argument('<name>')
    .requiredOption('--administrator <email>', 'mail address of the first administrator')
    .option('--administrator-name <name>', 'what the administrator is called (default: the address)')
    .requiredOption('--mail-from <email>', 'the address that the organisation’s mail comes from')
    .option('--zone <zone>', 'time zone, such as Asia/Shanghai', zone, 'UTC')
    .option('--language <language>', 'en or zh', language, programs.language)
    .action(
      answering(async (_who, name: string, options: OrganizationOptions) => {
        const { administrator: email, administratorName = email, mailFrom, zone: timeZone, language } = options;
        const administrator = { name: administratorName, email };
        const made = await programs.createOrganization({ name, timeZone, language, mailFrom, administrator });
        return done(made, `${name} is ready.\n${signInLine(made.signIn)}`);
      }),
    );
};

const signInLine = (link: string): string => `Sign in (once, within 24 hours): ${link}`;

export function language(text: string): 'en' | 'zh' {
  if (text === 'en' || text === 'zh') return text;
  throw new InvalidArgumentError('Use en or zh.');
}
