import {
  deleteMailAccount,
  type Keeping,
  listMailAccounts,
  type MailAccount,
  resumeMailAccount,
  roleOf,
  tryMailAccount,
} from '#actions/mail-accounts/mail-accounts.ts';
import { changeMailAccount, createMailAccount } from '#actions/mail-accounts/save-mail-account.ts';
import { actingOf } from '#api/acting.ts';
import { type Input, type Routes, route } from '#api/route.ts';
import type { Services } from '#api/services.ts';
import type { Value } from '#contract/endpoint.ts';
import { mailFailureInWords } from '#contract/mail-account-words.ts';
import * as contract from '#contract/mail-accounts.ts';

type Called = Pick<Input<typeof contract.listMailAccounts>, 'caller' | 'now' | 'language'>;

function keepingOf(services: Services, called: Called): Keeping {
  const { seals, checkAccount } = services;
  const { language, caller } = called;
  return { ...actingOf(services, called), seals, checkAccount, language, role: roleOf(caller) };
}

export const mailAccountRoutes: Routes = (app, services) => {
  route(app, contract.listMailAccounts, async (called) => {
    return { items: (await listMailAccounts(keepingOf(services, called))).map(describe) };
  });

  route(app, contract.createMailAccount, async ({ body, ...called }) => {
    const saved = await createMailAccount(keepingOf(services, called), body);
    return saved.kind === 'refused' ? saved : describe(saved.account);
  });

  route(app, contract.putMailAccount, async ({ params, body, ...called }) => {
    const saved = await changeMailAccount(keepingOf(services, called), { ...body, id: params.id });
    return saved.kind === 'refused' ? saved : describe(saved.account);
  });

  route(app, contract.checkMailAccount, async ({ params, ...called }) => {
    const tried = await tryMailAccount(keepingOf(services, called), params.id);
    if (tried.kind === 'refused') return tried;
    const { language } = called;
    return {
      verdicts: tried.verdicts.map(({ server, step, failure, detail }) => {
        const says = failure === null ? '' : mailFailureInWords({ failure, detail })[language];
        return { server, step, failure, detail, says };
      }),
    };
  });

  route(app, contract.resumeMailAccount, async ({ params, ...called }) => {
    const resumed = await resumeMailAccount(keepingOf(services, called), params.id);
    return resumed.kind === 'refused' ? resumed : describe(resumed.account);
  });

  route(app, contract.deleteMailAccount, async ({ params, ...called }) => {
    return deleteMailAccount(keepingOf(services, called), params.id);
  });
};

function describe({
  publicId,
  owner,
  pausedAt,
  pausedReason,
  pausedBounces,
  ...account
}: MailAccount): Value<typeof contract.mailAccount> {
  const paused = pausedAt === null ? null : { at: pausedAt, reason: pausedReason ?? '', bounces: pausedBounces };
  return { ...account, id: publicId, owner: owner && { ...owner, id: owner.publicId }, paused };
}
