// Complaints: a provider passes on that its user called a message spam (ARF, RFC 5965; Amazon SES; and the loops of before).
import type { ParsedMail } from '../parse-mail.ts';
import { sesEvent } from './ses-event.ts';

/** "abuse", "opt-out", …; null when the message is no complaint. */
export function feedbackType(mail: ParsedMail): string | null {
  const report = mail.parts.find(({ type }) => type === 'message/feedback-report');
  if (report !== undefined) return typeIn(report.text);
  const event = sesEvent(mail);
  if (event?.kind === 'feedback') return event.feedback;
  if (mail.values('content-type').some((value) => /report-type="?feedback-report/i.test(value)))
    return typeIn(mail.body);
  return isComplaintLoop(mail) ? 'abuse' : null;
}

function typeIn(report: string): string {
  return /^feedback-type:\s*([\w.-]{1,50})/im.exec(report)?.[1]?.toLowerCase() ?? 'other';
}

/** Microsoft's JMRP sends the message itself under such a subject; AOL did, to the loop's address. */
function isComplaintLoop(mail: ParsedMail): boolean {
  const subject = (mail.email.subject ?? '').slice(0, 500);
  if (/^complaint about message from \d/i.test(subject)) return true;
  return /^email feedback report for ip \d/i.test(subject);
}
