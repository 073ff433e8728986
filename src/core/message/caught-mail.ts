// Mail in the development mailbox: what the built-in catch-all keeps, and how a tester sees it as its recipient. The
// recipient's answers (replies, bounces) have the same shape: real messages with an envelope.
import type { Instant } from '#core/time/instant.ts';
import type { Address } from './channel.ts';

export type CaughtMail = {
  /** Empty for the null sender of bounces and automatic replies: never answered. */
  readonly envelopeFrom: string;
  readonly recipients: readonly string[];
  readonly raw: Uint8Array;
};

export type MailForRecipient = {
  readonly from: Address | null;
  readonly to: readonly Address[];
  readonly subject: string;
  readonly text: string;
  /** Sanitised, loads nothing from elsewhere: for a sandboxed frame. Null for mail without HTML. */
  readonly html: string | null;
  /** Where its links lead (http(s) only), in order, each once, without the one to unsubscribe. */
  readonly links: readonly string[];
  /** What a mail program fetches on opening. */
  readonly pixel: string | null;
  readonly unsubscribe: string | null;
  readonly messageId: string | null;
  readonly date: Instant | null;
  /** As they came, in order. */
  readonly headers: readonly { readonly name: string; readonly value: string }[];
};
