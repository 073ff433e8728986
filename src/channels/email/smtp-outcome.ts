// What a failed transfer means, by whether the final dot was out: before it nothing can have been accepted; after it only
// a whole reply of the server is an answer.
import type { DeliveryOutcome } from '#core/message/channel.ts';
import { oneLine } from './one-line.ts';
import type { SmtpError } from './smtp-connection.ts';
import { type ReplyStage, sortReply } from './sort-reply.ts';

export type Transferred = {
  readonly outcome: DeliveryOutcome;
  /** clean: may carry the next message. reset: after RSET. dead: dropped. stale: dead before the gate, perhaps for idleness. */
  readonly connection: 'clean' | 'reset' | 'dead' | 'stale';
};

/** Nothing has been accepted, whatever happened. */
export function beforeDot(error: SmtpError, stage: 'envelope' | 'body' | 'gate'): Transferred {
  const text = oneLine(error.response ?? error.message);
  const code = error.responseCode ?? 0;
  const inEnvelope = stage === 'envelope';
  if (code >= 400 && code < 600 && code !== 421) {
    const outcome = sortReply({ code, text, stage: inEnvelope ? stageOf(error) : 'final' });
    return { outcome, connection: inEnvelope ? 'reset' : 'dead' };
  }
  if (code === 0 && error.code === 'EMESSAGE') {
    return { outcome: { kind: 'refused', side: 'content', status: '5.3.4', text }, connection: 'reset' };
  }
  if (code === 0 && error.code === 'EENVELOPE') {
    return { outcome: { kind: 'refused', side: 'ours', status: '5.1.3', text }, connection: 'reset' };
  }
  return { outcome: { kind: 'try_later', text }, connection: inEnvelope ? 'stale' : 'dead' };
}

/** Only a whole reply of the server is an answer; everything else leaves it open. */
export function afterDot(error: SmtpError): Transferred {
  const text = oneLine(error.response ?? error.message);
  const code = error.responseCode ?? 0;
  const answered = error.code === 'EMESSAGE' && code >= 400 && code < 600;
  if (!answered) return { outcome: { kind: 'unknown', text: `after the final dot: ${text}` }, connection: 'dead' };
  return { outcome: sortReply({ code, text, stage: 'final' }), connection: code === 421 ? 'dead' : 'reset' };
}

function stageOf(error: SmtpError): ReplyStage {
  if (error.command === 'MAIL FROM') return 'mail';
  return error.command === 'RCPT TO' ? 'rcpt' : 'data';
}
