// Mail that the product writes to a person itself, beside the messages of cadences: an invitation to a meeting, a digest. It is
// kept before it is sent, and sent once.
import type { AccountUsed, KeyNamed } from '#core/message/letter.ts';
import type { Address, DeliveryOutcome, Gate, ReturnPath } from '#core/message/channel.ts';
import type { Instant } from '#core/time/instant.ts';

export type CalendarPart = { readonly method: 'REQUEST' | 'CANCEL'; readonly text: string };

export type OwnMail = {
  readonly to: Address;
  readonly subject: string;
  /** Plain text. */
  readonly paragraphs: readonly string[];
  readonly link: { readonly label: string; readonly url: string } | null;
  readonly calendar: CalendarPart | null;
};

export type OwnLetter = OwnMail & {
  readonly organization: number;
  readonly from: Address;
  readonly account: AccountUsed | null;
  readonly returnPath: ReturnPath | null;
  readonly signedWith: KeyNamed | null;
  readonly date: Instant;
};

/** As the channel's own: the gate is asked immediately before the final dot. Never throws. */
export type SendOwnMail = (letter: OwnLetter, gate: Gate) => Promise<DeliveryOutcome>;
