// What a follow-up is like when it is added: its id, its settings to begin with, the response that probably starts it.
import type { CadenceFile, FileFollowUp, FileTrigger } from '#core/cadence/file.ts';
import { absencesOf, type Channel, isMessage, responsesOf } from '#core/cadence/response.ts';

/** One that none of these is: 'email', then 'email-2'. People never see it, files and histories do. */
export function freeId(taken: ReadonlySet<string>, channel: Channel): string {
  let id: string = channel;
  for (let number = 2; taken.has(id); number++) id = `${channel}-${number}`;
  return id;
}

/** Where the module keeps the addresses of people. */
export type Recipient = { readonly email: string; readonly phone: string };

export function newFollowUp(id: string, channel: Channel, to: Recipient): FileFollowUp {
  if (channel === 'email') return { id, email: { to: to.email, template: '' } };
  if (channel === 'whatsapp') return { id, whatsapp: { name: '', to: to.phone, template: '', language: '' } };
  if (channel === 'task') return { id, task: { subject: '', due: { days: 1 } } };
  return { id, call: { subject: '', startsAfter: { hours: 1 } } };
}

/** What a follow-up of this channel leads to in any case. */
export function defaultTrigger(channel: Channel): FileTrigger {
  return isMessage(channel) ? 'sent' : 'completed';
}

const probable: Readonly<Record<Channel, readonly FileTrigger[]>> = {
  email: [
    { not: 'opened', within: { days: 3 } },
    'opened',
    'clicked',
    'replied',
    { not: 'clicked', within: { days: 3 } },
    { not: 'replied', within: { days: 3 } },
    'sent',
  ],
  whatsapp: [
    'replied',
    { not: 'read', within: { days: 3 } },
    'failed',
    { not: 'replied', within: { days: 3 } },
    'read',
    'sent',
  ],
  task: ['completed', 'deferred', 'in_progress', 'waiting_for_input'],
  call: ['completed', { result: 'no_response' }, { result: 'busy' }, 'overdue', 'cancelled'],
};

/** For one more follow-up after this one: a response that starts none of the others yet. */
export function probableTrigger(parent: FileFollowUp, channel: Channel): FileTrigger {
  const used = new Set((parent.then ?? []).flatMap(({ when = [] }) => when.map(kindOfTrigger)));
  return probable[channel].find((trigger) => !used.has(kindOfTrigger(trigger))) ?? defaultTrigger(channel);
}

/** Without its numbers and addresses: 'opened', 'not:opened', 'link', 'result:busy'. */
export function kindOfTrigger(trigger: FileTrigger): string {
  if (typeof trigger === 'string') return trigger;
  if ('link' in trigger) return 'link';
  return 'not' in trigger ? `not:${trigger.not}` : `result:${trigger.result}`;
}

/** Whether a follow-up of this channel can answer so at all. */
export function fitsChannel(trigger: FileTrigger, channel: Channel): boolean {
  if (typeof trigger === 'string') return responsesOf(channel).includes(trigger);
  if ('not' in trigger) return absencesOf(channel).includes(trigger.not);
  return channel === ('result' in trigger ? 'call' : 'email');
}

/** Ids that a new follow-up can't have: what runs keeps its own, or the new one would be taken for it. */
export function takenIds(...files: readonly (CadenceFile | null)[]): ReadonlySet<string> {
  const ids = new Set<string>();
  const add = (followUp: FileFollowUp): void => {
    ids.add(followUp.id);
    followUp.then?.forEach(add);
  };
  for (const file of files) file?.followUps.forEach(add);
  return ids;
}
