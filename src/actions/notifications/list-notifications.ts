// What a member is told in the app, the newest first, and how much of it is unseen.
import { type ShownActivity, showActivities } from '#actions/activities/list-activities.ts';
import type { Acting } from '#actions/records/acting.ts';
import { loadActivities } from '#storage/activities/activities.ts';
import {
  countUnseen,
  listNotifications as listStored,
  markSeen,
  type Notification,
} from '#storage/activities/notifications.ts';

export type ShownNotification = {
  readonly notification: Notification;
  /** Null: it is about a mail. */
  readonly about: ShownActivity | null;
};

export type Notifications = { readonly items: readonly ShownNotification[]; readonly unseen: number };

const SHOWN_MAX = 30;
/** Beyond this a badge says no more. */
const UNSEEN_MAX = 100;

export async function listNotifications({ database, organization, actor }: Acting): Promise<Notifications> {
  return database.organization(organization.seat, async (tx) => {
    const stored = await listStored(tx, actor.publicId, SHOWN_MAX);
    const ids = stored.flatMap(({ activity }) => activity ?? []);
    const activities = [...(await loadActivities(tx, ids)).values()];
    const shown = await showActivities(tx, activities);
    const about = new Map(activities.map(({ id }, i) => [id, shown[i]]));
    const items = stored.flatMap((notification): ShownNotification[] => {
      if (notification.activity === null) return [{ notification, about: null }];
      const activity = about.get(notification.activity);
      return activity === undefined ? [] : [{ notification, about: activity }];
    });
    return { items, unseen: await countUnseen(tx, actor.publicId, UNSEEN_MAX) };
  });
}

/** All up to the newest that was shown: what came since stays unseen. */
export async function seeNotifications({ database, organization, actor }: Acting, until: string): Promise<void> {
  await database.organization(organization.seat, (tx) => markSeen(tx, actor.publicId, until));
}
