import { z } from 'zod';
import { endpoint } from '#contract/endpoint.ts';
import { instant, listOf, publicId } from '#contract/values.ts';

const tag = 'Settings';

const sending = z
  .object({
    paused: z.boolean(),
    /** What the mail server said when it refused us. */
    reason: z.string().nullable(),
    pausedAt: instant.nullable(),
    from: z.object({ name: z.string(), address: z.string() }),
    /** Mail is caught here and goes to nobody. */
    developmentMailbox: z.boolean(),
  })
  .meta({ id: 'Sending' });

export const getSending = endpoint({
  id: 'getSending',
  method: 'GET',
  path: '/api/v1/settings/sending',
  access: 'caller',
  tag,
  summary: 'Whether mail goes out, and if not, why',
  refusals: [],
  response: sending,
});

export const resumeSending = endpoint({
  id: 'resumeSending',
  method: 'POST',
  path: '/api/v1/settings/sending/resume',
  access: 'admin',
  tag,
  summary: 'Let mail go out again after a mail server refused us',
  refusals: [],
  response: sending,
});

export const listUsers = endpoint({
  id: 'listUsers',
  method: 'GET',
  path: '/api/v1/users',
  access: 'caller',
  tag,
  summary: 'The users of the organisation: who can own records, tasks and calls',
  refusals: [],
  response: listOf(z.object({ id: publicId, name: z.string(), email: z.string(), active: z.boolean() })),
});
