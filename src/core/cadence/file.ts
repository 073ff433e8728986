// A cadence as code (C-13): the nested form in which people write, review and exchange a definition, in YAML or JSON.
// Reading and writing lose nothing; whether the definition makes sense is check.ts's.
import type {
  ActivityOwner,
  Audience,
  Branching,
  CadenceDefinition,
  CallSettings,
  ChannelSettings,
  Delay,
  EmailSettings,
  FollowUp,
  TaskSettings,
  UnenrollCondition,
  UnenrollRule,
} from '#core/cadence/definition.ts';
import { RESPONSE_WINDOW_DAYS_DEFAULT } from '#core/cadence/definition.ts';
import { type Channel, channels, type Response } from '#core/cadence/response.ts';
import type { Criteria } from '#core/criteria/criteria.ts';
import {
  delayFromFile,
  delayToFile,
  durationFromFile,
  durationToFile,
  type FileDelay,
  type FileDuration,
} from '#core/cadence/file-duration.ts';
import { type FileFieldTime, fieldTimeFromFile, fieldTimeToFile } from '#core/cadence/file-field-time.ts';
import { type FileTiming, timingFromFile, timingToFile } from '#core/cadence/file-timing.ts';
import { type FileWhatsapp, whatsappFromFile, whatsappToFile } from '#core/cadence/file-whatsapp.ts';
import { type FileTrigger, triggerFromFile, triggerToFile } from '#core/cadence/file-trigger.ts';
import { type FilePace, paceFromFile, paceToFile } from '#core/cadence/file-pace.ts';

export type { FileTrigger } from '#core/cadence/file-trigger.ts';

export type FileOwner = 'record_owner' | { readonly user: string };

export type FileEmail = {
  to: string;
  template: string;
  from?: string | undefined;
  replyTo?: string | undefined;
  thread?: EmailSettings['thread'] | undefined;
};
export type FileTask = {
  subject: string;
  description?: string | undefined;
  due?: FileDuration | undefined;
  priority?: TaskSettings['priority'] | undefined;
  status?: TaskSettings['status'] | undefined;
  owner?: FileOwner | undefined;
  reminder?: FileDuration | undefined;
};
export type FileCall = {
  subject: string;
  purpose?: string | undefined;
  agenda?: string | undefined;
  startsAfter: FileDuration;
  durationMinutes?: number | undefined;
  owner?: FileOwner | undefined;
  reminder?: FileDuration | undefined;
};

export type FileFollowUp = FileTiming & {
  id: string;
  when?: readonly FileTrigger[] | undefined;
  delay?: FileDelay | undefined;
  /** In place of a delay. */
  timed?: FileFieldTime | undefined;
  branching?: Branching | undefined;
  email?: FileEmail | undefined;
  whatsapp?: FileWhatsapp | undefined;
  task?: FileTask | undefined;
  call?: FileCall | undefined;
  then?: readonly FileFollowUp[] | undefined;
};

export type FileRule = {
  id: string;
  goal?: boolean | undefined;
  leftView?: true | undefined;
  email?: readonly Response[] | undefined;
  whatsapp?: readonly Response[] | undefined;
  task?: readonly Response[] | undefined;
  call?: readonly Response[] | undefined;
  results?: readonly string[] | undefined;
  /** Narrows email, whatsapp, task, call or results to one follow-up. */
  followUp?: string | undefined;
  on?: string | undefined;
  dateField?: { field: string; offsetDays?: number | undefined } | undefined;
  record?: Criteria | undefined;
};

export type FileAudience =
  | 'manual'
  | {
      view: string;
      enrollNew?:
        | { every?: FileDuration | undefined; from?: string | undefined; until?: string | undefined }
        | undefined;
      manualToo?: boolean | undefined;
    };

export type FileTemplate = { subject: string; html: string; text?: string | undefined };

export type CadenceFile = FilePace & {
  name: string;
  description?: string | undefined;
  module: string;
  audience: FileAudience;
  responseWindowDays?: number | undefined;
  followUps: readonly FileFollowUp[];
  unenroll?: readonly FileRule[] | undefined;
  templates?: Readonly<Record<string, FileTemplate>> | undefined;
};

/** The small numbers that follow-ups and rules already have in this cadence; 0 stands for none yet. */
export type Numbers = { readonly followUps: ReadonlyMap<string, number>; readonly rules: ReadonlyMap<string, number> };

export const NO_NUMBERS: Numbers = { followUps: new Map(), rules: new Map() };

/** Reads a file that has the right shape (contract/cadence-file.ts checks it). */
export function definitionFromFile(file: CadenceFile, numbers: Numbers): CadenceDefinition {
  const followUps: FollowUp[] = [];
  for (const root of file.followUps) collect(root, null, { followUps, numbers });
  return {
    name: file.name,
    description: file.description ?? null,
    module: file.module,
    audience: audienceFromFile(file.audience),
    followUps,
    unenroll: (file.unenroll ?? []).map((rule) => ruleFromFile(rule, numbers)),
    responseWindowDays: file.responseWindowDays ?? RESPONSE_WINDOW_DAYS_DEFAULT,
    ...paceFromFile(file),
  };
}

/** Writes the definition in the nested form, what equals the default left out. */
export function definitionToFile(definition: CadenceDefinition): CadenceFile {
  return {
    name: definition.name,
    ...(definition.description === null ? {} : { description: definition.description }),
    module: definition.module,
    audience: audienceToFile(definition.audience),
    ...(definition.responseWindowDays === RESPONSE_WINDOW_DAYS_DEFAULT
      ? {}
      : { responseWindowDays: definition.responseWindowDays }),
    ...paceToFile(definition),
    followUps: childrenToFile(definition, null),
    ...(definition.unenroll.length === 0 ? {} : { unenroll: definition.unenroll.map(ruleToFile) }),
  };
}

type Collecting = { readonly followUps: FollowUp[]; readonly numbers: Numbers };

function collect(file: FileFollowUp, parent: string | null, into: Collecting): void {
  into.followUps.push({
    id: file.id,
    number: into.numbers.followUps.get(file.id) ?? 0,
    parent,
    triggers: (file.when ?? []).map(triggerFromFile),
    delay: startFromFile(file),
    branching: file.branching ?? 'strongest',
    settings: settingsFromFile(file),
    ...timingFromFile(file),
  });
  for (const child of file.then ?? []) collect(child, file.id, into);
}

function startFromFile({ delay, timed }: FileFollowUp): Delay {
  if (timed !== undefined) return { kind: 'field_time', ...fieldTimeFromFile(timed) };
  return delay === undefined ? { kind: 'immediately' } : { kind: 'after', ...delayFromFile(delay) };
}

function startToFile(delay: Delay): Pick<FileFollowUp, 'delay' | 'timed'> {
  if (delay.kind === 'field_time') return { timed: fieldTimeToFile(delay) };
  return delay.kind === 'after' ? { delay: delayToFile(delay) } : {};
}

function ownerFromFile(owner: FileOwner | undefined): ActivityOwner {
  if (owner === undefined || owner === 'record_owner') return { kind: 'record_owner' };
  return { kind: 'user', email: owner.user };
}

function ownerToFile(owner: ActivityOwner): { owner?: FileOwner } {
  return owner.kind === 'record_owner' ? {} : { owner: { user: owner.email } };
}

const CALL_DURATION_MINUTES_DEFAULT = 15;

function settingsFromFile(file: FileFollowUp): ChannelSettings {
  if (file.email !== undefined) return emailFromFile(file.email);
  if (file.whatsapp !== undefined) return whatsappFromFile(file.whatsapp);
  if (file.task !== undefined) return taskFromFile(file.task);
  if (file.call !== undefined) return callFromFile(file.call);
  throw new Error(`follow-up ${file.id} has no channel`); // the shape check lets none through
}

function emailFromFile(email: FileEmail): EmailSettings {
  return {
    channel: 'email',
    to: email.to,
    template: email.template,
    from: email.from ?? null,
    replyTo: email.replyTo ?? null,
    ...(email.thread === undefined ? {} : { thread: email.thread }),
  };
}

function taskFromFile(task: FileTask): TaskSettings {
  return {
    channel: 'task',
    subject: task.subject,
    description: task.description ?? null,
    due: task.due === undefined ? null : durationFromFile(task.due),
    priority: task.priority ?? 'normal',
    status: task.status ?? 'not_started',
    owner: ownerFromFile(task.owner),
    reminder: task.reminder === undefined ? null : durationFromFile(task.reminder),
  };
}

function callFromFile(call: FileCall): CallSettings {
  return {
    channel: 'call',
    subject: call.subject,
    purpose: call.purpose ?? null,
    agenda: call.agenda ?? null,
    startsAfter: durationFromFile(call.startsAfter),
    durationMinutes: call.durationMinutes ?? CALL_DURATION_MINUTES_DEFAULT,
    owner: ownerFromFile(call.owner),
    reminder: call.reminder === undefined ? null : durationFromFile(call.reminder),
  };
}

function settingsToFile(settings: ChannelSettings): Pick<FileFollowUp, Channel> {
  if (settings.channel === 'email') return { email: emailToFile(settings) };
  if (settings.channel === 'whatsapp') return { whatsapp: whatsappToFile(settings) };
  if (settings.channel === 'task') return { task: taskToFile(settings) };
  return { call: callToFile(settings) };
}

function emailToFile({ to, template, from, replyTo, thread }: EmailSettings): FileEmail {
  return {
    to,
    template,
    ...(from === null ? {} : { from }),
    ...(replyTo === null ? {} : { replyTo }),
    ...(thread === undefined ? {} : { thread }),
  };
}

function taskToFile(task: TaskSettings): FileTask {
  return {
    subject: task.subject,
    ...(task.description === null ? {} : { description: task.description }),
    ...(task.due === null ? {} : { due: durationToFile(task.due) }),
    ...(task.priority === 'normal' ? {} : { priority: task.priority }),
    ...(task.status === 'not_started' ? {} : { status: task.status }),
    ...ownerToFile(task.owner),
    ...(task.reminder === null ? {} : { reminder: durationToFile(task.reminder) }),
  };
}

function callToFile(call: CallSettings): FileCall {
  return {
    subject: call.subject,
    ...(call.purpose === null ? {} : { purpose: call.purpose }),
    ...(call.agenda === null ? {} : { agenda: call.agenda }),
    startsAfter: durationToFile(call.startsAfter),
    ...(call.durationMinutes === CALL_DURATION_MINUTES_DEFAULT ? {} : { durationMinutes: call.durationMinutes }),
    ...ownerToFile(call.owner),
    ...(call.reminder === null ? {} : { reminder: durationToFile(call.reminder) }),
  };
}

function childrenToFile(definition: CadenceDefinition, parent: string | null): FileFollowUp[] {
  return definition.followUps
    .filter((followUp) => followUp.parent === parent)
    .map((followUp) => {
      const then = childrenToFile(definition, followUp.id);
      return {
        id: followUp.id,
        ...(followUp.triggers.length === 0 ? {} : { when: followUp.triggers.map(triggerToFile) }),
        ...startToFile(followUp.delay),
        ...timingToFile(followUp),
        ...(followUp.branching === 'strongest' ? {} : { branching: followUp.branching }),
        ...settingsToFile(followUp.settings),
        ...(then.length === 0 ? {} : { then }),
      };
    });
}

function audienceFromFile(audience: FileAudience): Audience {
  if (audience === 'manual') return { kind: 'manual' };
  const { view, enrollNew, manualToo } = audience;
  if (enrollNew === undefined) {
    return { kind: 'view', view, intake: { kind: 'static' }, manualToo: manualToo ?? false };
  }
  const every = enrollNew.every === undefined ? null : durationFromFile(enrollNew.every);
  const intake = { kind: 'dynamic', every, from: enrollNew.from ?? null, until: enrollNew.until ?? null } as const;
  return { kind: 'view', view, intake, manualToo: manualToo ?? false };
}

function audienceToFile(audience: Audience): FileAudience {
  if (audience.kind === 'manual') return 'manual';
  const { intake } = audience;
  return {
    view: audience.view,
    ...(intake.kind === 'static'
      ? {}
      : {
          enrollNew: {
            ...(intake.every === null ? {} : { every: durationToFile(intake.every) }),
            ...(intake.from === null ? {} : { from: intake.from }),
            ...(intake.until === null ? {} : { until: intake.until }),
          },
        }),
    ...(audience.manualToo ? { manualToo: true } : {}),
  };
}

function ruleFromFile(rule: FileRule, numbers: Numbers): UnenrollRule {
  return {
    id: rule.id,
    number: numbers.rules.get(rule.id) ?? 0,
    goal: rule.goal ?? false,
    when: conditionFromFile(rule),
  };
}

function conditionFromFile(rule: FileRule): UnenrollCondition {
  const followUp = rule.followUp ?? null;
  for (const channel of channels) {
    const responses = rule[channel];
    if (responses !== undefined) return { kind: 'response', channel, followUp, responses };
  }
  if (rule.results !== undefined) return { kind: 'result', followUp, results: rule.results };
  if (rule.on !== undefined) return { kind: 'date', on: rule.on };
  if (rule.dateField !== undefined) {
    return { kind: 'date_field', field: rule.dateField.field, offsetDays: rule.dateField.offsetDays ?? 0 };
  }
  if (rule.record !== undefined) return { kind: 'record', criteria: rule.record };
  return { kind: 'left_view' };
}

function ruleToFile({ id, goal, when }: UnenrollRule): FileRule {
  return { id, ...(goal ? { goal: true } : {}), ...conditionToFile(when) };
}

function conditionToFile(when: UnenrollCondition): Omit<FileRule, 'id' | 'goal'> {
  switch (when.kind) {
    case 'left_view':
      return { leftView: true };
    case 'response':
      return { [when.channel]: when.responses, ...(when.followUp === null ? {} : { followUp: when.followUp }) };
    case 'result':
      return { results: when.results, ...(when.followUp === null ? {} : { followUp: when.followUp }) };
    case 'date':
      return { on: when.on };
    case 'date_field':
      return { dateField: { field: when.field, ...(when.offsetDays === 0 ? {} : { offsetDays: when.offsetDays }) } };
    case 'record':
      return { record: when.criteria };
  }
}
