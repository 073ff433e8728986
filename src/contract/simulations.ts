// Trying a cadence out on its audience before it is published: what would go out, when, to whom; nothing does.
import { z } from 'zod';
import { endpoint } from '#contract/endpoint.ts';
import { idParams, instant, listOf, pageOf, pageQuery, publicId } from '#contract/values.ts';

const tag = 'Cadences';

const RECORDS_MAX = 10_000;
const RECORDS_DEFAULT = 1_000;
const DAYS_MAX = 365;
const DAYS_DEFAULT = 30;
const SEED_MAX = 2_147_483_647;

const rate = z.number().min(0).max(1);
const rates = z.record(z.string().max(200), rate);
const counts = z.record(z.string(), z.int());
const state = z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']);
const channel = z.enum(['email', 'whatsapp', 'task', 'call']);
const enrollmentStatus = z.enum(['active', 'completed', 'expired', 'unenrolled', 'stopped', 'failed']);

const asked = {
  /** Records of the view at the most; of a manual audience so many of the module. */
  records: z.int().min(1).max(RECORDS_MAX),
  days: z.int().min(1).max(DAYS_MAX),
  /** The same seed gives the same result. */
  seed: z.int().min(0).max(SEED_MAX),
  /** everybody: as if nobody had been in it yet; newcomers: whoever is or was in it is left out. */
  whom: z.enum(['everybody', 'newcomers']),
  /** By follow-up id and response; what is not given is learnt from history, or as is usual. */
  rates: z.record(z.string().max(100), rates),
};

const result = z.object({
  from: instant,
  until: instant,
  records: z.int(),
  enrolled: z.int(),
  /** Not taken in; `rule` is an unenrolment rule's id. */
  leftOut: z.array(
    z.object({ reason: z.string(), rule: z.string().nullable(), records: z.int(), sentence: z.string() }),
  ),
  followUps: z.array(
    z.object({
      followUp: z.string(),
      title: z.string(),
      channel,
      parent: z.string().nullable(),
      /** Records it is planned for, carried out for, and taken back from. */
      reached: z.int(),
      carriedOut: z.int(),
      cancelled: z.int(),
      /** How often it is carried out, repetitions included. */
      times: z.int(),
      suppressed: counts,
      skipped: counts,
      failed: counts,
      held: counts,
      responses: counts,
      /** The rates that it was tried with, and where they come from. */
      answering: z.object({ source: z.enum(['given', 'history', 'organization', 'usual']), rates }),
      /** Why nobody gets it, by code and in words; null: somebody does. */
      never: z.object({ code: z.string(), sentence: z.string() }).nullable(),
    }),
  ),
  /** By day in the organisation's zone; `sender` is null for what is no e-mail. */
  volumes: z.array(z.object({ on: z.iso.date(), channel, sender: z.string().nullable(), times: z.int() })),
  /** What made follow-ups wait: hours, limits, the contact budget. */
  holds: z.array(z.object({ reason: z.string(), sentence: z.string(), times: z.int(), records: z.int() })),
  ends: z.array(
    z.object({
      status: enrollmentStatus,
      reason: z.string().nullable(),
      rule: z.string().nullable(),
      goal: z.boolean(),
      records: z.int(),
      sentence: z.string(),
    }),
  ),
});

export const simulation = z
  .object({
    id: publicId,
    state,
    percent: z.int(),
    ...asked,
    /** Null until it is done. */
    result: result.nullable(),
    /** Why it failed, in the caller's language. */
    message: z.string().nullable(),
    createdAt: instant,
    finishedAt: instant.nullable(),
  })
  .meta({ id: 'Simulation' });

export const startSimulation = endpoint({
  id: 'startSimulation',
  method: 'POST',
  path: '/api/v1/cadences/:id/simulations',
  access: 'cadences.write',
  tag,
  summary:
    'Try a cadence out: its draft, or what runs, on its audience under a virtual clock; the worker carries it out',
  refusals: [
    'not_found',
    'module_unknown',
    'cadence_has_problems',
    'simulation_without_records',
    'simulation_follow_up_unknown',
    'simulation_rate_unknown',
  ],
  params: idParams,
  body: z.strictObject({
    records: asked.records.default(RECORDS_DEFAULT),
    days: asked.days.default(DAYS_DEFAULT),
    seed: asked.seed.default(1),
    whom: asked.whom.default('everybody'),
    rates: asked.rates.default({}),
  }),
  response: simulation,
  status: 202,
});

export const listSimulations = endpoint({
  id: 'listSimulations',
  method: 'GET',
  path: '/api/v1/cadences/:id/simulations',
  access: 'cadences.write',
  tag,
  summary: 'One’s own trials of a cadence, the newest five, without their results',
  refusals: ['not_found'],
  params: idParams,
  response: listOf(simulation.omit({ result: true }).meta({ id: 'ListedSimulation' })),
});

export const getSimulation = endpoint({
  id: 'getSimulation',
  method: 'GET',
  path: '/api/v1/simulations/:id',
  access: 'cadences.write',
  tag,
  summary: 'How far a trial of one’s own is, and what it came to',
  refusals: ['not_found'],
  params: idParams,
  response: simulation,
});

export const cancelSimulation = endpoint({
  id: 'cancelSimulation',
  method: 'POST',
  path: '/api/v1/simulations/:id/cancel',
  access: 'cadences.write',
  tag,
  summary: 'End a trial of one’s own',
  refusals: ['not_found'],
  params: idParams,
  response: simulation,
});

export const listSimulatedRecords = endpoint({
  id: 'listSimulatedRecords',
  method: 'GET',
  path: '/api/v1/simulations/:id/records',
  access: 'records.read',
  tag,
  summary: 'Who gets what and when, record by record',
  refusals: ['not_found', 'module_unknown', 'cursor_not_valid'],
  params: idParams,
  query: pageQuery,
  response: pageOf(
    z.object({
      /** Null: it is gone, or not to be seen (any more). */
      record: z.object({ id: publicId, name: z.string() }).nullable(),
      /** How it stands at the end; null: it was not taken in. */
      status: enrollmentStatus.nullable(),
      sentence: z.string(),
      steps: z.array(
        z.object({
          at: instant,
          followUp: z.string(),
          title: z.string(),
          what: z.enum(['carried_out', 'suppressed', 'skipped', 'failed', 'held']),
          reason: z.string().nullable(),
          sentence: z.string(),
        }),
      ),
    }),
  ),
});
