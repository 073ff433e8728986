import { acceptInvitation, readInvitation } from '#actions/accounts/accept-invitation.ts';
import type { Caller } from '#actions/accounts/caller.ts';
import { changeUser, readUsers } from '#actions/accounts/change-user.ts';
import {
  type Invited,
  inviteUser,
  readInvitations,
  revokeInvitation,
  sendInvitationAgain,
} from '#actions/accounts/invitations.ts';
import { resetPassword, sendPasswordLink } from '#actions/accounts/reset-password.ts';
import { begin } from '#api/accounts/describe-caller.ts';
import { actingOf } from '#api/acting.ts';
import { afterwards } from '#api/afterwards.ts';
import { resetLimit, signInLimit } from '#api/rate-limits.ts';
import { type Routes, route } from '#api/route.ts';
import type { Services } from '#api/services.ts';
import type { Value } from '#contract/endpoint.ts';
import * as contract from '#contract/users.ts';
import type { Instant } from '#core/time/instant.ts';

type ListedUser = Awaited<ReturnType<typeof readUsers>>[number];

export const userRoutes: Routes = (app, services) => {
  const { database } = services;
  const limit = signInLimit(app);

  route(app, contract.listAccounts, async ({ caller }) => {
    return { items: (await readUsers(database, caller)).map(describeUser) };
  });

  route(app, contract.updateUser, async ({ params, body, caller, now }) => {
    const { administrator, active, profile, role } = body;
    const changed = await changeUser(database, caller, { user: params.id, administrator, active, profile, role, now });
    return changed.kind === 'refused' ? changed : describeUser(changed.user);
  });

  route(app, contract.listInvitations, async (called) => {
    return { items: (await readInvitations(actingOf(services, called))).map(describeInvitation) };
  });

  route(app, contract.inviteUser, async ({ body, ...called }) => {
    return describeInvited(await inviteUser(invitingOf(services, called), body));
  });

  route(app, contract.resendInvitation, async ({ params, ...called }) => {
    return describeInvited(await sendInvitationAgain(invitingOf(services, called), params.id));
  });

  route(app, contract.revokeInvitation, async ({ params, ...called }) => {
    return revokeInvitation(invitingOf(services, called), params.id);
  });

  route(app, contract.readInvitation, async ({ body, now, exchange }) => {
    const tooMany = await limit(exchange.request, 'invitation');
    if (tooMany !== null) return tooMany;
    const open = await readInvitation(database, body.token, now);
    return open.kind === 'refused' ? open : { email: open.email, organization: open.organization.name };
  });

  route(app, contract.acceptInvitation, async ({ body, now, exchange }) => {
    const tooMany = await limit(exchange.request, 'invitation');
    if (tooMany !== null) return tooMany;
    const session = await acceptInvitation(database, body, now);
    return session.kind === 'refused' ? session : begin(services, exchange.reply, { session, now });
  });
};

export const passwordLinkRoutes: Routes = (app, { database, publicUrl, sendNotice }) => {
  const limit = resetLimit(app);
  const uses = signInLimit(app);
  const later = afterwards(app);

  route(app, contract.askForPasswordLink, async ({ body, now, exchange }) => {
    const tooMany = await limit(exchange.request, body.email);
    if (tooMany !== null) return tooMany;
    later(sendPasswordLink(database, { email: body.email, publicUrl, sendNotice, now }));
    return null;
  });

  route(app, contract.resetPassword, async ({ body, now, exchange }) => {
    const tooMany = await uses(exchange.request, 'new password');
    return tooMany ?? resetPassword(database, body, now);
  });
};

function invitingOf(services: Services, { caller, now }: { readonly caller: Caller; readonly now: Instant }) {
  const { database, publicUrl, sendNotice } = services;
  return { database, publicUrl, sendNotice, now, organization: caller.organization, member: caller.member };
}

function describeUser(user: ListedUser): Value<typeof contract.user> {
  const { publicId: id, name, email, administrator, active, profile, role } = user;
  return { id, name, email, administrator, active, profile, role };
}

function describeInvited<R extends { readonly kind: 'refused' }>(invited: Invited | R) {
  if (invited.kind === 'refused') return invited;
  return { invitation: describeInvitation(invited.invitation), sent: invited.isSent };
}

function describeInvitation({
  publicId: id,
  invitedBy,
  ...invitation
}: Invited['invitation']): Value<typeof contract.invitation> {
  return { ...invitation, id, invitedBy: { id: invitedBy.publicId, name: invitedBy.name } };
}
