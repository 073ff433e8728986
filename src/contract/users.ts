// The people of an organisation as administrators see them, and how people come in by mail.
import { z } from 'zod';
import { me } from '#contract/accounts.ts';
import { endpoint } from '#contract/endpoint.ts';
import { idParams, instant, listOf, publicId } from '#contract/values.ts';

const tag = 'Users';

const email = z.string().trim().max(320);
const password = z.string().max(200);
const token = z.string().max(200);

export const user = z
  .object({
    id: publicId,
    name: z.string(),
    email: z.string(),
    administrator: z.boolean(),
    active: z.boolean(),
    /** What they may do, unless they are administrators. */
    profile: z.object({ id: publicId, name: z.string() }),
    /** Null: none; they see what they own and what is shared with them. */
    role: z.object({ id: publicId, name: z.string() }).nullable(),
  })
  .meta({ id: 'User' });

export const listAccounts = endpoint({
  id: 'listAccounts',
  method: 'GET',
  path: '/api/v1/settings/users',
  access: 'admin',
  tag,
  summary: 'The users of the organisation with their roles, by name',
  refusals: [],
  response: listOf(user),
});

export const updateUser = endpoint({
  id: 'updateUser',
  method: 'PATCH',
  path: '/api/v1/settings/users/:id',
  access: 'admin',
  tag,
  summary:
    'Make a user administrator or member, give them a profile and a role, deactivate or reactivate them; deactivating ends sessions and keys at once',
  refusals: ['not_found', 'last_administrator'],
  params: idParams,
  body: z
    .strictObject({ administrator: z.boolean(), active: z.boolean(), profile: publicId, role: publicId.nullable() })
    .partial(),
  response: user,
});

export const invitation = z
  .object({
    id: publicId,
    email: z.string(),
    administrator: z.boolean(),
    invitedBy: z.object({ id: publicId, name: z.string() }),
    createdAt: instant,
    expiresAt: instant,
  })
  .meta({ id: 'Invitation' });

/** sent: whether the mail server took the mail; if not, send it again. */
const invited = z.object({ invitation, sent: z.boolean() });

export const listInvitations = endpoint({
  id: 'listInvitations',
  method: 'GET',
  path: '/api/v1/settings/invitations',
  access: 'admin',
  tag,
  summary: 'Invitations that wait, expired ones too; newest first',
  refusals: [],
  response: listOf(invitation),
});

export const inviteUser = endpoint({
  id: 'inviteUser',
  method: 'POST',
  path: '/api/v1/settings/invitations',
  access: 'admin',
  tag,
  summary: 'Invite somebody by mail, with a link that works once within 7 days',
  refusals: ['email_not_valid', 'email_taken', 'invited_already'],
  body: z.strictObject({ email, administrator: z.boolean().default(false) }),
  response: invited,
  status: 201,
});

export const resendInvitation = endpoint({
  id: 'resendInvitation',
  method: 'POST',
  path: '/api/v1/settings/invitations/:id/resend',
  access: 'admin',
  tag,
  summary: 'Send an invitation again; its earlier link stops working',
  refusals: ['not_found'],
  params: idParams,
  response: invited,
});

export const revokeInvitation = endpoint({
  id: 'revokeInvitation',
  method: 'DELETE',
  path: '/api/v1/settings/invitations/:id',
  access: 'admin',
  tag,
  summary: 'Revoke an invitation: its link stops working',
  refusals: ['not_found'],
  params: idParams,
});

export const readInvitation = endpoint({
  id: 'readInvitation',
  method: 'POST',
  path: '/api/v1/invitation',
  access: 'public',
  tag,
  summary: 'Whom an invitation is for, by the token of its link; uses nothing up',
  refusals: ['invitation_not_valid'],
  body: z.strictObject({ token }),
  response: z.object({ email: z.string(), organization: z.string() }),
});

export const acceptInvitation = endpoint({
  id: 'acceptInvitation',
  method: 'POST',
  path: '/api/v1/invitation/accept',
  access: 'public',
  tag,
  summary: 'Accept an invitation with a name and a password; sets the session cookie',
  refusals: ['invitation_not_valid', 'email_taken', 'password_too_short'],
  body: z.strictObject({ token, name: z.string().trim().min(1).max(100), password }),
  response: me,
  status: 201,
});

export const askForPasswordLink = endpoint({
  id: 'askForPasswordLink',
  method: 'POST',
  path: '/api/v1/password-link',
  access: 'public',
  tag,
  summary: 'Have a link for a new password mailed; the answer is the same whether there is such a user or not',
  refusals: [],
  body: z.strictObject({ email }),
});

export const resetPassword = endpoint({
  id: 'resetPassword',
  method: 'POST',
  path: '/api/v1/password-link/use',
  access: 'public',
  tag,
  summary: 'Choose a new password by the token of a mailed link; ends all sessions of the user',
  refusals: ['link_not_valid', 'password_too_short'],
  body: z.strictObject({ token, password }),
});
