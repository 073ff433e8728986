// Is this a mail system telling of a delivery, without a report a machine can read? By who writes and by what it says: a
// person who forwards a bounce, or writes about one, is neither.
import { hasNullReturnPath } from '../automatic.ts';
import type { ParsedMail } from '../parse-mail.ts';
import { codesIn } from './codes.ts';
import { notificationText } from './notification-text.ts';

/** Nobody else writes under these names. */
const DAEMON =
  /^[\s"'<]*mailer[-_. ]?daemon\b|<mailer[-_.]?daemon@|^[\s"'<]*mail[-. ]deliver(y|er)?[-. ](sub)?system\b/i;
/** People do, too. */
const SYSTEM =
  /\b(post[-_.]?master|mdaemon|mail[-.]?daemon|mailerdaemon|microsoftexchange[0-9a-f]{32}|sysadmin)@|\b(mail administrator|internet mail delivery|system administrator|content-filter at|interscan|courier mail server)\b/i;
const FAILURE_SUBJECT = [
  /failure notice|undeliver|(failure|failed) delivery|delivery[- _](status|failure|failed|problem|report|error|notification|has failed)/i,
  /could not (be (delivered|sent)|send)|was not delivered|not delivered|non[- ]?deliver|error sending (your )?(mail|message)|message status/i,
  /(returned|rejected|delayed) mail|mail (delivery|system error|failure|not delivered)|return(ed|ing) (message )?to sender|\[bounce\]|errors? (in forwarding|from )/i,
  /unzustellbar|nicht (zugestellt|zustellbar)|non[ _]remis|no entregado|mancato recapito|non recapitabile|n(ã|a)o[ _]entregue|onbestelbaar|не доставлено|недоставлен/i,
  /退信|无法投递|投递失败|退回|发送失败|未送达|配信不能|配信できません|送信できません/,
];
const FAILURE_TEXT =
  /(could not|couldn't|cannot|can't|unable to|not able to|wasn't able to|failed to|did not|not) (be )?(deliver|reach|send|sent)|undeliverable|delivery (has )?failed|error (message|sending)|permanent (error|failure)|returned to sender|trouble delivering|delivery (errors|problems)|邮件被退回|退信原因|无法送达|投递失败/i;
const ANSWER_OR_FORWARD = /^\s*(re|fwd?|aw|wg|sv|antw|回复|转发|答复)\s*[:：]/i;

export function isNotification(mail: ParsedMail): boolean {
  if (mail.values('x-failed-recipients').length > 0) return true;
  if (mail.values('content-type').some((value) => /report-type="?(global-)?delivery-status/i.test(value))) return true;
  const senders = [...mail.values('from'), ...mail.values('return-path')].map((value) => value.slice(0, 500));
  if (senders.some((value) => DAEMON.test(value))) return true;
  const isSystem = senders.some((value) => SYSTEM.test(value));
  const unanswerable = hasNullReturnPath(mail);
  if (namesFailure(mail) && (isSystem || unanswerable)) return true;
  const isLikely = isSystem || (returnsMessage(mail) && (unanswerable || namesFailure(mail)));
  if (!isLikely) return false;
  const text = notificationText(mail);
  return FAILURE_TEXT.test(text) && (!isSystem || statesCode(text));
}

function namesFailure(mail: ParsedMail): boolean {
  const subject = (mail.email.subject ?? '').slice(0, 500);
  return FAILURE_SUBJECT.some((pattern) => pattern.test(subject)) && !ANSWER_OR_FORWARD.test(subject);
}

function statesCode(text: string): boolean {
  const { replyCode, status } = codesIn(text);
  return replyCode !== null || status !== '';
}

function returnsMessage({ parts }: ParsedMail): boolean {
  return parts.some(({ type }) => /^(message|text)\/rfc822/.test(type));
}
