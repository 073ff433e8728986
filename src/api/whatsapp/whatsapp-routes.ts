import {
  readWhatsapp,
  resumeWhatsapp,
  saveWhatsapp,
  synchroniseWhatsapp,
  type KeepingWhatsapp,
  type WhatsappState,
} from '#actions/whatsapp/settings.ts';
import { actingOf } from '#api/acting.ts';
import { type Input, type Routes, route } from '#api/route.ts';
import type { Services } from '#api/services.ts';
import { webhookPath } from '#api/whatsapp/whatsapp-webhook.ts';
import type { Value } from '#contract/endpoint.ts';
import type { WhatsappTemplate } from '#core/message/whatsapp.ts';
import * as contract from '#contract/whatsapp.ts';

type Called = Pick<Input<typeof contract.getWhatsapp>, 'caller' | 'now' | 'language'>;

export const whatsappRoutes: Routes = (app, services) => {
  const keepingOf = (called: Called): KeepingWhatsapp => {
    const { seals, whatsapp } = services;
    return { ...actingOf(services, called), seals, api: whatsapp };
  };
  const describe = (called: Called, state: WhatsappState) => describeState(services, called, state);

  route(app, contract.getWhatsapp, async (called) => {
    return describe(called, await readWhatsapp(keepingOf(called)));
  });

  route(app, contract.putWhatsapp, async ({ body, ...called }) => {
    const saved = await saveWhatsapp(keepingOf(called), body);
    return saved.kind === 'refused' ? saved : describe(called, saved.state);
  });

  route(app, contract.synchroniseWhatsapp, async (called) => {
    const done = await synchroniseWhatsapp(keepingOf(called));
    return done.kind === 'refused' ? done : describe(called, done.state);
  });

  route(app, contract.resumeWhatsapp, async (called) => {
    return describe(called, await resumeWhatsapp(keepingOf(called)));
  });

  route(app, contract.listWhatsappTemplates, async (called) => {
    const { account, templates } = await readWhatsapp(keepingOf(called));
    return { isOn: account?.enabled === true, items: templates.map(describeTemplate) };
  });
};

function describeState(
  { publicUrl }: Services,
  { caller }: Called,
  { account, templates, secrets }: WhatsappState,
): Value<typeof contract.getWhatsapp.response> {
  const webhookUrl = new URL(webhookPath(caller.organization.publicId), publicUrl).href;
  const shown = { templates: templates.map(describeTemplate), secrets, webhookUrl };
  if (account === null) return { account, ...shown };
  const { pausedAt, pausedReason, ...known } = account;
  const paused = pausedAt === null ? null : { at: pausedAt, reason: pausedReason ?? '' };
  return { account: { ...known, paused }, ...shown };
}

function describeTemplate({ variables, ...template }: WhatsappTemplate): Value<typeof contract.whatsappTemplate> {
  return { ...template, variables: [...variables] };
}
