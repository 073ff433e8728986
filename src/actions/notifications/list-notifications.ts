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

export type ShownNotification = { readonly notification: Notification; readonly about: ShownActivity };

export type Notifications = { readonly items: readonly ShownNotification[]; readonly unseen: number };

const SHOWN_MAX = 30;
/** Beyond this a badge says no more. */
const UNSEEN_MAX = 100;

export async function listNotifications({ database, organization, actor }: Acting): Promise<Notifications> {
  return database.organization(organization.seat, async (tx) => {
    const stored = await listStored(tx, actor.publicId, SHOWN_MAX);
    const activities = await loadActivities(
      tx,
      stored.map(({ activity }) => activity),
    );
    const told = stored.flatMap((notification) => {
      const activity = activities.get(notification.activity);
      return activity === undefined ? [] : [{ notification, activity }];
    });
    const shown = await showActivities(
      tx,
      told.map(({ activity }) => activity),
    );
    const items = told.flatMap(({ notification }, i) => {
      const about = shown[i];
      return about === undefined ? [] : [{ notification, about }];
    });
    return { items, unseen: await countUnseen(tx, actor.publicId, UNSEEN_MAX) };
  });
}

/** All up to the newest that was shown: what came since stays unseen. */
export async function seeNotifications({ database, organization, actor }: Acting, until: string): Promise<void> {
  await database.organization(organization.seat, (tx) => markSeen(tx, actor.publicId, until));
}
