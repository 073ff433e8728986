// The mail of one account taken in as it comes, by the worker that holds it: each message is committed together with the
// position behind it, so that a crash in between loses none (K-49).
import type { Seals } from '#actions/accounts/seals.ts';
import { openAccess } from '#actions/mail-accounts/account-access.ts';
import { findDoubted, markFoundSent } from '#actions/mail/find-doubted.ts';
import { receiveMessage } from '#actions/mail/receive-message.ts';
import type { InboundMessage } from '#core/message/inbound.ts';
import type { FailedStep } from '#core/message/mail-account.ts';
import type { FollowMailbox, MailboxMessage, MailboxPosition, MailboxVisit } from '#core/message/mailbox.ts';
import type { Instant } from '#core/time/instant.ts';
import type { Database } from '#storage/db.ts';
import type { Doubted } from '#storage/deliveries/reviews.ts';
import { findInbox, markFailed, markReadUntil, movePosition } from '#storage/mail/inboxes.ts';
import { findAccess } from '#storage/mail/mail-accounts.ts';
import type { Organization } from '#storage/organizations/organizations.ts';

/** What reading mailboxes needs of the e-mail channel. */
export type InboxDesk = {
  readonly seals: Seals;
  readonly follow: FollowMailbox;
  readonly receive: (raw: Uint8Array, recipients: readonly string[]) => Promise<InboundMessage>;
};

export type InboxReading = InboxDesk & {
  readonly database: Database;
  readonly organization: Organization;
  readonly account: number;
  /** The worker. */
  readonly holder: string;
  readonly clock: () => Instant;
  readonly signal: AbortSignal;
};

const LOCKED: FailedStep = { step: 'login', failure: 'login_refused', detail: '' };

/**
 * Until the signal, or until the mailbox fails, which is noted: then it is to be called again. Throws what fails on our
 * side: nothing of that is the mailbox's.
 */
export async function readInbox(reading: InboxReading): Promise<'ended' | 'failed'> {
  const { database, organization, account, seals, follow, clock, signal } = reading;
  const { seat } = organization;
  const found = await database.organization(seat, async (tx) => {
    const access = await findAccess(tx, account);
    const state = await findInbox(tx, reading);
    return access === null || state === null ? null : { access, state };
  });
  if (found === null) return 'ended';
  const inbox = openAccess(seals, found.access)?.imap ?? null;
  const ours: unknown[] = [];
  const noted: Noted = (work) =>
    work.catch((error: unknown) => {
      ours.push(error);
      throw error;
    });
  const failed =
    inbox === null
      ? LOCKED
      : await follow(inbox, {
          ...found.state,
          take: (message, position) => noted(takeIn(reading, message, position)),
          readThrough: (position, until) => noted(readThrough(reading, position, until)),
          ...lookingAmongSent(reading, noted),
          signal,
        });
  if (ours.length > 0) throw ours[0];
  if (failed === null) return 'ended';
  await database.organization(seat, (tx) => markFailed(tx, reading, { ...failed, at: clock() }));
  return 'failed';
}

/** Work that throws is our own failure. */
type Noted = <T>(work: Promise<T>) => Promise<T>;

function lookingAmongSent(reading: InboxReading, noted: Noted): Pick<MailboxVisit, 'doubted' | 'foundSent'> {
  let doubted: readonly Doubted[] = [];
  return {
    doubted: async () => {
      doubted = await noted(findDoubted({ ...reading, now: reading.clock() }));
      return doubted.map(({ messageId }) => messageId);
    },
    foundSent: (messageIds) => {
      const found = doubted.filter(({ messageId }) => messageIds.includes(messageId));
      return noted(markFoundSent({ ...reading, now: reading.clock() }, found));
    },
  };
}

function readThrough(reading: InboxReading, position: MailboxPosition, until: Instant): Promise<void> {
  const { database, organization } = reading;
  return database.organization(organization.seat, async (tx) => {
    if (await movePosition(tx, { ...reading, position })) await markReadUntil(tx, reading, until);
  });
}

/** K-56: a mailbox whose clock is ahead got it now. */
async function takeIn(reading: InboxReading, message: MailboxMessage, position: MailboxPosition): Promise<void> {
  const { database, organization, receive, clock } = reading;
  const { raw, receivedAt } = message;
  const now = clock();
  await receiveMessage({
    database,
    organization,
    message: await receive(raw, []),
    raw,
    at: Number.isNaN(receivedAt) ? now : Math.min(receivedAt, now),
    alongside: async (tx) => {
      if (!(await movePosition(tx, { ...reading, position }))) throw new Error('another worker reads this mailbox');
    },
  });
}
