// C-35: nothing may wait for an answer that nobody reads: where answers to a message come to a mail account without a
// mailbox, or to a public mail domain and no account of ours, neither “replied” nor “not replied” can be asked of it.
import { type CadenceDefinition, type FollowUp, RECORD_OWNER, type Trigger } from '#core/cadence/definition.ts';
import type { CheckContext, Report } from '#core/cadence/problem.ts';
import { replyAddressesOf } from '#core/cadence/reply-addresses.ts';
import { goesVia, isPublicMail, viaAddress } from '#core/message/public-mail.ts';
import { fold } from '#core/records/fold.ts';

export function checkReplies(
  { followUps, unenroll }: CadenceDefinition,
  { replies }: Pick<CheckContext, 'replies'>,
  report: Report,
): void {
  for (const followUp of followUps) warnOfVia(followUp, replies, report);
  const unread = new Map(followUps.flatMap((followUp) => unreadOf(followUp, replies)));
  for (const { id, parent, triggers } of followUps) {
    const address = parent === null ? undefined : unread.get(parent);
    if (address === undefined || !triggers.some(asksForReply)) continue;
    report({ code: 'replies_not_read', path: `followUps/${id}/when`, params: { address } });
  }
  const mailed = followUps.filter(({ settings }) => settings.channel === 'email');
  for (const { id, when } of unenroll) {
    if (when.kind !== 'response' || !when.responses.includes('replied')) continue;
    const meant = mailed.filter((one) => when.followUp === null || one.id === when.followUp);
    const addresses = meant.map((one) => unread.get(one.id));
    const [address] = addresses;
    if (address === undefined || addresses.includes(undefined)) continue;
    report({ code: 'replies_not_read', path: `unenroll/${id}`, params: { address } });
  }
}

/** The address that recipients see is another than the one that was chosen. */
function warnOfVia({ id, settings }: FollowUp, replies: CheckContext['replies'], report: Report): void {
  if (settings.channel !== 'email') return;
  const { ownAddress, accounts } = replies;
  const senders = settings.from === RECORD_OWNER ? replies.ownersAddresses : [settings.from ?? ownAddress];
  const address = senders.find((one) => goesVia(one, { account: accounts.get(fold(one)), ownAddress }));
  if (address === undefined) return;
  const params = { address, via: viaAddress(address, ownAddress), replyTo: settings.replyTo ?? address };
  report({ severity: 'warning', code: 'sent_via_own_domain', path: `followUps/${id}`, params });
}

function unreadOf({ id, settings }: FollowUp, replies: CheckContext['replies']): [string, string][] {
  if (settings.channel !== 'email') return [];
  const address = replyAddressesOf(settings, replies).find((one) => isUnread(one, replies));
  return address === undefined ? [] : [[id, address]];
}

/** What comes to any other address without an account may be read by the mailbox of the installation. */
function isUnread(address: string, { accounts }: CheckContext['replies']): boolean {
  const account = accounts.get(fold(address));
  return account === undefined ? isPublicMail(address) : !account.isRead;
}

function asksForReply(trigger: Trigger): boolean {
  return (trigger.kind === 'response' || trigger.kind === 'absence') && trigger.response === 'replied';
}
