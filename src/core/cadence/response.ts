// What can happen to a follow-up, by channel, and how strong each response is beside the others of its channel.
// E-mail responses are monotone: once true, always true. Task and call statuses are states: exclusive, no order.

export type Channel = 'email' | 'task' | 'call';

export const emailResponses = ['sent', 'opened', 'clicked', 'replied', 'bounced', 'unsubscribed'] as const;
export type EmailResponse = (typeof emailResponses)[number];

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

export const absences = ['opened', 'clicked', 'replied'] as const;
/** The responses whose absence can trigger ("not opened within 3 days"). */
export type Absence = (typeof absences)[number];

export type ActivityStatus = TaskStatus | CallStatus;
export type Response = EmailResponse | ActivityStatus;

const responsesByChannel: Readonly<Record<Channel, readonly Response[]>> = {
  email: emailResponses,
  task: taskStatuses,
  call: callStatuses,
};

export function responsesOf(channel: Channel): readonly Response[] {
  return responsesByChannel[channel];
}

/** C-10: sent < not opened < opened < not clicked < clicked < not replied < replied < bounced < unsubscribed. */
const emailStrength: Readonly<Record<EmailResponse, number>> = {
  sent: 1,
  opened: 3,
  clicked: 5,
  replied: 7,
  bounced: 8,
  unsubscribed: 9,
};
const absenceStrength: Readonly<Record<Absence, number>> = { opened: 2, clicked: 4, replied: 6 };

/** States have no order: all equally strong. */
export const STATE_STRENGTH = 1;

export function strengthOfResponse(response: Response): number {
  return isEmailResponse(response) ? emailStrength[response] : STATE_STRENGTH;
}

export function strengthOfAbsence(absence: Absence): number {
  return absenceStrength[absence];
}

export function isEmailResponse(response: string): response is EmailResponse {
  return (emailResponses as readonly string[]).includes(response);
}

/** C-11: a click implies an open, a reply implies an open. */
export function impliedBy(response: EmailResponse): readonly EmailResponse[] {
  return response === 'clicked' || response === 'replied' ? ['opened'] : [];
}

/** The responses that mean the absent one did happen. */
export const answersAbsence: Readonly<Record<Absence, readonly EmailResponse[]>> = {
  opened: ['opened', 'clicked', 'replied'],
  clicked: ['clicked'],
  replied: ['replied'],
};

/** C-8: after these nobody waits for an absence any more. */
export const disarmsAbsence: readonly EmailResponse[] = ['bounced', 'unsubscribed'];
