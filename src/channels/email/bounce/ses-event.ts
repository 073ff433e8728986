// Amazon SES tells of deliveries as JSON, by mail when its topic is subscribed by mail: {"notificationType": "Bounce", …}.
import { z } from 'zod';
import type { ParsedMail } from '../parse-mail.ts';
import type { Finding } from './status-fields.ts';

const bounced = z.object({
  emailAddress: z.string(),
  action: z.string().default('failed'),
  status: z.string().default(''),
  diagnosticCode: z.string().default(''),
});
const event = z.discriminatedUnion('notificationType', [
  z.object({
    notificationType: z.literal('Bounce'),
    bounce: z.object({ bounceType: z.string(), bouncedRecipients: z.array(bounced).min(1) }),
  }),
  z.object({
    notificationType: z.literal('Delivery'),
    delivery: z.object({ recipients: z.array(z.string()).min(1), smtpResponse: z.string().default('') }),
  }),
  z.object({
    notificationType: z.literal('Complaint'),
    complaint: z.object({ complaintFeedbackType: z.string().nullish() }),
  }),
]);

export type SesEvent =
  | { readonly kind: 'findings'; readonly findings: readonly Finding[] }
  | { readonly kind: 'feedback'; readonly feedback: string };

/** Null when the message is no such event. */
export function sesEvent(mail: ParsedMail): SesEvent | null {
  const text = mail.email.text ?? '';
  if (!text.trimStart().startsWith('{') || !text.includes('"notificationType"')) return null;
  const read = event.safeParse(firstJson(text));
  if (!read.success) return null;
  const { data } = read;
  if (data.notificationType === 'Complaint')
    return { kind: 'feedback', feedback: (data.complaint.complaintFeedbackType ?? 'abuse').toLowerCase() };
  if (data.notificationType === 'Delivery') return { kind: 'findings', findings: deliveredTo(data.delivery) };
  return { kind: 'findings', findings: data.bounce.bouncedRecipients.map(failedFor) };
}

function deliveredTo({ recipients, smtpResponse }: { recipients: string[]; smtpResponse: string }): Finding[] {
  return recipients.map((recipient) => ({ recipient, action: 'delivered', status: '', text: smtpResponse }));
}

function failedFor({ emailAddress, action, status, diagnosticCode }: z.infer<typeof bounced>): Finding {
  const text = diagnosticCode.replace(/^smtp;\s*/i, '');
  return { recipient: emailAddress, action: action.toLowerCase(), status, text };
}

/** The object in front of the topic's own footer. */
function firstJson(text: string): unknown {
  const end = text.search(/\n\s*--\s*\n/);
  try {
    return JSON.parse(text.slice(0, end === -1 ? undefined : end).replace(/\r?\n/g, ''));
  } catch {
    return null;
  }
}
