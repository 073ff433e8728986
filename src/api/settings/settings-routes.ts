import { changeAudienceBars, readAudienceBars } from '#actions/settings/audience-bars.ts';
import { changeCadenceLimits, readCadenceLimits } from '#actions/settings/cadence-limits.ts';
import { readMembers } from '#actions/settings/read-members.ts';
import { readSending, resumeSending } from '#actions/settings/sending.ts';
import { confirmSending } from '#actions/standstill/confirm-sending.ts';
import { actingOf } from '#api/acting.ts';
import { type Routes, route } from '#api/route.ts';
import * as contract from '#contract/settings.ts';

export const settingsRoutes: Routes = (app, services) => {
  const developmentMailbox = services.recipientDesk !== null;

  route(app, contract.getSending, async (called) => {
    return { ...(await readSending(actingOf(services, called))), developmentMailbox };
  });

  route(app, contract.resumeSending, async (called) => {
    return { ...(await resumeSending(actingOf(services, called))), developmentMailbox };
  });

  route(app, contract.confirmSending, async ({ body, ...called }) => {
    const acting = actingOf(services, called);
    await confirmSending(acting, body.waiting);
    return { ...(await readSending(acting)), developmentMailbox };
  });

  route(app, contract.getCadenceLimits, async (called) => {
    const state = await readCadenceLimits(actingOf(services, called));
    return { ...state, modules: [...state.modules] };
  });

  route(app, contract.putCadenceLimits, async ({ body, ...called }) => {
    const state = await changeCadenceLimits(actingOf(services, called), body);
    return { ...state, modules: [...state.modules] };
  });

  route(app, contract.getAudienceBars, async (called) => {
    return { bars: [...(await readAudienceBars(actingOf(services, called)))] };
  });

  route(app, contract.putAudienceBars, async ({ body, ...called }) => {
    return { bars: [...(await changeAudienceBars(actingOf(services, called), body.bars))] };
  });

  route(app, contract.listUsers, async (called) => {
    const members = await readMembers(actingOf(services, called));
    return { items: members.map(({ publicId: id, name, email, active }) => ({ id, name, email, active })) };
  });
};
