// A rendered message of one delivery, without what the channel adds to it: identity, tracking, headers.
import type { Address, DeliveryOutcome, Gate } from '#core/message/channel.ts';
import type { DeliveryNamed } from '#core/message/inbound.ts';
import type { Instant } from '#core/time/instant.ts';

export type Letter = DeliveryNamed & {
  readonly from: Address;
  readonly to: Address;
  readonly replyTo: Address | null;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly language: 'en' | 'zh';
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
