// What an SMTP reply means for the delivery: 4xx may be tried again; 5xx is refused, and whose fault it is decides what
// follows (C-34): recipient = bounced, policy = the mailbox pauses, content and ours = the enrollment fails. The enhanced
// status (RFC 3463) decides where there is one, then the words, then where in the dialogue it was said. Pure; also used
// for the same replies quoted in bounce messages.
import type { DeliveryOutcome, RefusalSide } from '#core/message/channel.ts';
import { BLOCK_LIST, NO_SUCH_ADDRESS, POLICY, says, TOO_LARGE, VIRUS } from './refusal-words.ts';

/** Where in the dialogue a reply was given. `session` is everything before MAIL: greeting, EHLO, STARTTLS, AUTH. */
export type ReplyStage = 'session' | 'mail' | 'rcpt' | 'data' | 'final';
export type ReplySeen = { readonly code: number; readonly text: string; readonly stage: ReplyStage };

/** Only for 4xx and 5xx replies. */
export function sortReply(reply: ReplySeen): DeliveryOutcome {
  const status = enhancedStatus(reply.text) ?? `${Math.floor(reply.code / 100)}.0.0`;
  if (reply.code < 500) return { kind: 'try_later', text: reply.text };
  return { kind: 'refused', side: refusalSide(reply, status), status, text: reply.text };
}

/** "5.1.1" out of "550 5.1.1 no such user"; null when the reply has none where it belongs. */
export function enhancedStatus(text: string): string | null {
  return /^[245]\d\d[ -]+([245]\.\d{1,3}\.\d{1,3})\b/.exec(text)?.[1] ?? null;
}

// 5.7.x is policy, but these say "this recipient does not take mail from you": nothing is wrong with our mailbox.
// 5.7.2 list expansion (RFC 3463), 5.7.17/18 new owner (RFC 7293), the rest Exchange Online's restricted recipients.
const RESTRICTED_RECIPIENT = new Set([
  '5.7.2',
  '5.7.17',
  '5.7.18',
  '5.7.124',
  '5.7.129',
  '5.7.133',
  '5.7.134',
  '5.7.135',
  '5.7.136',
]);
const SIDE_BY_STATUS: ReadonlyMap<string, RefusalSide> = new Map([
  ['5.1.3', 'ours'],
  ['5.1.7', 'policy'],
  ['5.1.8', 'policy'],
  ['5.2.3', 'content'],
  ['5.3.4', 'content'],
]);

/** Looser than NO_SUCH_ADDRESS: enough to know whom it is about, not to give an address up. */
const NO_SUCH_USER = /user|mailbox|recipient|account|address|alias|不存在|no such|unknown|undeliverable/i;

/** Whose fault a refusal is; `status` is its enhanced status, stated in the reply or beside it. */
export function refusalSide(reply: ReplySeen, status: string): RefusalSide {
  const text = reply.text.slice(0, 1_000);
  if (says(text, VIRUS)) return 'content';
  // K-38: a block list stays one, also under a status that blames the address.
  if (says(text, BLOCK_LIST)) return 'policy';
  if (RESTRICTED_RECIPIENT.has(status)) return 'recipient';
  const known = SIDE_BY_STATUS.get(status);
  if (known !== undefined) return known;
  const [, subject] = status.split('.');
  if (subject === '7') return sideOfPolicy(text);
  if (subject === '6') return 'content';
  if (subject === '1' || subject === '2' || subject === '4') return 'recipient';
  return sideByWords(reply, text);
}

/** Some answer 5.7.1 to whatever they refuse, an unknown address and a heavy message too. */
function sideOfPolicy(text: string): RefusalSide {
  if (says(text, POLICY)) return 'policy';
  if (says(text, TOO_LARGE)) return 'content';
  return says(text, NO_SUCH_ADDRESS) ? 'recipient' : 'policy';
}

/** For 5.0.0, 5.3.0 and 5.5.0, which servers use for anything. */
function sideByWords({ code, stage }: ReplySeen, text: string): RefusalSide {
  if (says(text, TOO_LARGE)) return 'content';
  if (stage === 'session' || [521, 530, 534, 535, 538].includes(code)) return 'policy';
  if (says(text, POLICY)) return 'policy';
  if (stage === 'rcpt') return code >= 500 && code <= 504 ? 'ours' : 'recipient';
  if (stage === 'mail') return code === 552 ? 'content' : 'policy';
  // After the body one weird reply must not pause a whole mailbox: without words for it, it is this message's content.
  return [550, 551, 553].includes(code) && NO_SUCH_USER.test(text) ? 'recipient' : 'content';
}
