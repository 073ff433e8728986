// What waits to be told by mail and by chat becomes one message for each member, in the transaction that takes it off the waiting.
import { noticeText } from '#actions/notifications/notice-words.ts';
import type { Instant } from '#core/time/instant.ts';
import { takeDue, type Told } from '#storage/activities/notifications.ts';
import type { Database } from '#storage/db.ts';
import { planOwnMail } from '#storage/mail/own-mail.ts';
import { planChat } from '#storage/notices/chat-messages.ts';
import { listMembers } from '#storage/organizations/members.ts';
import type { Organization } from '#storage/organizations/organizations.ts';

export type Digesting = {
  readonly database: Database;
  readonly organization: Organization;
  /** Where the app is. */
  readonly publicUrl: URL;
  readonly now: Instant;
  readonly limit: number;
};

/** How many notifications were taken. */
export async function sendDigests({ database, organization, publicUrl, now, limit }: Digesting): Promise<number> {
  return database.organization(organization.seat, async (tx) => {
    const members = new Map((await listMembers(tx)).map((member) => [member.publicId, member]));
    const byMail = await takeDue(tx, 'mail_due_at', { now, limit });
    for (const [publicId, told] of byMember(byMail.told)) {
      const member = members.get(publicId);
      if (member === undefined) continue;
      const { subject, lines, open } = noticeText(told, organization.language);
      const to = { name: member.name, address: member.email };
      const link = { label: open, url: publicUrl.href };
      const mail = { record: null, senderName: null, to, subject, paragraphs: lines, link, calendar: null };
      await planOwnMail(tx, [mail], now);
    }
    const byChat = await takeDue(tx, 'chat_due_at', { now, limit });
    for (const [member, told] of byMember(byChat.told)) {
      const { lines } = noticeText(told, organization.language);
      await planChat(tx, { member, text: [...lines, publicUrl.href].join('\n'), now });
    }
    return byMail.taken + byChat.taken;
  });
}

function byMember(told: readonly Told[]): Map<string, Told[]> {
  const all = new Map<string, Told[]>();
  for (const one of told) all.set(one.member, [...(all.get(one.member) ?? []), one]);
  return all;
}
