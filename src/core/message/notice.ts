// Mail of the product itself to one person: an invitation, a link for a new password. No cadence sends it, nothing in it is
// tracked, and it can't be unsubscribed from.
import type { Address } from '#core/message/channel.ts';
import type { Instant } from '#core/time/instant.ts';

export type Notice = {
  readonly organization: number;
  readonly from: Address;
  readonly to: Address;
  readonly subject: string;
  /** Plain text. */
  readonly paragraphs: readonly string[];
  readonly link: { readonly label: string; readonly url: string };
  readonly date: Instant;
};

/** Whether the mail server took it. Never throws. */
export type SendNotice = (notice: Notice) => Promise<boolean>;
