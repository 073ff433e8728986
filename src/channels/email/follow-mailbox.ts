// A mailbox read over one IMAP connection: what has come since the last time, then whatever comes, told by IDLE and looked
// for each minute besides. Whoever calls connects anew after a failure; a client is never used twice.
import type { ImapFlow } from 'imapflow';
import type { EndSignal, FollowMailbox, MailboxPosition, MailboxVisit } from '#core/message/mailbox.ts';
import { DAY, type Instant, MINUTE } from '#core/time/instant.ts';
import { connectFailure } from './connect-failure.ts';
import { findSent } from './find-sent.ts';
import { type ImapOptions, openMailbox } from './imap-client.ts';

export type FollowOptions = ImapOptions & { readonly now: () => Instant };

const LOOK_AGAIN_MS = MINUTE;
/** IMAP finds by days, in the server's zone. */
const DAYS_MARGIN_MS = 2 * DAY;
/** By how much its clock may be behind ours. What is read twice is kept once. */
const CLOCKS_MARGIN_MS = 10 * MINUTE;

export function createFollowMailbox({ now, ...options }: FollowOptions): FollowMailbox {
  return async (access, visit) => {
    const opened = await openMailbox(access, options);
    if (opened.kind === 'failed') return opened.failed;
    const { client } = opened;
    try {
      await follow(client, { ...visit, folder: access.folder }, now);
      return null;
    } catch (error) {
      return visit.signal.aborted ? null : connectFailure(error instanceof Error ? error : new Error(String(error)));
    } finally {
      client.close();
    }
  };
}

type Visit = MailboxVisit & { readonly folder: string };

async function follow(client: ImapFlow, visit: Visit, now: () => Instant): Promise<void> {
  let { position } = visit;
  while (!visit.signal.aborted) {
    const until = now();
    position = await catchUp(client, position, visit);
    if (visit.signal.aborted) return;
    await visit.readThrough(position, until);
    if (visit.signal.aborted) return;
    await lookAmongSent(client, visit);
    await somethingNew(client, visit.signal);
  }
}

/** A folder of sent mail that can't be read is no trouble of the mailbox: a lost connection shows at the next command. */
async function lookAmongSent(client: ImapFlow, { doubted, foundSent, folder }: Visit): Promise<void> {
  const messageIds = await doubted();
  if (messageIds.length === 0) return;
  const found = await findSent(client, messageIds).catch(() => []);
  await client.mailboxOpen(folder, { readOnly: true });
  if (found.length > 0) await foundSent(found);
}

/**
 * One message after the other, the oldest first. Where the numbers say nothing (the first time, or under another validity),
 * what came since the mailbox was read last is found by its time.
 */
async function catchUp(
  client: ImapFlow,
  position: MailboxPosition | null,
  { readUntil, take, signal }: MailboxVisit,
): Promise<MailboxPosition> {
  const { mailbox } = client;
  if (mailbox === false) throw new Error('the folder is closed');
  const validity = String(mailbox.uidValidity);
  const isSame = position?.validity === validity;
  const query = isSame ? { uid: `${position.lastUid + 1}:*` } : { since: new Date(readUntil - DAYS_MARGIN_MS) };
  // What is older than the search has numbers below this one, and needs no reading.
  const beforeSearch = isSame ? position.lastUid : (mailbox.uidNext || 1) - 1;
  const found = await client.search(query, { uid: true });
  if (!Array.isArray(found)) throw new Error('the server can not search the folder');
  let lastUid = isSame ? position.lastUid : 0;
  for (const uid of found.toSorted((a, b) => a - b)) {
    // “7:*” gives the last message also where there is none from 7 on.
    if (uid <= lastUid) continue;
    if (signal.aborted) break;
    const message = await client.fetchOne(String(uid), { source: true, internalDate: true }, { uid: true });
    lastUid = uid;
    if (!message || message.source === undefined) continue;
    const receivedAt = new Date(message.internalDate ?? Number.NaN).getTime();
    if (!isSame && receivedAt < readUntil - CLOCKS_MARGIN_MS) continue;
    await take({ raw: message.source, receivedAt }, { validity, lastUid });
  }
  return { validity, lastUid: Math.max(lastUid, beforeSearch) };
}

/** Resolves when something came, after a while, or at the signal. */
async function somethingNew(client: ImapFlow, signal: EndSignal): Promise<void> {
  const endings: (() => void)[] = [];
  try {
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(resolve, LOOK_AGAIN_MS);
      const end = () => resolve();
      const lost = () => reject(new Error('the connection was lost'));
      client.on('exists', end);
      client.on('close', lost);
      signal.addEventListener('abort', end);
      endings.push(
        () => clearTimeout(timer),
        () => client.off('exists', end),
        () => client.off('close', lost),
        () => signal.removeEventListener('abort', end),
      );
      // Broken by the next command; a server that can't is asked at times.
      client.idle().catch(reject);
    });
  } finally {
    for (const end of endings) end();
  }
}
