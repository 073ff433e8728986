// Hard or soft? Hard gives an address up for good, so it takes a statement about the address itself: a status that names it,
// or words for it said at RCPT. "User unknown" after the body is as often a filter's excuse, and unclear is soft.
import type { RefusalSide } from '#core/message/channel.ts';
import type { ReplyStage } from '../sort-reply.ts';
import * as words from '../refusal-words.ts';
import { says } from '../refusal-words.ts';

export type Failure = {
  /** RFC 3463; empty when it isn't stated. */
  readonly status: string;
  readonly replyCode: number | null;
  readonly text: string;
  readonly stage: ReplyStage | null;
  readonly side: RefusalSide;
};

/** RFC 3463 and 7505: no such mailbox, no such system, bad syntax, moved, null MX, no route to the domain. */
const FOR_GOOD = new Set(['5.1.0', '5.1.1', '5.1.2', '5.1.3', '5.1.6', '5.1.10', '5.4.4']);
/** Words that are about something else than the address, also under a status that names it. */
const WHATEVER_THE_STATUS = [words.FULL, words.SENDER, words.UNWANTED, words.NOT_THEIRS, words.TOO_LARGE];
const TEXT_LENGTH_MAX = 4_000;

export function failureResult({ status, replyCode, text: whole, stage, side }: Failure): 'hard' | 'soft' {
  const text = whole.slice(0, TEXT_LENGTH_MAX);
  if (status.startsWith('4') || (status === '' && replyCode !== null && replyCode < 500)) return 'soft';
  if (stage === 'mail' || stage === 'session' || side === 'policy' || side === 'content') return 'soft';
  if (WHATEVER_THE_STATUS.some((meaning) => says(text, meaning))) return 'soft';
  if (FOR_GOOD.has(status)) return 'hard';
  if (says(text, words.CLOSED)) return 'soft';
  if (says(text, words.NO_SUCH_DOMAIN) || says(text, words.MOVED)) return 'hard';
  return stage === 'rcpt' && says(text, words.NO_SUCH_ADDRESS) ? 'hard' : 'soft';
}
