// What WhatsApp tells of by its webhook, one thing after another, whoever read it.
import type { RefusalSide } from '#core/message/channel.ts';
import type { WhatsappTemplateStatus } from '#core/message/whatsapp.ts';
import type { Instant } from '#core/time/instant.ts';

export const whatsappDeliveryStatuses = ['sent', 'delivered', 'read', 'failed'] as const;
export type WhatsappDeliveryStatus = (typeof whatsappDeliveryStatuses)[number];

/** Why a message that was taken failed after all. */
export type LateRefusal = {
  readonly code: string;
  readonly text: string;
  /** Passing: a limit, or a fault of theirs. */
  readonly side: RefusalSide | 'passing';
  readonly optsOut: boolean;
};

export type WhatsappNews =
  | {
      readonly kind: 'status';
      /** Meta's, of the message. */
      readonly message: string;
      readonly status: WhatsappDeliveryStatus;
      /** The number as WhatsApp writes it. */
      readonly contact: string;
      /** What was sent along with the message; null: it isn't ours. */
      readonly reference: string | null;
      readonly at: Instant | null;
      readonly refusal: LateRefusal | null;
    }
  | {
      readonly kind: 'message';
      readonly message: string;
      readonly contact: string;
      /** What the person sees of it; of a picture what was written below it. */
      readonly text: string;
      /** The message that it answers; null: it says none. */
      readonly quoted: string | null;
      readonly at: Instant | null;
    }
  /** The person wants no more marketing, or wants it again. */
  | {
      readonly kind: 'preference';
      readonly contact: string;
      readonly wants: 'stop' | 'resume';
      readonly at: Instant | null;
    }
  | {
      readonly kind: 'template';
      readonly name: string;
      readonly language: string;
      readonly status: WhatsappTemplateStatus;
      readonly at: Instant | null;
    }
  /** Nobody knows what it means (K-58), or it is of a number that isn't ours. */
  | { readonly kind: 'unknown'; readonly what: string };

/** `raw`: as it came, one thing alone: what it is told apart by where it says nothing else. */
export type ToldNews = { readonly news: WhatsappNews; readonly raw: string };

/** `phoneNumberId`: what is of other numbers is nobody's here. Null: it is no such message at all. */
export type ReadWhatsappNews = (body: Uint8Array, phoneNumberId: string) => readonly ToldNews[] | null;

/** Whether the bytes were signed with the app's secret. */
export type IsSignedByMeta = (signed: {
  readonly body: Uint8Array;
  readonly signature: string;
  readonly appSecret: string;
}) => boolean;
