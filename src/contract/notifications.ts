import { z } from 'zod';
import { activity } from '#contract/activities.ts';
import { chatProviders, mailChoices, noticeKinds } from '#core/notices/notice-choices.ts';
import { endpoint } from '#contract/endpoint.ts';
import { instant, numericId } from '#contract/values.ts';

const tag = 'Notifications';

export const listNotifications = endpoint({
  id: 'listNotifications',
  method: 'GET',
  path: '/api/v1/notifications',
  access: 'session',
  tag,
  summary: 'The newest thirty things one is told: tasks and calls made for one, reminders, mails that may be replies',
  refusals: [],
  response: z.object({
    items: z.array(
      z.object({
        id: numericId,
        at: instant,
        seen: z.boolean(),
        kind: z.enum(noticeKinds),
        /** Null for a doubtful_reply. */
        activity: activity.nullable(),
        /** Of that mail; null: it is about an activity. */
        subject: z.string().nullable(),
      }),
    ),
    /** Counted up to 100. */
    unseen: z.int(),
  }),
});

export const seeNotifications = endpoint({
  id: 'seeNotifications',
  method: 'POST',
  path: '/api/v1/notifications/seen',
  access: 'session',
  tag,
  summary: 'Mark one’s notifications seen, up to the newest that was shown',
  refusals: [],
  body: z.strictObject({ until: numericId }),
});

const choice = z.strictObject({
  kind: z.enum(noticeKinds),
  app: z.boolean(),
  /** hourly, daily: what came together, as one mail. */
  mail: z.enum(mailChoices),
  chat: z.boolean(),
});

export const myNotifications = z
  .object({
    /** One of each kind. */
    choices: z.array(choice),
    /** Null: none is set. The address itself is never shown. */
    chat: z.object({ provider: z.enum(chatProviders), host: z.string() }).nullable(),
  })
  .meta({ id: 'MyNotifications' });

export const getMyNotifications = endpoint({
  id: 'getMyNotifications',
  method: 'GET',
  path: '/api/v1/me/notifications',
  access: 'session',
  tag,
  summary: 'How one wants to be told of what: in the app, by mail, by chat',
  refusals: [],
  response: myNotifications,
});

export const chooseMyNotifications = endpoint({
  id: 'chooseMyNotifications',
  method: 'PUT',
  path: '/api/v1/me/notifications',
  access: 'session',
  tag,
  summary: 'Choose it; kinds that are left out stay as they are',
  refusals: [],
  body: z.strictObject({ choices: z.array(choice).max(noticeKinds.length) }),
  response: myNotifications,
});

export const setMyChat = endpoint({
  id: 'setMyChat',
  method: 'PUT',
  path: '/api/v1/me/notifications/chat',
  access: 'session',
  tag,
  summary:
    'The incoming webhook of one’s chat (DingTalk, WeCom, Slack and what speaks like it); tried out with a message first',
  refusals: [
    'call_address_not_valid',
    'call_address_not_allowed',
    'call_port_not_allowed',
    'call_host_unknown',
    'chat_refused',
  ],
  body: z.strictObject({
    provider: z.enum(chatProviders),
    url: z.url({ protocol: /^https?$/ }).max(2_000),
    /** What a DingTalk robot signs with; null: it doesn't. */
    secret: z.string().min(1).max(200).nullable().default(null),
  }),
  response: myNotifications,
});

export const removeMyChat = endpoint({
  id: 'removeMyChat',
  method: 'DELETE',
  path: '/api/v1/me/notifications/chat',
  access: 'session',
  tag,
  summary: 'Be told nothing by chat any more',
  refusals: [],
  response: myNotifications,
});
