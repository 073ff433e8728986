// A sales office at work: the world of test/cast.ts with the worker's steps, real e-mail by real SMTP into the development
// mailbox, and a clock that the test moves. Recipients, salespeople and mail servers do what the test says.
import { sql } from 'kysely';
import {
  type ActivityEdit,
  deleteActivity,
  type EditedActivity,
  updateActivity,
} from '#actions/activities/update-activity.ts';
import { type Published, type PublishRequest, publishCadence } from '#actions/cadences/publish-cadence.ts';
import { type CadenceContext, createCadence, editCadence } from '#actions/cadences/save-cadence.ts';
import { disableCadence, enableCadence } from '#actions/cadences/switch-cadence.ts';
import type { EmailSender } from '#actions/deliveries/email-sender.ts';
import { type Definitions, keepDefinitions } from '#actions/enrollments/definitions.ts';
import { type EarlierChoice, type EnrollAnswer, enrollRecords } from '#actions/enrollments/enroll-records.ts';
import { explainEnrollment } from '#actions/enrollments/explain-enrollment.ts';
import { reviewFollowUp, type Verdict } from '#actions/enrollments/review-follow-up.ts';
import { unenrollRecords } from '#actions/enrollments/unenroll-records.ts';
import { actOn, type RecipientAct, type RecipientDesk } from '#actions/mail/act-as-recipient.ts';
import { type Received, receiveMessage } from '#actions/mail/receive-message.ts';
import { mergeRecords } from '#actions/merging/merge-records.ts';
import { deleteRecord } from '#actions/records/delete-record.ts';
import { updateRecord } from '#actions/records/update-record.ts';
import { type CadenceReport, cadenceReport } from '#actions/reports/cadence-report.ts';
import { createView } from '#actions/views/create-view.ts';
import { assembleMail, type Mail } from '#assembly/mail.ts';
import { cadenceFile } from '#contract/cadence-file.ts';
import type { CadenceFile } from '#core/cadence/file.ts';
import type { Criteria } from '#core/criteria/criteria.ts';
import type { CaughtMail } from '#core/message/caught-mail.ts';
import type { Letter } from '#core/message/letter.ts';
import { TESTER_PROGRAM } from '#core/message/visit.ts';
import type { CrmRecord } from '#core/records/field.ts';
import type { Choices } from '#core/records/merge.ts';
import { addDuration, type CalendarUnit } from '#core/time/calendar.ts';
import { type Instant, MINUTE } from '#core/time/instant.ts';
import { settle } from '#simulation/settle.ts';
import { type Activity, listActivities } from '#storage/activities/activities.ts';
import { cadenceStatuses, findCadenceByName } from '#storage/cadences/cadences.ts';
import type { Statement, Tx } from '#storage/db.ts';
import type { StoredEnrollment } from '#storage/enrollments/enrollment-row.ts';
import { listRounds } from '#storage/enrollments/enrollments.ts';
import type { CaughtMessage } from '#storage/mail/caught-messages.ts';
import { resumeSending } from '#storage/organizations/members.ts';
import { createSteps, type StepOptions, type Steps } from '#worker/steps.ts';
import { MONDAY, makeWorld, type World } from './cast.ts';
import type { TestServer } from './throw-away-database.ts';
import { type Script, ScriptedSmtpServer } from './peers/scripted-smtp-server.ts';
import { until } from './until.ts';

/** A cadence that was published. */
export type Applied = { readonly id: number; readonly publicId: string; readonly name: string };

/** What a test does in the two moments that matter: the body is with the server; the gate has answered. */
export type AtTheGate = {
  readonly before?: (letter: Letter) => Promise<void>;
  readonly after?: (letter: Letter, passed: boolean) => Promise<void>;
};

/** `status` is 'active', 'completed', 'unenrolled: left', … with a rule's id or the reason's code. */
export type Round = {
  readonly id: string;
  readonly status: string;
  readonly version: number;
  readonly states: Readonly<Record<string, string>>;
};

const SECRET = 'a secret that is only used in tests';
const PUBLIC_URL = 'http://localhost:3000';
/** A message turned away because of an input that had not been looked at yet is back at the gate by then. */
const AGAIN_MS = MINUTE;

/** On a database and a development mailbox of its own, until close(). */
export async function openOffice(server: TestServer): Promise<Office> {
  const world = await makeWorld(server);
  const clock = { now: MONDAY };
  const { database } = world;
  const options = { database, publicUrl: PUBLIC_URL, secret: SECRET, clock: () => clock.now };
  const mail = await assembleMail({ ...options, smtp: null });
  return new Office({ world, clock, mail, mailTo: (smtp) => assembleMail({ ...options, smtp }) });
}

type Parts = {
  readonly world: World;
  readonly clock: { now: Instant };
  readonly mail: Mail;
  readonly mailTo: (smtp: { host: string; port: number; secure: 'none' }) => Promise<Mail>;
};

export class Office {
  readonly world: World;
  readonly definitions: Definitions = keepDefinitions();
  readonly desk: RecipientDesk;
  readonly sender: EmailSender;
  readonly steps: Steps;
  /** What the worker logged as errors. */
  readonly errors: string[] = [];
  atTheGate: AtTheGate = {};
  /** False: nobody reads the mailbox that replies come to. */
  mailboxIsRead = true;

  private readonly parts: Parts;
  private outgoing: Mail;
  private peer: ScriptedSmtpServer | null = null;
  private leads = 0;

  constructor(parts: Parts) {
    this.parts = parts;
    this.world = parts.world;
    this.outgoing = parts.mail;
    const { recipientDesk } = parts.mail;
    if (recipientDesk === null) throw new Error('the office has no development mailbox');
    this.desk = { ...recipientDesk, visit: (url, method) => this.visit(url, method) };
    this.sender = {
      render: (template, data) => this.outgoing.sender.render(template, data),
      fill: (source, data) => this.outgoing.sender.fill(source, data),
      unsubscribeUrl: (delivery) => this.outgoing.sender.unsubscribeUrl(delivery),
      compose: (letter) => this.compose(letter),
    };
    this.steps = this.worker();
  }

  async close(): Promise<void> {
    await this.sendsToMailbox();
    await this.parts.mail.stop();
    await this.world.drop();
  }

  get now(): Instant {
    return this.parts.clock.now;
  }

  get readTemplate(): CadenceContext['readTemplate'] {
    return this.parts.mail.readTemplate;
  }

  /** For actions: database, organisation, now. */
  get at() {
    const { database, organization } = this.world;
    return { database, organization, now: this.now };
  }

  get context(): CadenceContext {
    return { ...this.at, readTemplate: this.readTemplate, actor: this.world.mei.id };
  }

  /** One more worker beside the office's own; two of them are two processes. */
  worker(other: Partial<StepOptions> = {}): Steps {
    const office = this;
    return createSteps({
      get mailbox() {
        return office.mailboxIsRead ? ('built_in' as const) : ('none' as const);
      },
      database: this.world.database,
      definitions: this.definitions,
      sender: this.sender,
      clock: () => this.now,
      log: { error: (detail, what) => void this.errors.push(`${what}: ${JSON.stringify(detail, errorsInWords)}`) },
      ...other,
    });
  }

  // ---- time

  /** Everything that is due now happens. */
  async settle(): Promise<void> {
    const { organization } = this.world;
    await settle(this.steps, organization);
  }

  /** Everything that is due until then happens, each at its instant. */
  async passUntil(until: Instant): Promise<void> {
    await this.settle();
    for (let next = await this.nextInstant(); next !== null && next <= until; next = await this.nextInstant()) {
      this.parts.clock.now = next;
      await this.settle();
    }
    this.parts.clock.now = until;
    await this.settle();
  }
  pass(amount: number, unit: CalendarUnit): Promise<void> {
    return this.passUntil(addDuration(this.now, { amount, unit }, this.world.organization.timeZone));
  }
  passDays(amount: number): Promise<void> {
    return this.pass(amount, 'days');
  }
  passHours(amount: number): Promise<void> {
    return this.pass(amount, 'hours');
  }
  /** Until what is on its way now has arrived. */
  async passMinute(): Promise<void> {
    await this.passUntil(this.now + AGAIN_MS);
  }
  /** The worker does nothing meanwhile. */
  skip(amount: number, unit: CalendarUnit): void {
    this.parts.clock.now = addDuration(this.now, { amount, unit }, this.world.organization.timeZone);
  }

  private async nextInstant(): Promise<Instant | null> {
    const now = sql`to_timestamp(${this.now}::float8 / 1000)`;
    const [row] = await this.query<{ at: Instant | null }>(sql`
      select min(at) as at from (
        select due_at as at from timer union all
        select due_at from delivery where state = 'planned' union all
        select ends_at from activity where kind = 'call' and status = 'scheduled' and deleted_at is null
      ) due where at > ${now}`);
    return row?.at ?? null;
  }

  // ---- cadences

  /** Saves the file as a draft and publishes it; the same name again is a new version. Throws when it is refused. */
  async apply(file: CadenceFile, how: Partial<Omit<PublishRequest, 'cadence'>> = {}): Promise<Applied> {
    const cadence = await this.draft(file);
    const published = await this.publish(cadence, how);
    if (published.kind !== 'published') throw new Error(`${file.name} was not published: ${JSON.stringify(published)}`);
    return cadence;
  }

  async draft(file: CadenceFile): Promise<Applied> {
    const read = cadenceFile.parse(file);
    const known = await this.inOrganization((tx) => findCadenceByName(tx, file.name));
    const saved =
      known === null
        ? await createCadence(this.context, read)
        : await editCadence(this.context, { cadence: known.publicId, file: read, revision: null });
    if (saved.kind !== 'saved') throw new Error(`${file.name} was not saved: ${JSON.stringify(saved)}`);
    const { id, publicId, name } = saved.cadence;
    return { id, publicId, name };
  }

  publish({ publicId }: Applied, how: Partial<Omit<PublishRequest, 'cadence'>> = {}): Promise<Published> {
    return publishCadence(this.context, { cadence: publicId, existing: 'take_in', enrolled: 'move', ...how });
  }
  disable({ publicId }: Applied) {
    return disableCadence(this.context, publicId);
  }
  enable({ publicId }: Applied, existing: 'take_in' | 'leave' = 'leave') {
    return enableCadence(this.context, { cadence: publicId, existing });
  }
  async makesInvalid({ id }: Applied, status: (typeof cadenceStatuses)[number] = 'invalid'): Promise<void> {
    await this.query(sql`update cadence set status = ${status}, epoch = epoch + 1 where id = ${id}`);
  }
  async view(name: string, criteria: Criteria): Promise<string> {
    const view = { name, criteria, columns: ['last_name'], sort: null };
    const created = await createView(this.acting, { module: 'leads', view });
    if (created.kind !== 'created') throw new Error(`no view ${name}: ${JSON.stringify(created)}`);
    return created.view.publicId;
  }
  async report({ publicId }: Applied): Promise<CadenceReport> {
    const range = { from: null, until: null };
    const report = await cadenceReport({ ...this.at, cadence: publicId, range });
    if (report === null) throw new Error('no report');
    return report;
  }

  // ---- records and rounds

  /** A lead of Omar's, with an address of its own. */
  lead(name: string, values: Readonly<Record<string, unknown>> = {}): Promise<CrmRecord> {
    const email = `${name.toLowerCase().replaceAll(' ', '.')}.${++this.leads}@customer.invalid`;
    return this.world.createLead({ last_name: name, email, ...values }, this.now);
  }
  async leadsNamed(name: string, count: number): Promise<CrmRecord[]> {
    const made: CrmRecord[] = [];
    for (let i = 0; i < count; i += 20) {
      const some = Array.from({ length: Math.min(20, count - i) }, (_, j) => this.lead(`${name} ${i + j}`));
      made.push(...(await Promise.all(some)));
    }
    return made.sort((a, b) => Number(a.id) - Number(b.id));
  }
  get acting() {
    return this.world.acting({ now: this.now });
  }
  async changes(lead: CrmRecord, values: Readonly<Record<string, unknown>>): Promise<void> {
    const edit = { module: 'leads', record: lead.publicId, revision: null, values };
    const updated = await updateRecord(this.acting, edit);
    if (updated.kind !== 'updated') throw new Error(JSON.stringify(updated));
  }
  async deletes(lead: CrmRecord): Promise<void> {
    const deleted = await deleteRecord(this.acting, { module: 'leads', record: lead.publicId, revision: null });
    if (deleted.kind !== 'deleted') throw new Error(JSON.stringify(deleted));
  }

  async merges(survivor: CrmRecord, losers: readonly CrmRecord[], choices: Choices = {}): Promise<CrmRecord> {
    const merged = await mergeRecords(
      { ...this.acting, definitions: this.definitions },
      {
        module: survivor.module,
        survivor: survivor.publicId,
        losers: losers.map(({ publicId }) => publicId),
        revisions: new Map(),
        choices,
      },
    );
    if (merged.kind !== 'merged') throw new Error(JSON.stringify(merged));
    return merged.record;
  }

  /** The answer of each record, in their order; throws where the cadence takes nobody. */
  async enrollAll(
    cadence: Applied,
    leads: readonly CrmRecord[],
    earlier: EarlierChoice = 'skip',
  ): Promise<EnrollAnswer[]> {
    const result = await this.asksToEnroll(cadence, leads, earlier);
    if (result.kind === 'refused') throw new Error(`not enrolled: ${result.reason}`);
    return leads.map(({ id }) => {
      const answer = result.answers.get(id);
      if (answer === undefined) throw new Error('a record got no answer');
      return answer;
    });
  }
  asksToEnroll(cadence: Applied, leads: readonly CrmRecord[], earlier: EarlierChoice = 'skip') {
    return enrollRecords({
      ...this.at,
      definitions: this.definitions,
      cadence: cadence.id,
      records: leads.map(({ id }) => id),
      origin: leads.length > 1 ? 'bulk' : 'manual',
      earlier,
      actor: this.world.mei.id,
    });
  }
  async enroll(cadence: Applied, lead: CrmRecord, earlier: EarlierChoice = 'skip'): Promise<EnrollAnswer> {
    const [answer] = await this.enrollAll(cadence, [lead], earlier);
    if (answer === undefined) throw new Error('no answer');
    return answer;
  }
  /** A lead new in the cadence, whose first follow-ups were carried out. */
  async newcomer(cadence: Applied, name: string, values?: Readonly<Record<string, unknown>>): Promise<CrmRecord> {
    const lead = await this.lead(name, values);
    await this.enroll(cadence, lead);
    await this.passMinute();
    return lead;
  }
  unenroll(cadence: Applied, leads: readonly CrmRecord[]) {
    return unenrollRecords({
      ...this.at,
      definitions: this.definitions,
      cadence: cadence.id,
      records: leads.map(({ id }) => id),
      reason: 'manual',
      actor: this.world.mei.id,
    });
  }

  /** A record's rounds in a cadence, the newest first. */
  async rounds(lead: CrmRecord, cadence?: Applied): Promise<Round[]> {
    const stored = await this.inOrganization((tx) => listRounds(tx, lead.id));
    const own = stored.filter(({ enrollment }) => cadence === undefined || enrollment.cadence === cadence.id);
    return Promise.all(own.map((one) => this.roundInWords(one)));
  }
  /** The newest one. */
  async round(lead: CrmRecord, cadence?: Applied): Promise<Round> {
    const [round] = await this.rounds(lead, cadence);
    if (round === undefined) throw new Error('was never enrolled');
    return round;
  }
  async status(lead: CrmRecord, cadence?: Applied): Promise<string> {
    return (await this.round(lead, cadence)).status;
  }
  /** 'follow_up_scheduled welcome opened': kind, follow-up, detail. */
  async history(lead: CrmRecord, cadence?: Applied): Promise<string[]> {
    return (await this.story((await this.round(lead, cadence)).id)).events.map(({ kind, followUp, detail }) =>
      [kind, followUp, detail].filter((part) => part !== null).join(' '),
    );
  }
  async story(enrollment: string) {
    const story = await explainEnrollment({ ...this.at, enrollment });
    if (story === null) throw new Error('no such enrollment');
    return story;
  }
  async reviews(lead: CrmRecord, followUp: number, verdict: Verdict): Promise<boolean> {
    const { id: enrollment } = await this.round(lead);
    return reviewFollowUp({ ...this.at, enrollment, followUp, verdict, actor: this.world.mei.id });
  }

  private async roundInWords({ enrollment }: StoredEnrollment): Promise<Round> {
    const { definition } = await this.story(enrollment.id);
    const rule = /^rule:(\d+)$/.exec(enrollment.reason ?? '')?.[1];
    const named = definition.unenroll.find(({ number }) => String(number) === rule)?.id;
    const reason = rule === undefined ? enrollment.reason : (named ?? `#${rule}`);
    const states = definition.followUps.flatMap(({ id, number }) => {
      const state = enrollment.followUps.get(number)?.state;
      return state === undefined ? [] : [[id, state] as const];
    });
    return {
      id: enrollment.id,
      status: reason === null ? enrollment.status : `${enrollment.status}: ${reason}`,
      version: enrollment.version,
      states: Object.fromEntries(states),
    };
  }

  // ---- what recipients see and do

  /** What a recipient got, the oldest first. */
  async mailbox(lead: CrmRecord): Promise<CaughtMessage[]> {
    return this.query<CaughtMessage>(sql`
      select c.id, c.received_at as "receivedAt", c.envelope_from as "envelopeFrom", c.recipient,
        c.delivery_id as delivery, m.subject, c.raw
      from caught_message c join delivery d on d.id = c.delivery_id join message m on m.delivery_id = d.id
      where d.record_id = ${lead.id}::bigint order by c.id`);
  }
  /** The subjects of what a recipient got. */
  async got(lead: CrmRecord): Promise<string[]> {
    return (await this.mailbox(lead)).map(({ subject }) => subject);
  }
  /** The latest message; or the latest of that subject. */
  async latest(lead: CrmRecord, subject?: string): Promise<CaughtMessage> {
    const all = await this.mailbox(lead);
    const found = all.filter((message) => subject === undefined || message.subject === subject).at(-1);
    if (found === undefined) throw new Error(`the recipient got no ${subject ?? 'message'}`);
    return found;
  }
  async acts(lead: CrmRecord, act: RecipientAct, subject?: string): Promise<void> {
    await this.actsOn(await this.latest(lead, subject), act);
  }
  async actsOn(message: CaughtMessage, act: RecipientAct): Promise<void> {
    const { database, organization } = this.world;
    const acted = await actOn({ database, organization, desk: this.desk }, { message, act, at: this.now });
    if (acted.kind !== 'acted') throw new Error(`the recipient can't: ${acted.reason}`);
  }
  opens(lead: CrmRecord, subject?: string): Promise<void> {
    return this.acts(lead, { kind: 'open' }, subject);
  }
  clicks(lead: CrmRecord, subject?: string): Promise<void> {
    return this.acts(lead, { kind: 'click', link: 0 }, subject);
  }
  replies(lead: CrmRecord, subject?: string): Promise<void> {
    return this.acts(lead, { kind: 'reply', text: 'Yes, please.' }, subject);
  }
  bounces(lead: CrmRecord, subject?: string): Promise<void> {
    return this.acts(lead, { kind: 'bounce' }, subject);
  }
  unsubscribes(lead: CrmRecord, subject?: string): Promise<void> {
    return this.acts(lead, { kind: 'unsubscribe' }, subject);
  }
  /** A message from anybody comes in. */
  async receives(mail: CaughtMail | null): Promise<Received> {
    if (mail === null) throw new Error('no message');
    const message = await this.desk.receive(mail.raw, mail.recipients);
    const { now: at, ...place } = this.at;
    return receiveMessage({ ...place, message, raw: mail.raw, at });
  }
  async suppressions(): Promise<{ readonly hash: string; readonly reason: string }[]> {
    return this.query(sql`select encode(address_hash, 'hex') as hash, reason from suppression order by at`);
  }

  /** The public addresses, without the web server in between. */
  private async visit(url: string, method: 'GET' | 'POST'): Promise<number> {
    const [, , kind, last = ''] = new URL(url).pathname.split('/');
    const { tracking } = this.parts.mail;
    const caller = { method: 'GET', program: TESTER_PROGRAM, ahead: false, from: 'anywhere', at: this.now } as const;
    if (kind === 'o') await tracking.opened(last.replace(/\.gif$/, ''), caller);
    if (kind === 'c') return (await tracking.clicked(last, caller)) === null ? 404 : 302;
    if (kind === 'u' && method === 'POST') return (await tracking.unsubscribed(last, this.now)) ? 200 : 404;
    return 200;
  }

  // ---- mail servers

  /** From now on mail goes to a server that does what the script says. */
  async sendsTo(script: Script): Promise<ScriptedSmtpServer> {
    await this.sendsToMailbox();
    const peer = new ScriptedSmtpServer(script);
    const port = await peer.listen();
    this.outgoing = await this.parts.mailTo({ host: '127.0.0.1', port, secure: 'none' });
    this.peer = peer;
    return peer;
  }
  /** Back to the development mailbox. */
  async sendsToMailbox(): Promise<void> {
    const { outgoing, peer } = this;
    this.outgoing = this.parts.mail;
    this.peer = null;
    if (outgoing !== this.parts.mail) await outgoing.stop();
    await peer?.close();
  }
  /** The same, when whoever was sending is dead: it never puts its connections down, they just end. */
  async leavesTheDead(): Promise<void> {
    const { peer } = this;
    this.outgoing = this.parts.mail;
    this.peer = null;
    await peer?.close();
  }
  async resumesSending(): Promise<void> {
    await this.inOrganization((tx) => resumeSending(tx));
  }
  async pause(): Promise<string | null> {
    const [row] = await this.query<{ reason: string | null }>(
      sql`select case when sending_paused then paused_reason end as reason from setting`,
    );
    return row?.reason ?? null;
  }

  private async compose(letter: Letter): ReturnType<EmailSender['compose']> {
    const composed = await this.outgoing.sender.compose(letter);
    if (composed.kind !== 'composed') return composed;
    return {
      ...composed,
      send: (gate) =>
        composed.send(async () => {
          await this.atTheGate.before?.(letter);
          const passed = await gate();
          await this.atTheGate.after?.(letter, passed);
          return passed;
        }),
    };
  }

  // ---- tasks, calls, deliveries

  /** A record's tasks and calls that are not in the recycle bin, in order of their making. */
  async activities(lead: CrmRecord): Promise<Activity[]> {
    const filter = { owner: null, record: lead.id, kind: null, state: null, after: null, limit: 100 };
    const found = await this.inOrganization((tx) => listActivities(tx, filter));
    return found.sort((a, b) => Number(a.id) - Number(b.id));
  }
  /** Their subjects. */
  async toDo(lead: CrmRecord): Promise<string[]> {
    return (await this.activities(lead)).map(({ subject }) => subject);
  }
  async activity(lead: CrmRecord, subject: string): Promise<Activity> {
    const found = (await this.activities(lead)).find((one) => one.subject === subject);
    if (found === undefined) throw new Error(`no activity ${subject}`);
    return found;
  }
  async sets({ publicId }: Activity, edit: Partial<Omit<ActivityEdit, 'activity'>>): Promise<EditedActivity> {
    return updateActivity({ ...this.at, actor: this.world.omar.id }, { activity: publicId, ...edit });
  }
  bins({ publicId }: Activity): Promise<EditedActivity> {
    return deleteActivity({ ...this.at, actor: this.world.omar.id }, publicId);
  }
  deliveries(lead: CrmRecord) {
    return this.query<{
      id: string;
      enrollment: string;
      followUp: number;
      state: string;
      attempts: number;
      fence: number;
    }>(sql`
      select id, enrollment_id as enrollment, follow_up as "followUp", state, attempts, fence
      from delivery where record_id = ${lead.id}::bigint order by id`);
  }
  async deliveryStates(lead: CrmRecord): Promise<string[]> {
    return (await this.deliveries(lead)).map(({ state }) => state);
  }
  async leaseRunsOut(lead: CrmRecord): Promise<void> {
    await this.query(
      sql`update delivery set leased_until = clock_timestamp() - interval '1 second' where record_id = ${lead.id}::bigint`,
    );
  }

  // ---- the database underneath

  /** Returns when so many sessions wait for locks of others. */
  async waitersForLocks(count: number): Promise<void> {
    await until(`${count} wait for locks`, async () => {
      const [row] = await this.asOwner<{ n: number }>(sql`
        select count(*)::int as n from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`);
      return (row?.n ?? 0) >= count;
    });
  }

  inOrganization<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.world.database.organization(this.world.organization.seat, work);
  }
  query<Row>(statement: Statement<Row>): Promise<Row[]> {
    return this.inOrganization((tx) => tx.query<Row>(statement));
  }
  /** As the owner of all tables, on the organisation's. */
  asOwner<Row>(statement: Statement<Row>): Promise<Row[]> {
    return this.world.database.owner(async (tx) => {
      await tx.query(sql`set local search_path to ${sql.id(this.world.organization.seat.schema)}`);
      return tx.query<Row>(statement);
    });
  }
}

function errorsInWords(_: string, value: unknown): unknown {
  return value instanceof Error ? value.message : value;
}

// ---- cadence files, in short

/** A manual cadence on leads. `templates` are made for every e-mail: subject "<template>", one link. */
export function cadence(name: string, parts: Omit<CadenceFile, 'name' | 'module' | 'audience'> & Partial<CadenceFile>) {
  const templates = Object.fromEntries(
    templatesIn(parts.followUps).map((template) => [template, letterOf(template)] as const),
  );
  return { name, module: 'leads', audience: 'manual', templates, ...parts } as const satisfies CadenceFile;
}

/** An e-mail whose template has the follow-up's own name. */
export function email(id: string, parts: Partial<CadenceFile['followUps'][number]> = {}) {
  return { id, email: { to: 'email', template: id }, ...parts };
}

export function letterOf(subject: string) {
  return { subject, html: `<p>Hello {{ record.last_name }}, <a href="https://harbour.invalid/offer">look</a></p>` };
}

function templatesIn(followUps: CadenceFile['followUps']): string[] {
  return followUps.flatMap((one) => [...(one.email ? [one.email.template] : []), ...templatesIn(one.then ?? [])]);
}
