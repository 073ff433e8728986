// What a message of the recipient's side means for the delivery it belongs to: what is noted, what the round hears, what the
// address or the sender comes to.
import type { Fact } from '#core/cadence/input.ts';
import { decidingReport, type InboundMessage } from '#core/message/inbound.ts';

export type Meaning = {
  readonly event: string;
  readonly detail: string | null;
  readonly fact: Extract<Fact, { kind: 'response' }> | null;
  readonly suppress: 'hard_bounced' | 'complained' | null;
  /** The server's words, where it refuses us and not the recipient (K-38). */
  readonly policy: string | null;
};

/** C-36: what is no reply is recorded as what it is. K-37: a delay is no bounce. */
export function meaningOf(message: InboundMessage, followUp: number): Meaning {
  const nothing = { detail: null, fact: null, suppress: null, policy: null };
  switch (message.kind) {
    case 'reply':
      return { ...nothing, event: 'replied', fact: { kind: 'response', followUp, response: 'replied', link: null } };
    case 'auto_reply':
      return { ...nothing, event: 'auto_replied', detail: message.because };
    case 'feedback':
      return {
        ...nothing,
        event: 'complained',
        detail: message.feedback,
        suppress: 'complained',
        fact: { kind: 'response', followUp, response: 'unsubscribed', link: null },
      };
    case 'meeting_reply':
      return { ...nothing, event: 'other', detail: message.reply.answer };
    case 'other':
      return { ...nothing, event: 'other', detail: message.reason };
    case 'bounce':
      return bounceMeaning(message, followUp);
  }
}

function bounceMeaning(message: Extract<InboundMessage, { kind: 'bounce' }>, followUp: number): Meaning {
  const report = decidingReport(message.reports);
  const detail = `${report.result} ${report.status} ${report.text}`.trim().slice(0, 500);
  const nothing = { detail, fact: null, suppress: null, policy: null };
  if (report.side === 'policy') return { ...nothing, event: 'refused_for_policy', policy: report.text };
  if (report.result !== 'hard') return { ...nothing, event: `bounce_${report.result}` };
  const fact = { kind: 'response', followUp, response: 'bounced', link: null } as const;
  return { ...nothing, event: 'bounced', fact, suppress: 'hard_bounced' };
}
