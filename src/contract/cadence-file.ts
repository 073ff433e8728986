// The shape of a cadence file, for people who write YAML and for the API alike (C-13). Whether it makes sense is
// core/cadence/check.ts's to say; this only says that it can be read.
import { z } from 'zod';
import {
  absences,
  callStatuses,
  channels,
  emailResponses,
  taskStatuses,
  whatsappResponses,
} from '#core/cadence/response.ts';
import { branchings, priorities, threads } from '#core/cadence/definition.ts';
import type { CadenceFile, FileFollowUp } from '#core/cadence/file.ts';
import type { FileFieldTime } from '#core/cadence/file-field-time.ts';
import type { Criteria } from '#core/criteria/criteria.ts';
import { calendarUnits, delayUnits } from '#core/cadence/file-duration.ts';

const criteria = z.record(z.string(), z.unknown()) as unknown as z.ZodType<Criteria, Criteria>; // read by core/criteria/check.ts

const TEXT_MAX = 2_000;
const HTML_MAX = 500_000;
const FOLLOW_UPS_DEPTH_MAX = 40;

const id = z.string().min(1).max(60);
const line = z.string().min(1).max(250);
/** Empty in a draft where it is not written yet: core/cadence/check.ts tells it. */
const lineOrNone = z.string().max(250);
const text = z.string().max(TEXT_MAX);
const amount = z.number().int();

/** Exactly one of the units. */
function amountOf<Unit extends string>(units: readonly Unit[]) {
  const shape = Object.fromEntries(units.map((unit) => [unit, amount.optional()]));
  return z
    .strictObject(shape as Record<Unit, z.ZodOptional<typeof amount>>)
    .refine((value) => Object.values(value).filter((one) => one !== undefined).length === 1, {
      error: 'a duration has exactly one unit, such as { days: 3 }',
    });
}

const duration = amountOf(calendarUnits);
const delay = amountOf(delayUnits);

const fieldTime = z
  .strictObject({
    ...Object.fromEntries(calendarUnits.map((unit) => [unit, amount.optional()])),
    before: line.optional(),
    after: line.optional(),
    on: line.optional(),
    at: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'a time of day is written HH:MM' })
      .optional(),
  })
  .refine(isFieldTimeWritten, {
    error: 'a time by a date field is written { days: 3, before: field }, { days: 3, after: field } or { on: field }',
  }) as unknown as z.ZodType<FileFieldTime, FileFieldTime>; // the units are in it, one by one

function isFieldTimeWritten(time: Readonly<Record<string, unknown>>): boolean {
  const given = (keys: readonly string[]): number => keys.filter((key) => time[key] !== undefined).length;
  return given(['before', 'after', 'on']) === 1 && given(calendarUnits) === (time['on'] === undefined ? 1 : 0);
}

const owner = z.union([z.literal('record_owner'), z.strictObject({ user: line })]);

const repeatEnds = [
  z.enum([...emailResponses, ...whatsappResponses, ...taskStatuses, ...callStatuses]),
  z.strictObject({ link: lineOrNone }),
  z.strictObject({ result: line }),
] as const;

const trigger = z.union([
  ...repeatEnds,
  z.strictObject({ not: z.enum(absences), within: duration }),
  z.strictObject({ not: z.enum(absences), until: fieldTime }),
]);

const repeat = z.strictObject({
  every: duration,
  times: z.number().int(),
  until: z.array(z.union(repeatEnds)).max(20).optional(),
});

const email = z.strictObject({
  to: line,
  template: lineOrNone,
  from: line.optional(),
  replyTo: line.optional(),
  thread: z.enum(threads).optional(),
});

const whatsapp = z.strictObject({
  name: lineOrNone,
  to: line,
  template: lineOrNone,
  language: z.string().max(20),
  variables: z.array(z.string().max(1_000)).max(50).optional(),
});

const task = z.strictObject({
  subject: lineOrNone,
  description: text.optional(),
  due: duration.optional(),
  priority: z.enum(priorities).optional(),
  status: z.enum(['not_started', 'deferred', 'in_progress', 'waiting_for_input']).optional(),
  owner: owner.optional(),
  reminder: duration.optional(),
});

const call = z.strictObject({
  subject: lineOrNone,
  purpose: text.optional(),
  agenda: text.optional(),
  startsAfter: duration,
  durationMinutes: z.number().int().optional(),
  owner: owner.optional(),
  reminder: duration.optional(),
});

const followUp: z.ZodType<FileFollowUp, FileFollowUp> = z
  .strictObject({
    id,
    when: z.array(trigger).max(20).optional(),
    delay: delay.optional(),
    timed: fieldTime.optional(),
    onlyIf: z.strictObject({ record: criteria, waitFor: duration.optional() }).optional(),
    repeat: repeat.optional(),
    branching: z.enum(branchings).optional(),
    email: email.optional(),
    whatsapp: whatsapp.optional(),
    task: task.optional(),
    call: call.optional(),
    get then() {
      return z.array(followUp).max(90).optional();
    },
  })
  .refine((value) => channels.filter((channel) => value[channel] !== undefined).length === 1, {
    error: `a follow-up has exactly one of ${channels.join(', ')}`,
  })
  .refine(({ delay: after, timed }) => after === undefined || timed === undefined, {
    error: 'a follow-up is timed by a date field or has a delay, not both',
  })
  .meta({ id: 'FollowUp' });

const localDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, { error: 'a date is written YYYY-MM-DD' });

const CONDITIONS = ['leftView', ...channels, 'results', 'on', 'dateField', 'record'] as const;

const rule = z
  .strictObject({
    id,
    goal: z.boolean().optional(),
    leftView: z.literal(true).optional(),
    email: z.array(z.enum(emailResponses)).optional(),
    whatsapp: z.array(z.enum(whatsappResponses)).optional(),
    task: z.array(z.enum(taskStatuses)).optional(),
    call: z.array(z.enum(callStatuses)).optional(),
    results: z.array(line).optional(),
    followUp: id.optional(),
    on: localDate.optional(),
    dateField: z.strictObject({ field: line, offsetDays: z.number().int().min(-3650).max(3650).optional() }).optional(),
    record: criteria.optional(),
  })
  .refine((value) => CONDITIONS.filter((key) => value[key] !== undefined).length === 1, {
    error: `an unenrolment rule has exactly one of ${CONDITIONS.join(', ')}`,
  });

const audience = z.union([
  z.literal('manual'),
  z.strictObject({
    view: lineOrNone,
    enrollNew: z
      .strictObject({ every: duration.optional(), from: localDate.optional(), until: localDate.optional() })
      .optional(),
    manualToo: z.boolean().optional(),
  }),
]);

const template = z.strictObject({
  subject: line,
  html: z.string().min(1).max(HTML_MAX),
  text: z.string().max(HTML_MAX).optional(),
});

/** A whole cadence file. Refused where it is nested deeper than any cadence needs. */
export const cadenceFile: z.ZodType<CadenceFile, CadenceFile> = z
  .strictObject({
    name: z.string().max(250),
    description: text.optional(),
    module: line,
    audience,
    responseWindowDays: z.number().int().optional(),
    businessHours: z.enum(['respected', 'ignored']).optional(),
    catchUp: z.union([z.enum(['one_at_a_time', 're_space']), z.strictObject({ skipLaterThan: duration })]).optional(),
    followUps: z.array(followUp).max(90),
    unenroll: z.array(rule).max(50).optional(),
    templates: z.record(line, template).optional(),
  })
  .refine((file) => depthOf(file.followUps) <= FOLLOW_UPS_DEPTH_MAX, { error: 'the follow-ups are nested too deep' })
  .meta({ id: 'CadenceFile' });

function depthOf(followUps: readonly FileFollowUp[]): number {
  return followUps.reduce((depth, one) => Math.max(depth, 1 + depthOf(one.then ?? [])), 0);
}
