// Tells members of something, each the way they chose (N-1), in the transaction of what it tells of.
import { mailDueAt, type NoticeChoice, type NoticeKind, usualChoices } from '#core/notices/notice-choices.ts';
import type { Instant } from '#core/time/instant.ts';
import { type NewNotification, insertNotifications, ownersOfActivities } from '#storage/activities/notifications.ts';
import type { Tx } from '#storage/db.ts';
import { listChoices, listHooks } from '#storage/notices/choices.ts';
import type { Organization } from '#storage/organizations/organizations.ts';

export type Notice = Pick<NewNotification, 'member' | 'kind' | 'activity' | 'subject'>;

export type Notifying = { readonly organization: Organization; readonly now: Instant };

export async function notify(tx: Tx, { organization, now }: Notifying, notices: readonly Notice[]): Promise<void> {
  if (notices.length === 0) return;
  const members = [...new Set(notices.map(({ member }) => member))];
  const chosen = await listChoices(tx, members);
  const hooked = new Set((await listHooks(tx, members)).map(({ member }) => member));
  const choiceOf = (member: string, kind: NoticeKind): NoticeChoice =>
    chosen.find((one) => one.member === member && one.kind === kind) ?? usualChoices[kind];
  const made = notices.map((notice) => {
    const { app, mail, chat } = choiceOf(notice.member, notice.kind);
    const chatDueAt = chat && hooked.has(notice.member) ? now : null;
    return { ...notice, inApp: app, mailDueAt: mailDueAt(mail, now, organization.timeZone), chatDueAt };
  });
  await insertNotifications(tx, made, now);
}

/** Tells the owners of these activities, given by their public ids, that they have them now. */
export async function notifyOwners(tx: Tx, notifying: Notifying, activities: readonly string[]): Promise<void> {
  const owned = await ownersOfActivities(tx, activities);
  const notices = owned.map(
    ({ id, owner }) => ({ member: owner, kind: 'assigned', activity: id, subject: null }) as const,
  );
  await notify(tx, notifying, notices);
}
