// The figures of a cadence.
import { cadenceNamed } from '#actions/cadences/find-cadences.ts';
import { cadenceReport } from '#actions/reports/cadence-report.ts';
import { CommandRefusal, done } from '#cli/answer.ts';
import { unknownCadence } from '#cli/cadence-answers.ts';
import type { AddCommands } from '#cli/line.ts';
import { reportText } from '#cli/report-text.ts';
import { endOfDay, isDate, startOfDay } from '#core/time/calendar.ts';
import { InvalidArgumentError } from 'commander';

type Options = { readonly from?: string; readonly until?: string };

export const reportCommand: AddCommands = (parent, { programs, answering }) => {
  parent
    .command('report')
    .description('what came of a cadence: per follow-up, per unenrolment rule, per state')
    .argument('<cadence>', 'its name or id')
    .option('--from <date>', 'what the follow-ups did from this day on', day)
    .option('--until <date>', 'and to the end of this one', day)
    .action(
      answering((who, name: string, { from, until }: Options) =>
        programs.inSession(who, async ({ database, organization }) => {
          const cadence = await cadenceNamed({ database, organization }, name);
          if (cadence === null) throw unknownCadence(name);
          const zone = organization.timeZone;
          const range = {
            from: from === undefined ? null : startOfDay(from, zone),
            until: until === undefined ? null : endOfDay(until, zone),
          };
          const report = await cadenceReport({ database, organization, cadence: cadence.publicId, range });
          if (report === null)
            throw new CommandRefusal(`“${cadence.name}” was never published, so there is nothing to report.`);
          return done(report, reportText(report));
        }),
      ),
    );
};

function day(text: string): string {
  if (!isDate(text)) throw new InvalidArgumentError('A date is written YYYY-MM-DD.');
  return text;
}
