// Which of the worker's steps have something to do in an organisation: one statement each second instead of a dozen transactions
// that find nothing. It may name a step that then does nothing; it must never leave out one that would do something.
import { sql } from 'kysely';
import { GRADING_WINDOW_MS } from '#core/message/visit.ts';
import { DAY, type Instant } from '#core/time/instant.ts';
import { isScheduledCall } from '#storage/activities/activities.ts';
import { isReminderDue } from '#storage/activities/notifications.ts';
import { instant, only, type Tx } from '#storage/db.ts';
import { isOpenJob } from '#storage/jobs/jobs.ts';
import { isOpenFrom } from '#storage/mail/visits.ts';

/** In the order in which they are done. */
export const DUE_STEPS = ['wake', 'deliver', 'tend', 'work', 'call'] as const;
export type DueStep = (typeof DUE_STEPS)[number];

export type DueLook = {
  readonly now: Instant;
  /** Whether mailboxes count as read up to now, as the built-in one does. */
  readonly marksMailboxes: boolean;
};

export async function findDueSteps(tx: Tx, { now, marksMailboxes }: DueLook): Promise<DueStep[]> {
  const at = instant(now);
  const rows = await tx.hot<Readonly<Record<DueStep, boolean>>>(sql`
    select ${wake(at)} as wake, ${deliver(at)} as deliver, ${tend(now)} or (${marksMailboxes} and exists (
        select from mailbox where read_until < ${at} - interval '5 seconds')) as tend,
      exists (select from job where ${isOpenJob}) as work, ${call(at)} as call`);
  const due = only(rows);
  return DUE_STEPS.filter((step) => due[step]);
}

type At = ReturnType<typeof instant>;

const wake = (at: At) => sql`(exists (select from input) or exists (select from timer where due_at <= ${at}))`;

/** Planned messages by channel and cadence: so is their index (due-in-order.ts). */
const deliver = (at: At) => sql`(
  exists (select from cadence c cross join unnest(array['email', 'whatsapp', 'task', 'call']) as wanted (channel)
    where exists (select from delivery d
      where state = 'planned' and d.channel = wanted.channel and cadence_id = c.id and due_at <= ${at}))
  or exists (select from own_mail where state = 'planned' and due_at <= ${at})
  or exists (select from own_mail where state in ('claimed', 'at_dot') and leased_until < clock_timestamp()))`;

const tend = (now: Instant) => sql`(
  exists (select from delivery where state in ('claimed', 'dot_pending') and leased_until < clock_timestamp())
  or exists (select from delivery where state = 'awaited' and dot_at <= ${instant(now - DAY)})
  or exists (select from activity where ${isScheduledCall} and ends_at <= ${instant(now)})
  or exists (select from activity where ${isReminderDue(now)})
  or exists (select from visit where ${isOpenFrom(now - GRADING_WINDOW_MS)})
  or exists (select from notification where mail_due_at <= ${instant(now)})
  or exists (select from notification where chat_due_at <= ${instant(now)})
  or exists (select from meeting_invitation where state = 'sent')
  or exists (select from setting where standstill_review_until is not null)
  or exists (select from cadence where status = 'active' and (intake_pending or intake_done_until is not null)))`;

const call = (at: At) => sql`(
  exists (select from webhook_outbox)
  or exists (select from webhook w where w.active and exists (
    select from webhook_delivery d where d.webhook_id = w.id and d.state = 'waiting' and d.due_at <= ${at}))
  or exists (select from chat_message where state = 'planned' and due_at <= ${at}))`;
