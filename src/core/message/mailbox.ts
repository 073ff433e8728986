// A mailbox that is read as it fills: the port between whoever speaks IMAP and whoever takes the messages in.
import type { FailedStep, InboxAccess } from '#core/message/mail-account.ts';
import type { Instant } from '#core/time/instant.ts';

/** Messages of a folder are numbered upwards; under another validity the numbers mean other messages. */
export type MailboxPosition = { readonly validity: string; readonly lastUid: number };

export type MailboxMessage = {
  readonly raw: Uint8Array;
  /** When the mailbox got it. */
  readonly receivedAt: Instant;
};

/** What core knows of an AbortSignal. */
export type EndSignal = {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
};

export type MailboxVisit = {
  /** Null: it was never opened. */
  readonly position: MailboxPosition | null;
  /** What came before needs no reading any more: where the position says nothing, reading begins here. */
  readonly readUntil: Instant;
  /** Commits the message together with the position behind it (K-49). Throws: it is read again. */
  readonly take: (message: MailboxMessage, position: MailboxPosition) => Promise<void>;
  /** Everything that had come by `until` has been taken. */
  readonly readThrough: (position: MailboxPosition, until: Instant) => Promise<void>;
  /** Message-IDs of what may have gone out by this account: looked for in its folder of sent mail. */
  readonly doubted: () => Promise<readonly string[]>;
  /** Of these, those that lie there. */
  readonly foundSent: (messageIds: readonly string[]) => Promise<void>;
  /** Ends the visit. */
  readonly signal: EndSignal;
};

/** Reads until the signal (null), or until something fails. Never throws. */
export type FollowMailbox = (access: InboxAccess, visit: MailboxVisit) => Promise<FailedStep | null>;
