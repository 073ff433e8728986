// C-35: nothing may wait for an answer that nobody reads: where answers to a message come to a mail account without a
// mailbox, neither “replied” nor “not replied” can be asked of it.
import type { CadenceDefinition, FollowUp, Trigger } from '#core/cadence/definition.ts';
import type { CheckContext, Report } from '#core/cadence/problem.ts';
import { replyAddressesOf } from '#core/cadence/reply-addresses.ts';
import { fold } from '#core/records/fold.ts';

export function checkReplies(
  { followUps, unenroll }: CadenceDefinition,
  { replies }: CheckContext,
  report: Report,
): void {
  if (replies.unread.size === 0) return;
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

function unreadOf({ id, settings }: FollowUp, replies: CheckContext['replies']): [string, string][] {
  if (settings.channel !== 'email') return [];
  const addresses = replyAddressesOf(settings, replies);
  const address = addresses.find((one) => replies.unread.has(fold(one)));
  return address === undefined ? [] : [[id, address]];
}

function asksForReply(trigger: Trigger): boolean {
  return (trigger.kind === 'response' || trigger.kind === 'absence') && trigger.response === 'replied';
}
