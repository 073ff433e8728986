// Acting as the recipient of caught mail. Where mail really goes out there is no such mailbox, and every address says so.
import type { Caller } from '#actions/accounts/caller.ts';
import {
  actAsRecipient,
  listCaught,
  type ReadMessage,
  type RecipientAct,
  readCaughtMessage,
} from '#actions/mail/act-as-recipient.ts';
import { placeByCursor, writeCursor } from '#api/cursor.ts';
import { refuse } from '#api/refuse.ts';
import { type Routes, route } from '#api/route.ts';
import * as contract from '#contract/development-mailbox.ts';
import type { Refusal } from '#contract/errors.ts';
import type { Instant } from '#core/time/instant.ts';

function describeHead({ id, receivedAt, recipient, subject, enrollment, followUpNumber }: ReadMessage['head']) {
  return { id, receivedAt, recipient, subject, enrollment, followUpNumber };
}

const noMailbox: Refusal<'no_development_mailbox'> = { kind: 'refused', reason: 'no_development_mailbox' };

type Acting =
  | typeof contract.openMessage
  | typeof contract.clickLink
  | typeof contract.replyToMessage
  | typeof contract.bounceMessage;
type Called = { readonly params: { readonly id: string }; readonly caller: Caller; readonly now: Instant };

export const developmentMailboxRoutes: Routes = (app, { database, recipientDesk: desk }) => {
  route(app, contract.listCaughtMessages, async ({ query, caller }) => {
    if (desk === null) return noMailbox;
    const place = placeByCursor(query.cursor);
    if (place === null) return { kind: 'refused', reason: 'cursor_not_valid' };
    const { organization } = caller;
    const { recipient = null, enrollment = null } = query;
    const page = { recipient, enrollment, before: place.before, limit: query.limit + 1 };
    const found = await listCaught({ database, organization }, page);
    const items = found.slice(0, query.limit).map(describeHead);
    const last = found.length > query.limit ? items.at(-1) : undefined;
    return { items, nextCursor: last === undefined ? null : writeCursor([last.id]) };
  });

  route(app, contract.getCaughtMessage, async ({ params, caller }) => {
    if (desk === null) return noMailbox;
    const found = await readCaughtMessage({ database, organization: caller.organization, desk }, params.id);
    if (found === null) return { kind: 'refused', reason: 'not_found' };
    const { head, mail } = found;
    if (mail === null) return { kind: 'refused', reason: 'message_unreadable' };
    const { subject, text, html, links, from, pixel, unsubscribe, headers } = mail;
    return {
      ...describeHead(head),
      subject,
      text,
      html,
      from:
        from === null
          ? null
          : {
              name: from.name,
              address: from.address,
            },
      links: [...links],
      canOpen: pixel !== null,
      canUnsubscribe: unsubscribe !== null,
      headers: headers.map(({ name, value }) => ({ name, value })),
    };
  });

  const act = async <E extends Acting>(endpoint: E, wanted: RecipientAct, { params, caller, now }: Called) => {
    if (desk === null) return refuse(endpoint, 'no_development_mailbox');
    const context = { database, organization: caller.organization, desk };
    const acted = await actAsRecipient(context, { message: params.id, act: wanted, at: now });
    if (acted.kind === 'acted') return null;
    return refuse(endpoint, acted.reason === 'message_unknown' ? 'not_found' : acted.reason);
  };
  const { openMessage, clickLink, replyToMessage, autoReplyToMessage, bounceMessage, unsubscribe } = contract;
  route(app, openMessage, async (called) => act(openMessage, { kind: 'open' }, called));
  route(app, clickLink, async (called) => act(clickLink, { kind: 'click', link: called.body.link }, called));
  route(app, replyToMessage, async (called) => act(replyToMessage, { kind: 'reply', text: called.body.text }, called));
  route(app, autoReplyToMessage, async (called) =>
    act(autoReplyToMessage, { kind: 'auto_reply', text: called.body.text }, called),
  );
  route(app, bounceMessage, async (called) => act(bounceMessage, { kind: 'bounce' }, called));
  route(app, unsubscribe, async (called) => act(unsubscribe, { kind: 'unsubscribe' }, called));
};
