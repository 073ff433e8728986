import { changeTimeZone, previewTimeZone } from '#actions/settings/time-zone.ts';
import { actingOf } from '#api/acting.ts';
import { type Routes, route } from '#api/route.ts';
import * as contract from '#contract/time-zone.ts';

/** Of the time zone data that this Node.js has. */
const zoneData = process.versions.tz ?? '';

export const timeZoneRoutes: Routes = (app, services) => {
  const { definitions } = services;

  route(app, contract.previewTimeZone, async ({ body, ...called }) => {
    const previewed = await previewTimeZone({ ...actingOf(services, called), definitions, zoneData }, body.timeZone);
    if (previewed.kind === 'refused') return previewed;
    const { moving, rounds, exact } = previewed;
    return { moving, rounds, exact };
  });

  route(app, contract.putTimeZone, async ({ body, ...called }) => {
    const changed = await changeTimeZone({ ...actingOf(services, called), definitions, zoneData }, body.timeZone);
    return changed.kind === 'refused' ? changed : { timeZone: changed.timeZone };
  });
};
