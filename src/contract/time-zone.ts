// The organisation's time zone: whose wall clock days, dates and hours are by.
import { z } from 'zod';
import { endpoint } from '#contract/endpoint.ts';

const tag = 'Settings';

const wanted = z.strictObject({
  /** As Europe/Berlin, Asia/Shanghai. */
  timeZone: z.string().max(100),
});

export const previewTimeZone = endpoint({
  id: 'previewTimeZone',
  method: 'POST',
  path: '/api/v1/settings/time-zone/preview',
  access: 'admin',
  tag,
  summary: 'How many rounds have a follow-up that another time zone would move',
  refusals: ['time_zone_unknown'],
  body: wanted,
  response: z.object({
    moving: z.int(),
    rounds: z.int(),
    /** False: there are more rounds than were looked at. */
    exact: z.boolean(),
  }),
});

export const putTimeZone = endpoint({
  id: 'putTimeZone',
  method: 'PUT',
  path: '/api/v1/settings/time-zone',
  access: 'admin',
  tag,
  summary: 'Change the time zone: what is due by the wall clock is planned anew, elapsed time stays',
  refusals: ['time_zone_unknown'],
  body: wanted,
  response: z.object({ timeZone: z.string() }),
});
