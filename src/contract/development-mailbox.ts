import { z } from 'zod';
import { endpoint } from '#contract/endpoint.ts';
import { instant, numericId, pageOf, pageQuery } from '#contract/values.ts';

const tag = 'Development mailbox';
const params = z.strictObject({ id: numericId });
const REPLY_LENGTH_MAX = 20_000;

const head = {
  id: numericId,
  receivedAt: instant,
  recipient: z.string(),
  subject: z.string(),
  /** The round and the follow-up of it that sent the message; null: no mail of a cadence. */
  enrollment: numericId.nullable(),
  followUpNumber: z.int().nullable(),
};

export const caughtMessage = z
  .object({
    ...head,
    from: z.object({ name: z.string(), address: z.string() }).nullable(),
    text: z.string(),
    /** Sanitised, loads nothing from elsewhere: for a sandboxed frame. */
    html: z.string().nullable(),
    /** In order; `click` takes the index. */
    links: z.array(z.string()),
    canOpen: z.boolean(),
    canUnsubscribe: z.boolean(),
    headers: z.array(z.object({ name: z.string(), value: z.string() })),
  })
  .meta({ id: 'CaughtMessage' });

export const listCaughtMessages = endpoint({
  id: 'listCaughtMessages',
  method: 'GET',
  path: '/api/v1/development-mailbox/messages',
  access: 'records.read',
  tag,
  summary: 'What the built-in catch-all took, the newest first',
  refusals: ['no_development_mailbox', 'cursor_not_valid'],
  query: pageQuery.extend({
    /** A part of the recipient's address. */
    recipient: z.string().max(320).optional(),
    enrollment: numericId.optional(),
  }),
  response: pageOf(z.object(head)),
});

export const getCaughtMessage = endpoint({
  id: 'getCaughtMessage',
  method: 'GET',
  path: '/api/v1/development-mailbox/messages/:id',
  access: 'records.read',
  tag,
  summary: 'A message as its recipient reads it; reading it here opens nothing',
  refusals: ['no_development_mailbox', 'not_found', 'message_unreadable'],
  params,
  response: caughtMessage,
});

export const openMessage = endpoint({
  id: 'openCaughtMessage',
  method: 'POST',
  path: '/api/v1/development-mailbox/messages/:id/open',
  access: 'records.write',
  tag,
  summary: 'Open the message as its recipient: the mail program loads the image',
  refusals: ['no_development_mailbox', 'not_found', 'message_unreadable', 'nothing_to_open'],
  params,
});

export const clickLink = endpoint({
  id: 'clickCaughtLink',
  method: 'POST',
  path: '/api/v1/development-mailbox/messages/:id/click',
  access: 'records.write',
  tag,
  summary: 'Click a link of the message as its recipient',
  refusals: ['no_development_mailbox', 'not_found', 'message_unreadable', 'link_unknown'],
  params,
  body: z.strictObject({ link: z.int().min(0) }),
});

const text = z.strictObject({ text: z.string().min(1).max(REPLY_LENGTH_MAX) });

export const replyToMessage = endpoint({
  id: 'replyToCaughtMessage',
  method: 'POST',
  path: '/api/v1/development-mailbox/messages/:id/reply',
  access: 'records.write',
  tag,
  summary: 'Reply as the recipient, with a real message',
  refusals: ['no_development_mailbox', 'not_found', 'message_unreadable'],
  params,
  body: text,
});

export const autoReplyToMessage = endpoint({
  id: 'autoReplyToCaughtMessage',
  method: 'POST',
  path: '/api/v1/development-mailbox/messages/:id/auto-reply',
  access: 'records.write',
  tag,
  summary: 'Answer as the recipient’s vacation notice does; that is no reply',
  refusals: ['no_development_mailbox', 'not_found', 'message_unreadable'],
  params,
  body: text,
});

export const bounceMessage = endpoint({
  id: 'bounceCaughtMessage',
  method: 'POST',
  path: '/api/v1/development-mailbox/messages/:id/bounce',
  access: 'records.write',
  tag,
  summary: 'Let the message bounce, with a real delivery report: the address does not exist',
  refusals: ['no_development_mailbox', 'not_found', 'message_unreadable'],
  params,
});

export const unsubscribe = endpoint({
  id: 'unsubscribeByCaughtMessage',
  method: 'POST',
  path: '/api/v1/development-mailbox/messages/:id/unsubscribe',
  access: 'records.write',
  tag,
  summary: 'Unsubscribe as the recipient, by one click',
  refusals: ['no_development_mailbox', 'not_found', 'message_unreadable', 'nothing_to_open'],
  params,
});
