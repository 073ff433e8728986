// The development mailbox seen from the recipient's chair: read a caught message, open it, click, reply, bounce,
// unsubscribe. Opening, clicking and unsubscribing are real requests to the product's own public addresses; a reply and a
// bounce are real messages that come in through the inbound port.
import type { CaughtMail, MailForRecipient } from '#core/message/caught-mail.ts';
import type { InboundMessage } from '#core/message/inbound.ts';
import type { Instant } from '#core/time/instant.ts';
import { receiveMessage } from '#actions/mail/receive-message.ts';
import type { Database } from '#storage/db.ts';
import {
  type CaughtMessage,
  type CaughtMessageHead,
  type CaughtPage,
  findCaughtMessage,
  listCaughtMessages,
} from '#storage/mail/caught-messages.ts';
import type { Organization } from '#storage/organizations/organizations.ts';

/** What acting as a recipient needs of the e-mail channel. */
export type RecipientDesk = {
  readonly read: (raw: Uint8Array) => Promise<MailForRecipient | null>;
  readonly reply: (caught: CaughtMail, text: string, at: Instant) => Promise<CaughtMail | null>;
  readonly autoReply: (caught: CaughtMail, text: string, at: Instant) => Promise<CaughtMail | null>;
  readonly bounce: (caught: CaughtMail, at: Instant) => Promise<CaughtMail | null>;
  /** The inbound port's reader. */
  readonly receive: (raw: Uint8Array, recipients: readonly string[]) => Promise<InboundMessage>;
  /** A request to one of the product's own public addresses; throws on any other. Gives the HTTP status. */
  readonly visit: (url: string, method: 'GET' | 'POST') => Promise<number>;
};

export type RecipientAct =
  | { readonly kind: 'open' }
  /** Index into the message's links. */
  | { readonly kind: 'click'; readonly link: number }
  | { readonly kind: 'reply'; readonly text: string }
  | { readonly kind: 'auto_reply'; readonly text: string }
  | { readonly kind: 'bounce' }
  | { readonly kind: 'unsubscribe' };

export type Acted =
  | { readonly kind: 'acted' }
  | {
      readonly kind: 'refused';
      readonly reason: 'message_unknown' | 'message_unreadable' | 'nothing_to_open' | 'link_unknown';
    };

export type MailboxContext = {
  readonly database: Database;
  readonly organization: Organization;
  readonly desk: RecipientDesk;
};

export async function actAsRecipient(
  context: MailboxContext,
  { message: id, act, at }: { message: string; act: RecipientAct; at: Instant },
): Promise<Acted> {
  const found = await findCaught(context, id);
  if (found === null) return { kind: 'refused', reason: 'message_unknown' };
  return actOn(context, { message: found, act, at });
}

/** The same on a message that is at hand. */
export async function actOn(
  context: MailboxContext,
  { message, act, at }: { message: CaughtMessage; act: RecipientAct; at: Instant },
): Promise<Acted> {
  const { desk } = context;
  const caught: CaughtMail = { envelopeFrom: message.envelopeFrom, recipients: [message.recipient], raw: message.raw };
  if (act.kind === 'reply') return deliverIn(context, await desk.reply(caught, act.text, at), at);
  if (act.kind === 'auto_reply') return deliverIn(context, await desk.autoReply(caught, act.text, at), at);
  if (act.kind === 'bounce') return deliverIn(context, await desk.bounce(caught, at), at);
  const mail = await desk.read(message.raw);
  if (mail === null) return { kind: 'refused', reason: 'message_unreadable' };
  if (act.kind === 'click') {
    const link = mail.links[act.link];
    if (link === undefined) return { kind: 'refused', reason: 'link_unknown' };
    await desk.visit(link, 'GET');
    return { kind: 'acted' };
  }
  const url = act.kind === 'open' ? mail.pixel : mail.unsubscribe;
  if (url === null) return { kind: 'refused', reason: 'nothing_to_open' };
  await desk.visit(url, act.kind === 'open' ? 'GET' : 'POST');
  return { kind: 'acted' };
}

export type ReadMessage = { readonly head: CaughtMessageHead; readonly mail: MailForRecipient | null };

/** Null: there is no such message. */
export async function readCaughtMessage(context: MailboxContext, id: string): Promise<ReadMessage | null> {
  const found = await findCaught(context, id);
  if (found === null) return null;
  const { raw, ...head } = found;
  return { head, mail: await context.desk.read(raw) };
}

export async function listCaught(
  { database, organization }: Pick<MailboxContext, 'database' | 'organization'>,
  page: CaughtPage,
): Promise<CaughtMessageHead[]> {
  return database.organization(organization.seat, (tx) => listCaughtMessages(tx, page));
}

const ID = /^[1-9]\d{0,17}$/;

async function findCaught({ database, organization }: MailboxContext, id: string): Promise<CaughtMessage | null> {
  if (!ID.test(id)) return null;
  return database.organization(organization.seat, (tx) => findCaughtMessage(tx, id));
}

/** A message from the recipient's side arrives at the organisation's mailbox. */
async function deliverIn(
  { database, organization, desk }: MailboxContext,
  mail: CaughtMail | null,
  at: Instant,
): Promise<Acted> {
  if (mail === null) return { kind: 'refused', reason: 'message_unreadable' };
  const message = await desk.receive(mail.raw, mail.recipients);
  await receiveMessage({ database, organization, message, raw: mail.raw, at });
  return { kind: 'acted' };
}
