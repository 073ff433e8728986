import { listNotifications, seeNotifications } from '#actions/notifications/list-notifications.ts';
import {
  chooseMyNotices,
  type MyNotices,
  readMyNotices,
  removeMyChat,
  setMyChat,
} from '#actions/notifications/my-notices.ts';
import { actingOf } from '#api/acting.ts';
import { describeActivity } from '#api/activities/activity-routes.ts';
import { type Routes, route } from '#api/route.ts';
import type { Value } from '#contract/endpoint.ts';
import * as contract from '#contract/notifications.ts';

export const notificationRoutes: Routes = (app, services) => {
  route(app, contract.listNotifications, async (called) => {
    const { items, unseen } = await listNotifications(actingOf(services, called));
    const described = items.map(({ notification: { id, at, seen, kind, subject }, about }) => {
      return { id, at, seen, kind, subject, activity: about === null ? null : describeActivity(about) };
    });
    return { items: described, unseen };
  });

  route(app, contract.seeNotifications, async ({ body, ...called }) => {
    await seeNotifications(actingOf(services, called), body.until);
    return null;
  });

  route(app, contract.getMyNotifications, async (called) =>
    describeMine(await readMyNotices(actingOf(services, called))),
  );

  route(app, contract.chooseMyNotifications, async ({ body, ...called }) =>
    describeMine(await chooseMyNotices(actingOf(services, called), body.choices)),
  );

  route(app, contract.setMyChat, async ({ body, ...called }) => {
    const { seals, outbound } = services;
    const set = await setMyChat({ ...actingOf(services, called), seals, outbound }, body);
    return set.kind === 'set' ? describeMine(set) : set;
  });

  route(app, contract.removeMyChat, async (called) => describeMine(await removeMyChat(actingOf(services, called))));
};

function describeMine({ choices, chat }: MyNotices): Value<typeof contract.myNotifications> {
  return { choices: [...choices], chat };
}
