// What came in, sorted: the one shape in which replies, bounces, automatic replies and complaints reach the engine,
// whichever mailbox they were read from. Nothing here names a delivery unless a valid token did (T16).
import type { CalendarReply } from '#core/message/invitation.ts';
import type { Instant } from '#core/time/instant.ts';
import type { Address, RefusalSide } from './channel.ts';

/** The delivery a message belongs to: proven by its token, never by what a text claims. */
export type DeliveryNamed = { readonly organization: number; readonly delivery: string };

export type MailHead = {
  /** Null without a valid token: then only "suspected", to be matched by address with care. */
  readonly token: DeliveryNamed | null;
  readonly from: Address | null;
  readonly to: readonly Address[];
  readonly subject: string;
  /** With angle brackets, as it stands in the header. */
  readonly messageId: string | null;
  /** What it says it answers, the most direct one first. */
  readonly answers: readonly string[];
  /** As the sender's clock had it: to be clamped before use (K-56). */
  readonly date: Instant | null;
};

/**
 * hard: the address does not take mail and won't. soft: not this time, or not from us. delayed: still being tried.
 * delivered: arrived (or was handed on to a system that doesn't report).
 */
export type DeliveryResult = 'hard' | 'soft' | 'delayed' | 'delivered';

export type BounceReport = {
  /** Empty when the report doesn't say. */
  readonly recipient: string;
  readonly result: DeliveryResult;
  /** Whose fault a failure is, as in a refusal at the door: policy pauses the mailbox, not the recipient (K-38). */
  readonly side: RefusalSide | null;
  /** RFC 3463, e.g. "5.1.1"; empty when the report has none. */
  readonly status: string;
  readonly replyCode: number | null;
  readonly text: string;
};

export type InboundMessage = MailHead &
  (
    | {
        readonly kind: 'reply';
        /** Reads like an absence note, though nothing declares it one (K-43). */
        readonly doubt: 'absence_note' | null;
        readonly newText: string;
        readonly html: string | null;
      }
    /** In the order of the message. */
    | { readonly kind: 'bounce'; readonly reports: readonly [BounceReport, ...BounceReport[]] }
    /** `because` is the header that says so. */
    | { readonly kind: 'auto_reply'; readonly because: string; readonly newText: string }
    /** The calendar program of somebody who was invited to a meeting. */
    | { readonly kind: 'meeting_reply'; readonly reply: CalendarReply }
    /** A complaint; `feedback` is the type it names (abuse, opt-out, …). */
    | { readonly kind: 'feedback'; readonly feedback: string }
    | { readonly kind: 'other'; readonly reason: 'unreadable' | 'own_message' | 'read_receipt' }
  );

const WORST_FIRST: readonly DeliveryResult[] = ['hard', 'soft', 'delayed', 'delivered'];

/** Of several recipients one of ours was forwarded to: the worst decides. */
export function decidingReport(reports: readonly [BounceReport, ...BounceReport[]]): BounceReport {
  const [first] = reports.toSorted((a, b) => WORST_FIRST.indexOf(a.result) - WORST_FIRST.indexOf(b.result));
  return first ?? reports[0];
}
