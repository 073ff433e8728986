// C-35: where answers to a message come to.
import { type EmailSettings, RECORD_OWNER } from '#core/cadence/definition.ts';

export type Answered = {
  /** The organisation's. */
  readonly ownAddress: string;
  /** Of the mail accounts that belong to users. */
  readonly ownersAddresses: readonly string[];
};

/** Answers go to Reply-To, else to From; where that is the record's owner, to any of theirs, or to the organisation's. */
export function replyAddressesOf(
  { replyTo, from }: EmailSettings,
  { ownAddress, ownersAddresses }: Answered,
): string[] {
  if (replyTo !== null) return [replyTo];
  return from === RECORD_OWNER ? [ownAddress, ...ownersAddresses] : [from ?? ownAddress];
}
