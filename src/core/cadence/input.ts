// What reaches an enrollment from outside: facts and requests, each written as a row by whoever learns of it.
import type { HoldReason } from '#core/cadence/enrollment.ts';
import type { MessageResponse } from '#core/cadence/response.ts';
import type { Instant } from '#core/time/instant.ts';

/** Why a follow-up could not be carried out. The numbers are stored: append only. */
export const failureReasons = [
  'no_address',
  'invalid_address',
  'template_missing',
  'template_error',
  'refused_as_ours',
  'refused_content',
  'retries_exhausted',
  'owner_missing',
  'engine_error',
  'sender_left',
  'no_number',
  'invalid_number',
  'whatsapp_refused',
] as const;
export type FailureReason = (typeof failureReasons)[number];

/** Why a follow-up was held back although it was due. */
export const suppressionReasons = [
  'do_not_email',
  'do_not_call',
  'unsubscribed',
  'hard_bounced',
  'complained',
] as const;
export type SuppressionReason = (typeof suppressionReasons)[number];

/** Why an enrollment is asked to end. */
export const endRequests = ['manual', 'restarted', 'record_deleted', 'record_converted', 'record_merged'] as const;
export type EndRequest = (typeof endRequests)[number];

/** Which repetition of the follow-up it is about (C-16); absent: the first time. */
export type OfRepetition = { readonly repetition?: number };

/** `channel` absent: by mail. */
export type Heard = { readonly response: MessageResponse; readonly channel?: 'whatsapp' };

export type Fact =
  | ({
      readonly kind: 'response';
      readonly followUp: number;
      readonly response: MessageResponse;
      readonly link: string | null;
    } & OfRepetition)
  /** The person answered a message of another round or another cadence: the rules hear it, no branch does (K-34). */
  | ({ readonly kind: 'heard_elsewhere' } & Heard)
  /** A task or call was given this status (and, for calls, this result). */
  | { readonly kind: 'status'; readonly followUp: number; readonly status: string; readonly result: string | null }
  /** The channel sent the message, or made the task or call. */
  | ({ readonly kind: 'carried_out'; readonly followUp: number } & OfRepetition)
  /** The recipient's side refused for good: bounced, without having been sent. */
  | ({ readonly kind: 'refused'; readonly followUp: number } & OfRepetition)
  | ({ readonly kind: 'not_carried_out'; readonly followUp: number; readonly reason: FailureReason } & OfRepetition)
  | ({ readonly kind: 'suppressed'; readonly followUp: number; readonly reason: SuppressionReason } & OfRepetition)
  /** It is due, but a mailbox's limit or the contact budget holds it (C-39, C-93). */
  | { readonly kind: 'held'; readonly followUp: number; readonly reason: HoldReason; readonly until: Instant }
  /** It may have gone out: a person must look. */
  | ({ readonly kind: 'unknown'; readonly followUp: number } & OfRepetition)
  | { readonly kind: 'reviewed'; readonly followUp: number; readonly verdict: 'send_again' | 'mark_sent' | 'skip' }
  /** The record changed, or the clock may have made a rule true. */
  | { readonly kind: 'look_again' }
  /** The organisation's time zone, or what is known of it, is another (K-64, K-66). */
  | { readonly kind: 'zone_changed' }
  | { readonly kind: 'end'; readonly reason: EndRequest }
  | { readonly kind: 'disabled' }
  /** A new version was published; the enrollment moves to it or stops. */
  | { readonly kind: 'republished'; readonly version: number };

export type Input = Fact & {
  readonly at: Instant;
  /** Number of the member who asked; null: nobody in person. */
  readonly actor: number | null;
};
