// Taking records into a cadence and out of it.
import { Option } from 'commander';
import { cadenceNamed } from '#actions/cadences/find-cadences.ts';
import {
  type EarlierChoice,
  type EnrollAnswer,
  enrollRecords,
  type SkipReason,
} from '#actions/enrollments/enroll-records.ts';
import { recordsNamed, recordsOfView } from '#actions/enrollments/select-records.ts';
import { unenrollRecords } from '#actions/enrollments/unenroll-records.ts';
import { type Answer, CommandRefusal, done, UsageRefusal } from '#cli/answer.ts';
import { unknownCadence } from '#cli/cadence-answers.ts';
import type { AddCommands } from '#cli/line.ts';
import type { Session } from '#cli/programs.ts';
import { table } from '#cli/table.ts';
import { type Progress, startProgress } from '#cli/terminal.ts';
import { explainRefusal, type Language } from '#contract/errors.ts';

const BATCH = 500;

/** Which records: of a view, or by id or mail address. */
type Which = { readonly view?: string; readonly record?: readonly string[] };

export const enrollCommands: AddCommands = (parent, { programs, terminal, answering }) => {
  const withWhich = (name: string, description: string) =>
    parent
      .command(name)
      .description(description)
      .argument('<cadence>', 'its name or id')
      .option('--view <name>', 'all records of a view')
      .option('--record <id...>', 'records by id or mail address');
  withWhich('enroll', 'take records into a cadence')
    .addOption(
      new Option(
        '--earlier <what>',
        'with records that were in it before: leave them, let unfinished rounds go on, or begin anew',
      )
        .choices(['skip', 'continue', 'restart'])
        .default('skip'),
    )
    .action(
      answering((who, name: string, { earlier, ...which }: Which & { earlier: EarlierChoice }) => {
        refuseUnlessOne(which);
        return programs.inSession(who, async (session) => {
          const cadence = await found(session, name);
          const progress = startProgress(terminal);
          const tally = new Tally();
          await eachBatch(session, { cadence, which, progress }, async (records) => {
            const origin = which.view === undefined ? 'manual' : 'bulk';
            const request = {
              ...session,
              cadence: cadence.id,
              records,
              origin,
              earlier,
              actor: session.user.id,
            } as const;
            const result = await enrollRecords({ ...request, now: session.clock() });
            if (result.kind === 'refused') throw new CommandRefusal(sentence(result.reason, programs.language));
            tally.add(result.answers);
          }).finally(() => progress.end());
          return tally.answer();
        });
      }),
    );
  withWhich('unenroll', 'take records out of a cadence').action(
    answering((who, name: string, which: Which) => {
      refuseUnlessOne(which);
      return programs.inSession(who, async (session) => {
        const cadence = await found(session, name);
        const progress = startProgress(terminal);
        const counts = { unenrolled: 0, not_enrolled: 0 };
        await eachBatch(session, { cadence, which, progress }, async (records) => {
          const request = {
            ...session,
            cadence: cadence.id,
            records,
            reason: 'manual',
            actor: session.user.id,
          } as const;
          for (const answer of (await unenrollRecords({ ...request, now: session.clock() })).values()) counts[answer]++;
        }).finally(() => progress.end());
        return done(counts, `Unenrolled: ${counts.unenrolled}; were not enrolled: ${counts.not_enrolled}.`);
      });
    }),
  );
};

function refuseUnlessOne({ view, record }: Which): void {
  if ((view === undefined) === (record === undefined))
    throw new UsageRefusal('Say which records: either --view or --record.');
}

type Found = NonNullable<Awaited<ReturnType<typeof cadenceNamed>>>;

async function found(session: Session, name: string): Promise<Found> {
  const cadence = await cadenceNamed(session, name);
  if (cadence === null) throw unknownCadence(name);
  return cadence;
}

type Batches = { readonly cadence: Found; readonly which: Which; readonly progress: Progress };

async function eachBatch(
  { database, organization, clock }: Session,
  { cadence, which: { view, record = [] }, progress }: Batches,
  work: (records: readonly string[]) => Promise<void>,
): Promise<void> {
  const selecting = { database, organization, module: cadence.module, now: clock() };
  if (view === undefined) {
    const selected = await recordsNamed(selecting, record);
    if (selected.kind === 'refused') throw new CommandRefusal(`There is no record ${selected.names.join(', ')}.`);
    const records = [...new Set(selected.records.values())];
    for (let i = 0; i < records.length; i += BATCH) await work(records.slice(i, i + BATCH));
    return;
  }
  for (let after: string | null = null, count = 0; ; ) {
    const records: readonly string[] | null = await recordsOfView(selecting, { view, after, limit: BATCH });
    if (records === null) throw new CommandRefusal(`The module ${cadence.module} has no view “${view}”.`);
    if (records.length > 0) await work(records);
    count += records.length;
    progress.show(0, `${count} records`);
    if (records.length < BATCH) return;
    after = records.at(-1) ?? null;
  }
}

function sentence(reason: 'cadence_not_active' | 'manual_not_allowed', language: Language): string {
  return explainRefusal({ kind: 'refused', reason }, language).sentence;
}

const skipped: Readonly<Record<SkipReason, string>> = {
  record_gone: 'the record is gone',
  unenrolment_rule_met: 'an unenrolment rule is met',
  was_enrolled_before: 'was in it before (see --earlier)',
  completed_before: 'completed it before (--earlier restart begins anew)',
  never_enrolled: 'was never in it',
  already_active: 'is in it already',
  already_completed: 'completed it',
  follow_up_deleted: 'the follow-up it waited on was deleted',
  needs_review: 'waits for somebody to look at a message in doubt',
  cadence_not_active: 'the cadence is not active',
  another_round_active: 'another round is active',
};

const LISTED_MAX = 20;

class Tally {
  private readonly counts = new Map<string, number>();
  private readonly enrollments: { record: string; enrollment: string; what: string }[] = [];
  private readonly reasons: Partial<Record<SkipReason, number>> = {};

  add(answers: ReadonlyMap<string, EnrollAnswer>): void {
    for (const [record, answer] of answers) {
      this.counts.set(answer.kind, (this.counts.get(answer.kind) ?? 0) + 1);
      if (answer.kind === 'skipped') this.reasons[answer.reason] = (this.reasons[answer.reason] ?? 0) + 1;
      else if (this.enrollments.length < LISTED_MAX) {
        this.enrollments.push({ record, enrollment: answer.enrollment, what: answer.kind });
      }
    }
  }

  answer(): Answer {
    const count = (kind: EnrollAnswer['kind']): number => this.counts.get(kind) ?? 0;
    const total = [...this.counts.values()].reduce((sum, n) => sum + n, 0);
    const kinds = ['enrolled', 'continued', 'restarted', 'already_enrolled', 'skipped'] as const;
    const json = {
      records: total,
      ...Object.fromEntries(kinds.map((kind) => [kind, count(kind)])),
      reasons: this.reasons,
    };
    const rows = kinds.filter((kind) => count(kind) > 0).map((kind) => [kind.replace('_', ' '), count(kind)] as const);
    const why = Object.entries(this.reasons).map(([reason, n]) => `  ${n} × ${skipped[reason as SkipReason]}`); // its own keys
    const lines =
      total === 0 ? ['No record was meant: the view is empty.'] : [table(['Records', 'Count'], rows), ...why];
    const isShort = total <= LISTED_MAX;
    if (isShort && this.enrollments.length > 0) {
      const ids = this.enrollments.map(({ enrollment }) => enrollment).filter((id) => id !== '');
      lines.push('', `Enrollments: ${ids.join(', ')} (see “cadenza explain”)`);
    }
    return done(isShort ? { ...json, enrollments: this.enrollments } : json, lines.join('\n'));
  }
}
