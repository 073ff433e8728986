// The main job on real input: every lead gets its messages by SMTP, behaves as its own data says, and thirty days pass on
// a clock of the demo's own. The clock steps to the next due instant only when nothing is pending and nothing is in
// flight; leases and SMTP time-outs stay real. Everything else is the production code.
import { onPhone, actsOn, type Person, type PlannedAct } from '#simulation/people.ts';
import { checkInvariants, type Invariant } from '#simulation/demo-invariants.ts';
import { type DemoStage, setUpDemo } from '#simulation/demo-setup.ts';
import { settle, type WorkerSteps } from '#simulation/settle.ts';
import { updateActivity } from '#actions/activities/update-activity.ts';
import type { CadenceContext } from '#actions/cadences/save-cadence.ts';
import type { CsvSource } from '#actions/imports/read-rows.ts';
import { actOn, type RecipientDesk } from '#actions/mail/act-as-recipient.ts';
import { type CadenceReport, cadenceReport } from '#actions/reports/cadence-report.ts';
import type { Actor } from '#core/records/actor.ts';
import type { CadenceFile } from '#core/cadence/file.ts';
import { DAY, type Instant } from '#core/time/instant.ts';
import { type Activity, listActivities, nextCallEndAt } from '#storage/activities/activities.ts';
import type { Database } from '#storage/db.ts';
import { nextDeliveryAt } from '#storage/deliveries/settle-deliveries.ts';
import { nextTimerAt } from '#storage/enrollments/enrollments.ts';
import { countLeases, countPendingInputs, countSteps } from '#storage/enrollments/engine-counts.ts';
import { type CaughtMessage, listCaughtAfter, recordsOfMessages } from '#storage/mail/caught-messages.ts';
import type { Organization } from '#storage/organizations/organizations.ts';
import { loadCatalogue } from '#storage/records/catalogue.ts';
import { loadRecords } from '#storage/records/read-records.ts';
import { valueOf } from '#core/records/field.ts';

export type DemoClock = {
  readonly now: () => Instant;
  /** Kept, so that a killed run goes on at the same instant. */
  readonly set: (at: Instant) => Promise<void>;
  /** The real clock, for figures of speed. */
  readonly real: () => Instant;
  /** Lets real time pass while a dead worker's lease runs out. */
  readonly wait: (ms: number) => Promise<void>;
};

export type DemoOptions = {
  readonly database: Database;
  readonly organization: Organization;
  readonly actor: Actor;
  readonly cadences: Omit<CadenceContext, 'now'>;
  readonly steps: WorkerSteps;
  readonly desk: RecipientDesk;
  readonly clock: DemoClock;
  readonly leads: CsvSource;
  readonly example: CadenceFile;
  readonly seed: number;
  readonly startedAt: Instant;
  readonly onProgress: (share: number, what: string) => void;
};

export type DemoResult = {
  readonly leads: { readonly read: number; readonly imported: number; readonly failed: number } | null;
  readonly report: CadenceReport;
  readonly messagesSent: number;
  readonly repliesReceived: number;
  readonly engine: { readonly steps: number; readonly stepsPerSecond: number };
  readonly seconds: number;
  readonly days: number;
  readonly invariants: readonly Invariant[];
};

const DAYS = 30;
/** Beyond the last instant, so that what is due on day 30 itself happens. */
const END_MARGIN_MS = 2 * DAY;
const ACTING_AT_ONCE = 16;
const LEASE_WAIT_MS = 500;

export async function runDemo(options: DemoOptions): Promise<DemoResult> {
  const { database, organization, clock } = options;
  const began = clock.real();
  options.onProgress(0, 'importing leads');
  const stage = await setUpDemo({
    ...options,
    acting: { database, organization, actor: options.actor, now: clock.now() },
    cadences: { ...options.cadences, now: clock.now() },
    onProgress: (read) => options.onProgress(0.02, `importing leads: ${read}`),
  });
  const run = new DemoRun(options);
  await run.toTheEnd(options.startedAt + DAYS * DAY + END_MARGIN_MS);
  return resultOf(options, { stage, run, began });
}

async function resultOf(
  { database, organization, clock }: DemoOptions,
  { stage, run, began }: { stage: DemoStage; run: DemoRun; began: Instant },
): Promise<DemoResult> {
  const range = { from: null, until: null };
  const report = await cadenceReport({ database, organization, cadence: stage.cadence.publicId, range });
  if (report === null) throw new Error('the demo cadence has no report');
  const { steps, messages, replies } = await database.organization(organization.seat, (tx) => countSteps(tx));
  const adding = Object.values(report.states).reduce((sum, n) => sum + n, 0) - report.enrolled;
  const invariants = [
    ...(await checkInvariants(database, organization)),
    { name: 'the states add up to the enrolled', violations: Math.abs(adding) },
  ];
  const { imported } = stage;
  return {
    leads: imported === null ? null : { read: imported.read, imported: imported.created, failed: imported.failed },
    report,
    messagesSent: messages,
    repliesReceived: replies,
    engine: { steps, stepsPerSecond: run.wakingMs === 0 ? 0 : Math.round((run.woken / run.wakingMs) * 1000) },
    seconds: Math.round((clock.real() - began) / 100) / 10,
    days: DAYS,
    invariants,
  };
}

type Act = { readonly at: Instant; readonly perform: () => Promise<void> };

class DemoRun {
  woken = 0;
  wakingMs = 0;
  private readonly options: DemoOptions;
  private readonly agenda = new Map<Instant, Act[]>();
  private readonly calls = new Set<string>();
  private lastMessage = '0';

  constructor(options: DemoOptions) {
    this.options = options;
  }

  async toTheEnd(end: Instant): Promise<void> {
    const { clock, startedAt, onProgress } = this.options;
    for (;;) {
      await this.settle();
      const next = await this.nextInstant();
      if (next === null || next > end) return;
      if (next > clock.now()) await clock.set(next);
      const days = (clock.now() - startedAt) / DAY;
      onProgress(Math.min(0.99, 0.05 + (0.94 * days) / DAYS), `day ${Math.floor(days) + 1} of ${DAYS}`);
      await this.act();
    }
  }

  /** Everything that is due at this instant happens, until nothing is pending and nothing is in flight. */
  private async settle(): Promise<void> {
    const { steps, organization, clock } = this.options;
    const timed: WorkerSteps = { ...steps, wake: () => this.wake() };
    for (;;) {
      await settle(timed, organization, () => this.look());
      if (!(await this.isInFlight())) return;
      await clock.wait(LEASE_WAIT_MS);
    }
  }

  private async wake(): Promise<number> {
    const { steps, organization, clock } = this.options;
    const from = clock.real();
    const woken = await steps.wake(organization);
    this.woken += woken;
    if (woken > 0) this.wakingMs += clock.real() - from;
    return woken;
  }

  private async isInFlight(): Promise<boolean> {
    const { database, organization } = this.options;
    return database.organization(organization.seat, async (tx) => {
      return (await countLeases(tx)) + (await countPendingInputs(tx)) > 0;
    });
  }

  private async nextInstant(): Promise<Instant | null> {
    const { database, organization, clock } = this.options;
    const due = await database.organization(organization.seat, async (tx) => [
      await nextTimerAt(tx),
      await nextDeliveryAt(tx),
      await nextCallEndAt(tx),
    ]);
    const all = [...due, ...this.agenda.keys()].filter((at): at is Instant => at !== null);
    return all.length === 0 ? null : Math.max(clock.now(), Math.min(...all));
  }

  /** What came into the mailbox and onto the call lists since the last look is planned. */
  private async look(): Promise<number> {
    return (await this.lookAtMail()) + (await this.lookAtCalls());
  }

  private async lookAtMail(): Promise<number> {
    const { database, organization, seed } = this.options;
    let found = 0;
    for (;;) {
      const { messages, people } = await database.organization(organization.seat, async (tx) => {
        const caught = await listCaughtAfter(tx, this.lastMessage, 1000);
        return { messages: caught, people: await this.peopleOf(tx, caught) };
      });
      if (messages.length === 0) return found;
      for (const message of messages) {
        this.lastMessage = message.id;
        const person = people.get(message.recipient);
        if (person === undefined) continue;
        const acts = actsOn(person, seed, { number: Number(message.delivery), at: message.receivedAt });
        for (const act of acts) this.planOnMail(message, act);
      }
      found += messages.length;
    }
  }

  private planOnMail(message: CaughtMessage, { at, act }: PlannedAct): void {
    const { database, organization, desk } = this.options;
    this.plan(at, async () => {
      await actOn({ database, organization, desk }, { message, act, at });
    });
  }

  private async peopleOf(
    tx: Parameters<typeof loadCatalogue>[0],
    messages: readonly CaughtMessage[],
  ): Promise<Map<string, Person>> {
    const catalogue = await loadCatalogue(tx, 'leads');
    const people = new Map<string, Person>();
    if (catalogue === null || messages.length === 0) return people;
    const records = await loadRecords(tx, catalogue, await recordsOfMessages(tx, messages));
    for (const record of records.values()) {
      const address = String(valueOf(record, 'email'));
      people.set(address, { address, lastActivity: String(valueOf(record, 'last_activity') ?? '') });
    }
    return people;
  }

  private async lookAtCalls(): Promise<number> {
    const { database, organization, seed } = this.options;
    return database.organization(organization.seat, async (tx) => {
      const open = await listActivities(tx, {
        owner: null,
        record: null,
        kind: 'call',
        state: 'open',
        after: null,
        limit: 10_000,
      });
      const fresh = open.filter((call) => !this.calls.has(call.id));
      const catalogue = await loadCatalogue(tx, 'leads');
      if (catalogue === null || fresh.length === 0) return 0;
      const records = await loadRecords(
        tx,
        catalogue,
        fresh.flatMap(({ record }) => (record === null ? [] : [record])),
      );
      for (const call of fresh) {
        this.calls.add(call.id);
        const record = records.get(call.record ?? '');
        if (record === undefined) continue;
        const address = String(valueOf(record, 'email'));
        this.planCall(call, onPhone({ address, lastActivity: String(valueOf(record, 'last_activity') ?? '') }, seed));
      }
      return fresh.length;
    });
  }

  private planCall(call: Activity, outcome: ReturnType<typeof onPhone>): void {
    const { database, organization, actor } = this.options;
    if (outcome === 'not_called' || call.startsAt === null) return;
    const at = call.startsAt;
    const result = outcome === 'talks' ? 'interested' : 'no_response';
    this.plan(at, async () => {
      const context = { database, organization, actor: actor.id, now: at };
      await updateActivity(context, { activity: call.publicId, result });
    });
  }

  /** What a killed run had done already is done again: each act is the same message or the same status once more. */
  private plan(at: Instant, perform: Act['perform']): void {
    const when = Math.max(at, this.options.clock.now());
    const acts = this.agenda.get(when);
    if (acts === undefined) this.agenda.set(when, [{ at: when, perform }]);
    else acts.push({ at: when, perform });
  }

  private async act(): Promise<void> {
    const now = this.options.clock.now();
    const acts = this.agenda.get(now) ?? [];
    this.agenda.delete(now);
    for (let i = 0; i < acts.length; i += ACTING_AT_ONCE) {
      await Promise.all(acts.slice(i, i + ACTING_AT_ONCE).map(({ perform }) => perform()));
    }
  }
}
