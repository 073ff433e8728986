// The one interface through which the engine knows channels: deliver this, and the four words a channel answers in
// (sent, refused, try later, unknown), plus "stopped" when the gate said no and "awaited" where the other side tells later
// what became of it. Adding a channel touches no engine code.
import type { FailureReason } from '#core/cadence/input.ts';
import type { Instant } from '#core/time/instant.ts';

/** Whose fault a refusal is decides what follows: recipient = bounced; policy = the mailbox pauses; ours and content = the enrollment fails. */
export type RefusalSide = 'recipient' | 'policy' | 'ours' | 'content';

export type Refused = {
  readonly kind: 'refused';
  readonly side: RefusalSide;
  readonly status: string;
  readonly text: string;
  /** Why the address is never written to again, where the recipient refused; absent: it doesn't exist. Null: it may be again. */
  readonly remembered?: 'unsubscribed' | null;
  /** Where it is ours: what was wrong; absent: nothing that has a name. */
  readonly reason?: FailureReason;
};

export type DeliveryOutcome =
  /** Accepted by the other side; `at` is when. */
  | { readonly kind: 'sent'; readonly at: Instant; readonly response: string }
  /** Certainly not accepted, and never will be. */
  | Refused
  /** Certainly not accepted; nothing left us that could count; may be tried again. */
  | { readonly kind: 'try_later'; readonly text: string }
  /** May have gone out: parked as needs review, never sent again by itself. */
  | { readonly kind: 'unknown'; readonly text: string }
  /** May have gone out; the other side will tell. Silent for a day, it is parked like what is unknown (K-124). */
  | { readonly kind: 'awaited'; readonly text: string }
  /** The gate held it back: nothing was sent. */
  | { readonly kind: 'stopped' };

/**
 * Asked immediately before the point of no return. True: the stop barrier has been passed and committed, carry on.
 * False: drop everything, nothing may go out. It never throws for a "no"; a throw means the answer is unknown: drop too.
 */
export type Gate = () => Promise<boolean>;

export type Address = { readonly name: string; readonly address: string };

/**
 * Where bounces go. tagged: local+token@domain, so that one names its message whatever it quotes of it. plain: this very
 * address, for servers that take mail from nobody but the one who logged in.
 */
export type ReturnPath = { readonly kind: 'tagged' | 'plain'; readonly address: string };

/** A rendered e-mail, ready to be built as MIME. All texts are plain; nothing here is a template any more. */
export type EmailMessage = {
  readonly from: Address;
  readonly to: Address;
  readonly replyTo: Address | null;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** The delivery's token: Message-ID and VERP return path are made from it, the same on every attempt. */
  readonly token: string;
  /** Goes into List-Unsubscribe with the one-click header (RFC 8058): http(s) only. Null: a message that needs none. */
  readonly unsubscribeUrl: string | null;
  /** Message-IDs (with angle brackets) of the cadence's earlier mail to this recipient, oldest first. */
  readonly references: readonly string[];
  readonly date: Instant;
  /** Null or left out: tagged, at “bounces” of the sender's domain. */
  readonly returnPath?: ReturnPath | null;
  /** Files that go along; their names are plain texts. */
  readonly files?: readonly { readonly name: string; readonly content: Uint8Array }[];
  /** An iCalendar object for the recipient's calendar; null or left out: none. */
  readonly calendar?: { readonly method: 'REQUEST' | 'CANCEL'; readonly text: string } | null;
  /** Written by the product, not for a person: nothing shall answer it by itself (T27). */
  readonly isAutomatic?: boolean;
};
