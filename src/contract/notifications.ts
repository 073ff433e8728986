import { z } from 'zod';
import { activity } from '#contract/activities.ts';
import { endpoint } from '#contract/endpoint.ts';
import { instant, numericId } from '#contract/values.ts';

const tag = 'Notifications';

export const listNotifications = endpoint({
  id: 'listNotifications',
  method: 'GET',
  path: '/api/v1/notifications',
  access: 'session',
  tag,
  summary: 'The newest thirty things one is told: tasks and calls that a cadence made for one',
  refusals: [],
  response: z.object({
    items: z.array(z.object({ id: numericId, at: instant, seen: z.boolean(), activity })),
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
