import { z } from 'zod';
import { endpoint } from '#contract/endpoint.ts';
import { instant, listOf, publicId } from '#contract/values.ts';
import { audienceBars } from '#core/cadence/audience-bars.ts';
import { editions } from '#core/cadence/limits.ts';
import { standstillCauses, standstillEnds } from '#core/message/standstill.ts';

const tag = 'Settings';

const LIMIT_MAX = 10_000;

const standstill = z.object({
  since: instant,
  /** elsewhere: the database was restored in another place, or moved. older: it is an earlier state. silent: no worker for long. */
  cause: z.enum(standstillCauses),
  /** When a worker was last seen before; what went out since is not known. */
  stateOf: instant.nullable(),
  /** Messages that wait. */
  waiting: z.int(),
  /** Confirmed: what waited is on its way to review, then all goes out again. */
  confirmed: z.boolean(),
});

const sending = z
  .object({
    paused: z.boolean(),
    /** What the mail server said when it refused us. */
    reason: z.string().nullable(),
    pausedAt: instant.nullable(),
    from: z.object({ name: z.string(), address: z.string() }),
    /** Nothing goes to anybody, by mail or otherwise, until an administrator says what became of the database. Null: it does. */
    standstill: standstill.nullable(),
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

export const confirmSending = endpoint({
  id: 'confirmSending',
  method: 'POST',
  path: '/api/v1/settings/sending/confirm',
  access: 'admin',
  tag,
  summary: 'Let everything go out again that stood still since the database was restored, moved or left alone',
  refusals: [],
  // review: each message that waits is looked at by a person, as it may have gone out elsewhere.
  body: z.strictObject({ waiting: z.enum(standstillEnds).default('review') }),
  response: sending,
});

const cadenceLimits = z.object({
  activeCadences: z.int().min(1).max(LIMIT_MAX),
  cadences: z.int().min(1).max(LIMIT_MAX),
  followUps: z.int().min(1).max(LIMIT_MAX),
});

const cadenceLimitState = z
  .object({
    edition: z.enum(editions),
    /** The organisation's own; null: the edition's. */
    own: cadenceLimits.nullable(),
    /** What holds: cadences per module, follow-ups per cadence. */
    limits: cadenceLimits,
    /** What the modules have, those without cadences left out. */
    modules: z.array(z.object({ module: z.string(), cadences: z.int(), activeCadences: z.int() })),
  })
  .meta({ id: 'CadenceLimits' });

export const getCadenceLimits = endpoint({
  id: 'getCadenceLimits',
  method: 'GET',
  path: '/api/v1/settings/cadence-limits',
  access: 'cadences.read',
  tag,
  summary: 'How many cadences a module may have and how large they may be, and how many there are',
  refusals: [],
  response: cadenceLimitState,
});

export const putCadenceLimits = endpoint({
  id: 'putCadenceLimits',
  method: 'PUT',
  path: '/api/v1/settings/cadence-limits',
  access: 'admin',
  tag,
  summary: 'Choose the edition whose limits hold, or limits of one’s own; what is there already stays',
  refusals: [],
  body: z.strictObject({ edition: z.enum(editions), own: z.strictObject(cadenceLimits.shape).nullable() }),
  response: cadenceLimitState,
});

const bars = z.object({ bars: z.array(z.enum(audienceBars)).max(audienceBars.length) }).meta({ id: 'AudienceBars' });

export const getAudienceBars = endpoint({
  id: 'getAudienceBars',
  method: 'GET',
  path: '/api/v1/settings/audience-bars',
  access: 'cadences.read',
  tag,
  summary: 'What a view may not ask where it is the audience of a cadence',
  refusals: [],
  response: bars,
});

export const putAudienceBars = endpoint({
  id: 'putAudienceBars',
  method: 'PUT',
  path: '/api/v1/settings/audience-bars',
  access: 'admin',
  tag,
  summary: 'Choose what a view may not ask where it is the audience of a cadence; what runs goes on',
  refusals: [],
  body: z.strictObject(bars.shape),
  response: bars,
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
