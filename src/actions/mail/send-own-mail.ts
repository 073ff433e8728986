// Sends what the product itself writes to people. Certain failures are tried again for 72 hours; what may have gone out is
// never sent again by itself.
import { loadSenders, organizationSender } from '#actions/deliveries/choose-sender.ts';
import type { DeliveryOutcome } from '#core/message/channel.ts';
import type { SendOwnMail } from '#core/message/own-mail.ts';
import { HOUR, type Instant, MINUTE } from '#core/time/instant.ts';
import type { Database, Tx } from '#storage/db.ts';
import {
  type ClaimedMail,
  claimOwnMail,
  passOwnMail,
  type SettledMail,
  settleOwnMail,
  takeOverOwnMail,
} from '#storage/mail/own-mail.ts';
import type { Organization } from '#storage/organizations/organizations.ts';

export type OwnMailRequest = {
  readonly database: Database;
  readonly organization: Organization;
  readonly send: SendOwnMail;
  readonly now: Instant;
  readonly limit: number;
};

const RETRY_FOR_MS = 72 * HOUR;
const RETRY_DELAY_MS_MAX = 4 * HOUR;

/** How many were claimed. */
export async function sendOwnMail(request: OwnMailRequest): Promise<number> {
  const { database, organization, now, limit } = request;
  const { claimed, sender } = await database.organization(organization.seat, async (tx) => {
    await takeOverOwnMail(tx);
    return { claimed: await claimOwnMail(tx, { now, limit }), sender: organizationSender(await loadSenders(tx)) };
  });
  await Promise.all(claimed.map((mail) => sendOne(request, sender, mail)));
  return claimed.length;
}

async function sendOne(
  { database, organization, send, now }: OwnMailRequest,
  { from, account, returnPath, signedWith }: ReturnType<typeof organizationSender>,
  mail: ClaimedMail,
): Promise<void> {
  const inOrganization = <T>(work: (tx: Tx) => Promise<T>) => database.organization(organization.seat, work);
  const { to, subject, paragraphs, link, calendar, senderName } = mail;
  const letter = {
    organization: organization.id,
    from: { ...from, name: senderName ?? from.name },
    account: account === null ? null : { id: account.id, revision: account.revision },
    returnPath,
    signedWith,
    ...{ to, subject, paragraphs, link, calendar },
    date: now,
  };
  const isOff = account?.paused === true || account?.ownerLeft === true;
  const outcome: DeliveryOutcome = isOff
    ? { kind: 'try_later', text: 'the account is paused' }
    : await send(letter, () => inOrganization((tx) => passOwnMail(tx, mail)));
  if (outcome.kind === 'stopped') return;
  await inOrganization((tx) => settleOwnMail(tx, settled(mail, outcome, now)));
}

function settled(mail: ClaimedMail, outcome: Exclude<DeliveryOutcome, { kind: 'stopped' }>, now: Instant): SettledMail {
  const { id, fence, attempts, createdAt } = mail;
  const base = { id, fence, dueAt: now };
  switch (outcome.kind) {
    case 'sent':
      return { ...base, state: 'sent', outcome: outcome.response };
    case 'unknown':
    case 'awaited':
      return { ...base, state: 'unconfirmed', outcome: outcome.text };
    case 'refused':
      if (outcome.side !== 'policy' || now - createdAt >= RETRY_FOR_MS) {
        return { ...base, state: 'failed', outcome: `${outcome.status} ${outcome.text}`.trim() };
      }
      break;
    case 'try_later':
      if (now - createdAt >= RETRY_FOR_MS) return { ...base, state: 'failed', outcome: outcome.text };
  }
  const delay = Math.min(MINUTE * 2 ** Math.min(attempts, 10), RETRY_DELAY_MS_MAX);
  return { ...base, state: 'planned', dueAt: now + delay, outcome: outcome.text };
}
