// Checks of the follow-ups: the tree, the triggers against the parent's channel, delays, and each channel's settings.
import { shownIn } from '#core/cadence/activity-texts.ts';
import { checkDuration, daysAtLeast } from '#core/cadence/check-duration.ts';
import { checkFieldTime, checkTiming } from '#core/cadence/check-timing.ts';
import { checkWhatsapp } from '#core/cadence/check-whatsapp.ts';
import type { CheckContext, Report } from '#core/cadence/problem.ts';
import {
  type CadenceDefinition,
  type ActivitySettings,
  type CallSettings,
  type EmailSettings,
  type FollowUp,
  isFieldTime,
  RECORD_OWNER,
  type Trigger,
} from '#core/cadence/definition.ts';
import { absencesOf, responsesOf } from '#core/cadence/response.ts';
import { isAddress } from '#core/message/address.ts';
import { fold } from '#core/records/fold.ts';
import { fieldOf } from '#core/records/field.ts';

const CALL_MINUTES_MAX = 24 * 60;
const ID = /^[a-z0-9][a-z0-9-]{0,59}$/;

type Checking = {
  readonly definition: CadenceDefinition;
  readonly context: CheckContext;
  readonly report: Report;
  readonly byId: ReadonlyMap<string, FollowUp>;
};

export function checkFollowUps(definition: CadenceDefinition, context: CheckContext, report: Report): void {
  const byId = new Map<string, FollowUp>();
  for (const followUp of definition.followUps) {
    const { id } = followUp;
    const path = `followUps/${id}`;
    if (!ID.test(id)) report({ code: 'follow_up_id_invalid', path, params: { id } });
    if (byId.has(id)) report({ code: 'follow_up_id_taken', path, params: { id } });
    byId.set(id, followUp);
  }
  const checking: Checking = { definition, context, report, byId };
  for (const followUp of definition.followUps) {
    checkPlace(followUp, checking);
    checkTriggers(followUp, checking);
    checkDuration(followUp.delay.kind === 'after' ? followUp.delay : null, `followUps/${followUp.id}/delay`, report);
    checkTiming(followUp, checking);
    for (const end of followUp.repeat?.until ?? []) {
      checkTrigger(end, followUp, `followUps/${followUp.id}/repeat`, checking);
    }
    checkSettings(followUp, checking);
  }
}

function checkPlace({ id, parent }: FollowUp, { byId, report }: Checking): void {
  const path = `followUps/${id}`;
  if (parent !== null && !byId.has(parent)) {
    report({ code: 'follow_up_parent_unknown', path, params: { parent } });
    return;
  }
  const seen = new Set([id]);
  for (let at = parent; at !== null; at = byId.get(at)?.parent ?? null) {
    if (seen.has(at)) {
      report({ code: 'follow_up_in_cycle', path, params: { id } });
      return;
    }
    seen.add(at);
  }
}

function checkTriggers(followUp: FollowUp, checking: Checking): void {
  const { report, byId } = checking;
  const path = `followUps/${followUp.id}/when`;
  if (followUp.parent === null) {
    if (followUp.triggers.length > 0) report({ code: 'trigger_on_first_follow_up', path });
    return;
  }
  if (followUp.triggers.length === 0) report({ code: 'trigger_missing', path });
  const parent = byId.get(followUp.parent);
  if (parent === undefined) return;
  for (const trigger of followUp.triggers) checkTrigger(trigger, parent, path, checking);
  const followsUnsubscribed = followUp.triggers.some((t) => t.kind === 'response' && t.response === 'unsubscribed');
  if (followsUnsubscribed && followUp.settings.channel === 'email') {
    report({ severity: 'warning', code: 'email_after_unsubscribed', path });
  }
}

function checkTrigger(
  trigger: Trigger,
  parent: FollowUp,
  path: string,
  { report, context, definition }: Checking,
): void {
  const { channel } = parent.settings;
  const params = { channel, parent: parent.id };
  if (trigger.kind === 'response') {
    const known = responsesOf(channel).includes(trigger.response);
    if (!known) report({ code: 'trigger_not_of_channel', path, params: { ...params, trigger: trigger.response } });
  } else if (trigger.kind === 'result') {
    if (channel !== 'call')
      report({ code: 'trigger_not_of_channel', path, params: { ...params, trigger: trigger.result } });
    else if (!context.callResults.includes(trigger.result)) {
      report({ code: 'trigger_result_unknown', path, params: { result: trigger.result } });
    }
  } else if (trigger.kind === 'link') {
    if (channel !== 'email')
      report({ code: 'trigger_not_of_channel', path, params: { ...params, trigger: 'clicked' } });
    else if (!/^https?:\/\/\S+$/.test(trigger.url))
      report({ code: 'trigger_link_invalid', path, params: { link: trigger.url } });
  } else if (!absencesOf(channel).includes(trigger.response)) {
    report({ code: 'trigger_not_of_channel', path, params: { ...params, trigger: `not ${trigger.response}` } });
  } else if (isFieldTime(trigger.within)) {
    checkFieldTime(trigger.within, path, { context, report });
  } else {
    checkDuration(trigger.within, path, report);
    if (daysAtLeast(trigger.within) > definition.responseWindowDays) {
      report({ code: 'absence_longer_than_window', path, params: { days: definition.responseWindowDays } });
    }
  }
}

function checkSettings(followUp: FollowUp, checking: Checking): void {
  const { settings } = followUp;
  if (settings.channel === 'email') return checkEmail(settings, followUp.id, checking);
  const path = `followUps/${followUp.id}`;
  if (settings.channel === 'whatsapp') return checkWhatsapp(settings, path, checking);
  if (settings.subject.trim() === '') checking.report({ code: 'subject_missing', path: `${path}/subject` });
  checkTexts(settings, path, checking);
  checkOwner(settings, path, checking);
  checkDuration(settings.reminder, `${path}/reminder`, checking.report);
  if (settings.channel === 'task') checkDuration(settings.due, `${path}/due`, checking.report);
  else checkCall(settings, path, checking);
}

const SHOWN_OF_OTHERS: ReadonlySet<string> = new Set(['owner.name', 'owner.email', 'organization.name']);

function checkTexts(settings: ActivitySettings, path: string, { context, report }: Checking): void {
  const { module } = context;
  if (module === null) return;
  for (const { text, name } of shownIn(settings)) {
    const field = /^record\.(\w+)$/.exec(name)?.[1];
    const isKnown = field === undefined ? SHOWN_OF_OTHERS.has(name) : fieldOf(module, field) !== undefined;
    if (!isKnown) {
      report({ severity: 'warning', code: 'text_field_unknown', path: `${path}/${text}`, params: { field: name } });
    }
  }
}

function checkCall(settings: CallSettings, path: string, { definition, report }: Checking): void {
  if (definition.module === 'deals') report({ code: 'call_in_deals', path });
  checkDuration(settings.startsAfter, `${path}/startsAfter`, report);
  const { durationMinutes } = settings;
  if (!Number.isInteger(durationMinutes) || durationMinutes < 1 || durationMinutes > CALL_MINUTES_MAX) {
    report({ code: 'call_minutes_out_of_range', path, params: { max: CALL_MINUTES_MAX } });
  }
}

function checkOwner({ owner }: ActivitySettings, path: string, { context, report }: Checking): void {
  if (owner.kind === 'user' && !context.members.has(fold(owner.email))) {
    report({ code: 'owner_unknown', path: `${path}/owner`, params: { user: owner.email } });
  }
}

function checkEmail(settings: EmailSettings, id: string, { context, report }: Checking): void {
  const path = `followUps/${id}`;
  const field = context.module === null ? undefined : fieldOf(context.module, settings.to);
  if (context.module !== null && field?.type !== 'email') {
    report({ code: 'email_field_unknown', path: `${path}/to`, params: { field: settings.to } });
  }
  for (const address of [settings.from, settings.replyTo]) {
    if (address !== null && address !== RECORD_OWNER && !isAddress(address)) {
      report({ code: 'address_invalid', path, params: { address } });
    }
  }
  const template = context.templates.get(settings.template);
  const params = { template: settings.template };
  if (template === undefined) report({ code: 'template_unknown', path: `${path}/template`, params });
  else if (template.kind === 'broken') {
    report({ code: 'template_broken', path: `${path}/template`, params: { ...params, why: template.why } });
  } else if (context.module !== null) {
    for (const name of template.fields) {
      if (fieldOf(context.module, name) !== undefined) continue;
      report({ code: 'template_field_unknown', path: `${path}/template`, params: { ...params, field: name } });
    }
  }
}
