// Whom a follow-up goes to in a simulation (C-90), and why it may not: as preparing the message or making the call would
// find (C-34, C-38).
import type { ChannelSettings } from '#core/cadence/definition.ts';
import { accountKey, type Contacted, textIn } from '#core/cadence/contact-budget.ts';
import type { Fact, SuppressionReason } from '#core/cadence/input.ts';
import { isAddress } from '#core/message/address.ts';
import { fold } from '#core/records/fold.ts';
import { type FieldValues, valueOf } from '#core/records/field.ts';

export type Reaching = {
  /** The organisation's own address. */
  readonly ownAddress: string;
  /** Recipients who are not written to any more, by folded address. */
  readonly suppressed: ReadonlyMap<string, SuppressionReason>;
  /** Senders in whose name nobody writes any more, folded. */
  readonly sendersLeft: ReadonlySet<string>;
};

/** Null: it can go out. */
export function whyNotReached(
  { number, settings }: { readonly number: number; readonly settings: ChannelSettings },
  record: FieldValues,
  reaching: Reaching,
): Fact | null {
  if (settings.channel === 'task') return null;
  const suppressed = (reason: SuppressionReason): Fact => ({ kind: 'suppressed', followUp: number, reason });
  const isSaid = (field: string): boolean => valueOf({ values: record }, field) === true;
  if (settings.channel === 'call') return isSaid('do_not_call') ? suppressed('do_not_call') : null;
  // A field of a record that is looked up is not at hand.
  if (settings.to.includes('.')) return null;
  if (settings.channel === 'whatsapp') {
    return textIn(record, settings.to) === null
      ? { kind: 'not_carried_out', followUp: number, reason: 'no_address' }
      : null;
  }
  const address = textIn(record, settings.to);
  if (address === null) return { kind: 'not_carried_out', followUp: number, reason: 'no_address' };
  if (!isAddress(address)) return { kind: 'not_carried_out', followUp: number, reason: 'invalid_address' };
  if (isSaid('do_not_email')) return suppressed('do_not_email');
  const reason = reaching.suppressed.get(fold(address));
  if (reason !== undefined) return suppressed(reason);
  const hasLeft = reaching.sendersLeft.has(senderOf(settings, reaching) ?? '');
  return hasLeft ? { kind: 'not_carried_out', followUp: number, reason: 'sender_left' } : null;
}

/** As it is compared; null: it is no message. */
export function senderOf(settings: ChannelSettings, { ownAddress }: Pick<Reaching, 'ownAddress'>): string | null {
  return settings.channel === 'email' ? fold(settings.from ?? ownAddress) : null;
}

/** The recipient as it is compared; null: there is none. */
export function recipientOf(settings: ChannelSettings, record: FieldValues): string | null {
  const address = textIn(record, settings.channel === 'email' ? settings.to : 'email');
  return address === null ? null : fold(address);
}

/** Who is contacted, and for whom they work. */
export function contactedBy(settings: ChannelSettings, record: FieldValues, id: string): Contacted {
  return { person: recipientOf(settings, record) ?? `record ${id}`, account: accountKey(record) };
}
