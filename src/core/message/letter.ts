// A rendered message of one delivery, without what the channel adds to it: identity, tracking, headers.
import type { Address, DeliveryOutcome, Gate, ReturnPath } from '#core/message/channel.ts';
import type { DeliveryNamed } from '#core/message/inbound.ts';
import type { Instant } from '#core/time/instant.ts';

/** A mail account as it was when the letter was written: changed since, its connections are made anew. */
export type AccountUsed = { readonly id: number; readonly revision: number };

/** The DKIM key that a domain's mail is signed with: under its name there is never another one. */
export type KeyNamed = { readonly domain: string; readonly selector: string };

/** Read when the message is about to go out. Null: it isn't there as it was given; throws where nobody can say. */
export type LetterFile = { readonly name: string; readonly read: () => Promise<Uint8Array | null> };

export type Letter = DeliveryNamed & {
  /** Null: the server that the installation sends by. */
  readonly account: AccountUsed | null;
  readonly returnPath: ReturnPath | null;
  /** Null: it goes out unsigned. */
  readonly signedWith: KeyNamed | null;
  readonly from: Address;
  readonly to: Address;
  readonly replyTo: Address | null;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly language: 'en' | 'zh';
  /** They go along with the message. */
  readonly files: readonly LetterFile[];
  /** Message-IDs of the cadence's earlier mail to this recipient, oldest first. */
  readonly references: readonly string[];
  readonly date: Instant;
};

export type Composed =
  | {
      readonly kind: 'composed';
      readonly messageId: string;
      /** The same bytes on every attempt; the gate is asked immediately before the final dot. */
      readonly send: (gate: Gate) => Promise<DeliveryOutcome>;
    }
  | Extract<DeliveryOutcome, { kind: 'refused' }>;
