// The worker's steps for one organisation, each doing all that is due at the clock's instant. The loops of run.ts repeat
// them for ever; a simulation calls them between two instants of its own clock. Same code, same order.
import type { Instant } from '#core/time/instant.ts';
import { runJobBatch } from '#actions/jobs/run-jobs.ts';
import { markOverdueCalls } from '#actions/activities/mark-overdue-calls.ts';
import { type IntakeRequest, listRunningAudiences, takeInAudience } from '#actions/cadences/take-in-audience.ts';
import type { EmailSender } from '#actions/deliveries/email-sender.ts';
import { makeActivities } from '#actions/deliveries/make-activities.ts';
import { claimEmails, prepareEmails } from '#actions/deliveries/prepare-emails.ts';
import { claimWhatsapp, prepareWhatsapp, type WhatsappSender } from '#actions/deliveries/prepare-whatsapp.ts';
import { takeOverAbandoned } from '#actions/deliveries/take-over-abandoned.ts';
import type { Definitions } from '#actions/enrollments/definitions.ts';
import { sweepClockRules } from '#actions/enrollments/sweep-clock-rules.ts';
import { parkOne, wakeEnrollments } from '#actions/enrollments/wake-enrollments.ts';
import { readBuiltInMailbox } from '#actions/mail/read-built-in-mailbox.ts';
import { gradeVisits } from '#actions/mail/take-visits.ts';
import { forgetOldAnswers } from '#actions/requests/answer-once.ts';
import { forgetAnswers } from '#actions/web-forms/answers.ts';
import { type Calling, callWebhooks } from '#actions/webhooks/call-webhooks.ts';
import { forgetOldDeliveries } from '#actions/webhooks/deliveries.ts';
import { tellWebhooks } from '#actions/webhooks/tell-webhooks.ts';
import { keepTemplatesFresh } from '#actions/whatsapp/keep-templates-fresh.ts';
import { parkSilent } from '#actions/whatsapp/park-silent.ts';
import { setDoubtfulAside } from '#actions/standstill/set-doubtful-aside.ts';
import { followClocks } from '#actions/settings/follow-clocks.ts';
import type { Database } from '#storage/db.ts';
import type { FileStore } from '#storage/files/file-store.ts';
import { buildIndexes, INDEXED_FROM } from '#storage/indexes/build-indexes.ts';
import { dropIndexes } from '#storage/indexes/drop-indexes.ts';
import { type DueStep, findDueSteps } from '#storage/organizations/due-steps.ts';
import type { Organization } from '#storage/organizations/organizations.ts';
import { clearAway } from '#worker/clear-away.ts';
import { MessagePump } from '#worker/message-pump.ts';
import { callNotices, clearNotices, tendNotices } from '#worker/notices.ts';
import { clearOwnMail, type OwnMailing, sendAllOwnMail, tendMeetings } from '#worker/own-mail.ts';

export type StepOptions = {
  readonly database: Database;
  readonly definitions: Definitions;
  readonly sender: EmailSender;
  /** Left out: WhatsApp messages wait. */
  readonly whatsapp?: WhatsappSender;
  /** Business time: due times, windows, calendars. Leases run on the real clock. */
  readonly clock: () => Instant;
  /** The built-in mailbox hands every message over at once, so it is always read up to now. */
  readonly mailbox: 'built_in' | 'none';
  readonly log: { error(detail: object, what: string): void };
  /** What the product itself writes to people. Left out: it waits. */
  readonly ownMail?: OwnMailing;
  /** Left out: webhooks wait. */
  readonly webhooks?: Omit<Calling, 'database' | 'clock'>;
  /** Where attached files are kept. Left out: what is removed stays there. */
  readonly files?: FileStore;
  /** True: nothing more is claimed; what is under way is finished. Left out: never. */
  readonly isStopping?: () => boolean;
};

/** The steps that a worker repeats. */
export type Step = Exclude<keyof Steps, 'look'>;

export type Steps = {
  /** Which steps have something to do; perhaps one too many. The sweep and the indexes come by the clock alone. */
  look(organization: Organization): Promise<ReadonlySet<DueStep>>;
  /** Decides everything that is due. Gives how many enrollments were looked at. */
  wake(organization: Organization): Promise<number>;
  /** Sends and makes everything that is planned. */
  deliver(organization: Organization): Promise<number>;
  /** Audiences, overdue calls, opens and clicks whose grading window has passed, what dead workers left. */
  tend(organization: Organization): Promise<number>;
  /** Webhooks are told what happened, some calls at a time. */
  call(organization: Organization): Promise<number>;
  /** Jobs that people asked for, one batch after another. */
  work(organization: Organization): Promise<number>;
  /** Rules whose truth depends on the clock, and what is kept for a time: once a minute. */
  sweep(organization: Organization): Promise<number>;
  /** Indexes that lists and search have come to need, or need no more. */
  index(organization: Organization): Promise<number>;
};

const WAKE_BATCH = 1000;
const MAKE_BATCH = 500;
const INTAKE_BATCH = 1000;
const OVERDUE_BATCH = 1000;
const VISITS_BATCH = 500;
const ASIDE_BATCH = 1000;

export function createSteps(options: StepOptions): Steps {
  const pumps = pumpsOf(options);
  return {
    look: (organization) => look(options, organization),
    wake: (organization) => wakeAll(options, organization),
    deliver: async (organization) => {
      const sent = pumps.map((pump) => pump.run(organization));
      const others = [makeAll(options, organization), sendAllOwnMail(options, organization)];
      return (await Promise.all([...sent, ...others])).reduce((sum, count) => sum + count);
    },
    tend: (organization) => tend(options, organization),
    call: (organization) => callAll(options, organization),
    work: (organization) => workAll(options, organization),
    sweep: async (organization) => {
      await forgetOldAnswers(options.database, organization, options.clock());
      await followClocks({ ...options, organization, zoneData: process.versions.tz ?? '', now: options.clock() });
      await forgetOldDeliveries(options.database, organization, options.clock());
      await forgetAnswers(options.database, organization, options.clock());
      await clearAway(options, organization);
      await freshenTemplates(options, organization);
      await clearOwnMail(options, organization);
      await clearNotices(options, organization);
      return sweepClockRules({ ...options, organization, now: options.clock() });
    },
    index: (organization) => keepIndexes(options, organization),
  };
}

async function look({ database, clock, mailbox }: StepOptions, { seat }: Organization): Promise<ReadonlySet<DueStep>> {
  const looking = { now: clock(), marksMailboxes: mailbox === 'built_in' };
  return new Set(await database.organization(seat, (tx) => findDueSteps(tx, looking)));
}

/** What Meta answers is no reason for the sweep to fail. */
async function freshenTemplates(
  { whatsapp, database, clock, log }: StepOptions,
  organization: Organization,
): Promise<void> {
  if (whatsapp === undefined) return;
  await keepTemplatesFresh({ database, organization, whatsapp, now: clock() }).catch((error: unknown) =>
    log.error({ err: error, organization: organization.id }, 'the templates of WhatsApp could not be fetched'),
  );
}

function pumpsOf({ whatsapp, ...options }: StepOptions): MessagePump[] {
  const mail = new MessagePump({
    ...options,
    claim: (claim) => claimEmails({ ...options, ...claim }),
    prepare: (batch) => prepareEmails({ ...options, ...batch }),
  });
  if (whatsapp === undefined) return [mail];
  const other = new MessagePump({
    ...options,
    claim: (claim) => claimWhatsapp({ ...options, whatsapp, ...claim }),
    prepare: (batch) => prepareWhatsapp({ ...options, whatsapp, ...batch }),
  });
  return [mail, other];
}

async function keepIndexes({ database, clock, isStopping }: StepOptions, { seat }: Organization): Promise<number> {
  const dropped = await dropIndexes(database, seat, { now: clock(), isStopping });
  return dropped + (await buildIndexes(database, seat, { from: INDEXED_FROM, isStopping }));
}

/** A batch that comes back full means a backlog: a second lane works it off beside the first, as one mostly waits. */
async function wakeAll(options: StepOptions, organization: Organization): Promise<number> {
  const beside: Promise<PromiseSettledResult<number>[]>[] = [];
  const openSecond = (): void => {
    if (beside.length === 0) beside.push(Promise.allSettled([wakeInLane(options, organization, () => undefined)]));
  };
  const lanes = await Promise.allSettled([wakeInLane(options, organization, openSecond)]);
  for (const settled of beside) lanes.push(...(await settled));
  let total = 0;
  for (const lane of lanes) {
    if (lane.status === 'rejected') throw lane.reason;
    total += lane.value;
  }
  return total;
}

async function wakeInLane(options: StepOptions, organization: Organization, onFull: () => void): Promise<number> {
  let total = 0;
  let limit = WAKE_BATCH;
  let isolated = 0;
  for (;;) {
    const request = { ...options, organization, now: options.clock(), limit };
    try {
      const { claimed } = await wakeEnrollments(request);
      total += claimed;
      if (claimed === 0 || options.isStopping?.()) return total;
      if (claimed === WAKE_BATCH) onFull();
      if (limit === 1 && ++isolated >= WAKE_BATCH) limit = WAKE_BATCH;
    } catch (error) {
      // K-128: a batch that can't be written is taken apart; the one that fails alone is parked.
      options.log.error({ err: error, organization: organization.id }, 'a batch of enrollments failed');
      if (limit === 1) await parkOne(request, error instanceof Error ? error.message : String(error));
      limit = 1;
    }
  }
}

async function makeAll(options: StepOptions, organization: Organization): Promise<number> {
  let total = 0;
  for (;;) {
    const made = await makeActivities({ ...options, organization, now: options.clock(), limit: MAKE_BATCH });
    total += made;
    if (made === 0 || options.isStopping?.()) return total;
  }
}

async function callAll(options: StepOptions, organization: Organization): Promise<number> {
  const { database, clock, webhooks } = options;
  if (webhooks === undefined) return 0;
  let told = 0;
  while (await tellWebhooks({ database, organization, now: clock() })) {
    told += 1;
    if (options.isStopping?.()) return told;
  }
  told += await callNotices(options, organization);
  return told + (await callWebhooks({ ...webhooks, database, clock }, organization));
}

async function workAll(options: StepOptions, organization: Organization): Promise<number> {
  let batches = 0;
  while (await runJobBatch({ ...options, organization, now: options.clock() })) {
    batches += 1;
    if (options.isStopping?.()) break;
  }
  return batches;
}

async function tend(options: StepOptions, organization: Organization): Promise<number> {
  const { database, definitions, clock } = options;
  if (options.mailbox === 'built_in') await readBuiltInMailbox({ database, organization, now: clock() });
  let total = await takeOverAbandoned({ database, organization, now: clock() });
  total += await setDoubtfulAside({ database, organization, now: clock(), limit: ASIDE_BATCH });
  total += await tendMeetings(options, organization);
  total += await tendNotices(options, organization);
  total += await parkSilent({ database, organization, now: clock() });
  total += await markOverdueCalls({ database, organization, now: clock(), limit: OVERDUE_BATCH });
  total += await gradeVisits({ database, organization, now: clock(), limit: VISITS_BATCH });
  for (const cadence of await listRunningAudiences(database, organization)) {
    try {
      total += await takeInAll(options, { database, definitions, organization, cadence });
    } catch (error) {
      // K-13: nobody is enrolled or unenrolled by a view that can't be asked; the other audiences are (P8).
      options.log.error({ err: error, organization: organization.id, cadence }, 'an audience could not be looked at');
    }
  }
  return total;
}

async function takeInAll(
  options: StepOptions,
  audience: Pick<IntakeRequest, 'database' | 'definitions' | 'organization' | 'cadence'>,
): Promise<number> {
  let enrolled = 0;
  for (let more = true; more && !options.isStopping?.(); ) {
    const taken = await takeInAudience({ ...audience, now: options.clock(), limit: INTAKE_BATCH });
    enrolled += taken.enrolled;
    more = taken.more;
  }
  return enrolled;
}
