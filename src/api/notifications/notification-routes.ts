import { listNotifications, seeNotifications } from '#actions/notifications/list-notifications.ts';
import { actingOf } from '#api/acting.ts';
import { describeActivity } from '#api/activities/activity-routes.ts';
import { type Routes, route } from '#api/route.ts';
import * as contract from '#contract/notifications.ts';

export const notificationRoutes: Routes = (app, services) => {
  route(app, contract.listNotifications, async (called) => {
    const { items, unseen } = await listNotifications(actingOf(services, called));
    const described = items.map(({ notification: { id, at, seen }, about }) => {
      return { id, at, seen, activity: describeActivity(about) };
    });
    return { items: described, unseen };
  });

  route(app, contract.seeNotifications, async ({ body, ...called }) => {
    await seeNotifications(actingOf(services, called), body.until);
    return null;
  });
};
