// What can happen to a follow-up, by channel, and how strong each response is beside the others of its channel.
// Responses to messages are monotone: once true, always true. Task and call statuses are states: exclusive, no order.

export const channels = ['email', 'whatsapp', 'task', 'call'] as const;
export type Channel = (typeof channels)[number];

export const emailResponses = ['sent', 'opened', 'clicked', 'replied', 'bounced', 'unsubscribed'] as const;
export type EmailResponse = (typeof emailResponses)[number];

export const whatsappResponses = ['sent', 'delivered', 'read', 'replied', 'failed'] as const;
export type WhatsappResponse = (typeof whatsappResponses)[number];

/** To what goes out to a person. */
export type MessageResponse = EmailResponse | WhatsappResponse;

export const taskStatuses = ['not_started', 'deferred', 'in_progress', 'completed', 'waiting_for_input'] as const;
export type TaskStatus = (typeof taskStatuses)[number];

export const callStatuses = ['scheduled', 'completed', 'overdue', 'cancelled'] as const;
export type CallStatus = (typeof callStatuses)[number];

/** The results a call can end with, as delivered; an organisation's own list comes from its settings. */
export const defaultCallResults = [
  'interested',
  'not_interested',
  'no_response',
  'busy',
  'invalid_number',
  'call_back_later',
] as const;

export const absences = ['opened', 'clicked', 'read', 'replied'] as const;
/** The responses whose absence can trigger ("not opened within 3 days"). */
export type Absence = (typeof absences)[number];

export type ActivityStatus = TaskStatus | CallStatus;
export type Response = MessageResponse | ActivityStatus;

const responsesByChannel: Readonly<Record<Channel, readonly Response[]>> = {
  email: emailResponses,
  whatsapp: whatsappResponses,
  task: taskStatuses,
  call: callStatuses,
};

const absencesByChannel: Readonly<Record<Channel, readonly Absence[]>> = {
  email: ['opened', 'clicked', 'replied'],
  whatsapp: ['read', 'replied'],
  task: [],
  call: [],
};

export function responsesOf(channel: Channel): readonly Response[] {
  return responsesByChannel[channel];
}

export function absencesOf(channel: Channel): readonly Absence[] {
  return absencesByChannel[channel];
}

/** Goes out to a person, who may answer it. */
export function isMessage(channel: Channel): channel is 'email' | 'whatsapp' {
  return channel === 'email' || channel === 'whatsapp';
}

/**
 * C-10: sent < not opened < opened < not clicked < clicked < not replied < replied < bounced < unsubscribed;
 * WhatsApp: sent < delivered < not read < read < not replied < replied < failed. Compared within a channel only.
 */
const messageStrength: Readonly<Record<MessageResponse, number>> = {
  sent: 1,
  delivered: 2,
  opened: 3,
  read: 4,
  clicked: 5,
  replied: 7,
  bounced: 8,
  failed: 8,
  unsubscribed: 9,
};
const messageResponses: ReadonlySet<string> = new Set(Object.keys(messageStrength));
const absenceStrength: Readonly<Record<Absence, number>> = { opened: 2, read: 3, clicked: 4, replied: 6 };

/** States have no order: all equally strong. */
export const STATE_STRENGTH = 1;

export function strengthOfResponse(response: Response): number {
  return isMessageResponse(response) ? messageStrength[response] : STATE_STRENGTH;
}

export function strengthOfAbsence(absence: Absence): number {
  return absenceStrength[absence];
}

export function isMessageResponse(response: string): response is MessageResponse {
  return messageResponses.has(response);
}

/** C-11: a click implies an open, a reply implies an open; on WhatsApp a reply implies that it was read, and that that it arrived. */
export function impliedBy(response: MessageResponse, channel: Channel): readonly MessageResponse[] {
  if (channel === 'whatsapp') {
    if (response === 'replied') return ['delivered', 'read'];
    return response === 'read' ? ['delivered'] : [];
  }
  return response === 'clicked' || response === 'replied' ? ['opened'] : [];
}

/** The responses that mean the absent one did happen. */
export const answersAbsence: Readonly<Record<Absence, readonly MessageResponse[]>> = {
  opened: ['opened', 'clicked', 'replied'],
  clicked: ['clicked'],
  read: ['read', 'replied'],
  replied: ['replied'],
};

/** C-8: after these nobody waits for an absence any more. */
export const disarmsAbsence: readonly MessageResponse[] = ['bounced', 'unsubscribed', 'failed'];
