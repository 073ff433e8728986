// What the delivery of e-mail needs of its channel, stated where it is used; main.ts hands in the real thing.
import type { EmailTemplate } from '#core/cadence/definition.ts';
import type { Address, DeliveryOutcome, Gate } from '#core/message/channel.ts';
import type { MergeData, RenderedTemplate } from '#core/message/template.ts';

/** A rendered message of one delivery, without what the channel adds: identity, tracking, headers. */
export type Letter = {
  readonly organization: number;
  readonly delivery: string;
  readonly from: Address;
  readonly to: Address;
  readonly replyTo: Address | null;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly language: 'en' | 'zh';
  /** Message-IDs of the cadence's earlier mail to this recipient, oldest first. */
  readonly references: readonly string[];
  readonly date: number;
};

export type Composed =
  | {
      readonly kind: 'composed';
      readonly messageId: string;
      /** The same bytes on every attempt; the gate is asked immediately before the final dot. */
      readonly send: (gate: Gate) => Promise<DeliveryOutcome>;
    }
  | Extract<DeliveryOutcome, { kind: 'refused' }>;

export type EmailSender = {
  readonly render: (template: EmailTemplate, data: MergeData) => RenderedTemplate;
  /** The link that this delivery's recipient unsubscribes with: templates may place it. */
  readonly unsubscribeUrl: (delivery: { organization: number; delivery: string }) => string;
  readonly compose: (letter: Letter) => Promise<Composed>;
};
