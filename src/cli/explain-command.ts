// Why something did or didn't happen, from the history, in words (C-41).
import { explainEnrollment, type Story } from '#actions/enrollments/explain-enrollment.ts';
import { type Round, roundsOfRecord } from '#actions/enrollments/rounds-of-record.ts';
import { recordsNamed } from '#actions/enrollments/select-records.ts';
import { CommandRefusal, done } from '#cli/answer.ts';
import type { AddCommands } from '#cli/line.ts';
import type { Session } from '#cli/programs.ts';
import { language } from '#cli/server-commands.ts';
import { plain, table } from '#cli/table.ts';
import type { Language } from '#contract/errors.ts';
import { sayEvent, wordOf } from '#contract/history-words.ts';
import type { Instant } from '#core/time/instant.ts';

export const explainCommand: AddCommands = (parent, { programs, answering }) => {
  parent
    .command('explain')
    .description('the history of an enrollment in words; for a lead, all its enrollments')
    .argument('<enrollment>', 'an enrollment’s number, or a lead’s id or mail address')
    .option('--language <language>', 'en or zh', language, programs.language)
    .action(
      answering((who, named: string, { language: reader }: { language: Language }) =>
        programs.inSession(who, async (session) => {
          if (/^\d+$/.test(named)) return tell(session, named, reader);
          const { database, organization, clock } = session;
          const selected = await recordsNamed({ database, organization, module: 'leads', now: clock() }, [named]);
          const [record] = selected.kind === 'selected' ? selected.records.values() : [];
          if (record === undefined) throw new CommandRefusal(`There is no lead ${named}.`);
          const rounds = await roundsOfRecord(session, record);
          const [only, ...more] = rounds;
          if (only === undefined) throw new CommandRefusal(`${named} was never enrolled in a cadence.`);
          if (more.length === 0) return tell(session, only.enrollment, reader);
          return done(
            rounds,
            listed(rounds, (at) => written(session, reader, at)),
          );
        }),
      ),
    );
};

async function tell(session: Session, enrollment: string, reader: Language) {
  const story = await explainEnrollment({ ...session, enrollment });
  if (story === null) throw new CommandRefusal(`There is no enrollment ${enrollment}.`);
  const say = (at: Instant): string => written(session, reader, at);
  const events = story.events.map((event) => ({
    at: event.at,
    kind: event.kind,
    sentence: sayEvent(event, reader, say),
  }));
  const { id, status, reason } = story.enrollment;
  const json = { enrollment: id, cadence: story.definition.name, status, reason, events };
  const rows = events.map(({ at, sentence }) => [say(at), plain(sentence)]);
  return done(
    json,
    `${headline(story, reader)}\n\n${table([reader === 'zh' ? '时间' : 'When', reader === 'zh' ? '经过' : 'What'], rows)}`,
  );
}

function headline({ enrollment: { id, status }, definition }: Story, reader: Language): string {
  return `${definition.name} · #${id} · ${wordOf(status, reader)}`;
}

function listed(rounds: readonly Round[], say: (at: Instant) => string): string {
  const rows = rounds.map(({ enrollment, cadence, status, enrolledAt }) => [
    enrollment,
    cadence,
    status,
    say(enrolledAt),
  ]);
  return table(['Enrollment', 'Cadence', 'Status', 'Enrolled'], rows);
}

function written({ organization }: Session, reader: Language, at: Instant): string {
  const format = { timeZone: organization.timeZone, dateStyle: 'medium', timeStyle: 'medium' } as const;
  return new Intl.DateTimeFormat(reader === 'zh' ? 'zh-CN' : 'en-GB', format).format(at);
}
