// E-1: mail accounts, the organisation's and users' own: whom mail goes out by, and where answers are read.
import { z } from 'zod';
import { endpoint } from '#contract/endpoint.ts';
import { idParams, instant, listOf, publicId } from '#contract/values.ts';
import { mailSecurities, mailServers, mailStepFailures, mailSteps } from '#core/message/mail-account.ts';

const tag = 'Mail accounts';

const LIMIT_MAX = 1_000_000;

const host = z.string().trim().min(1).max(253);
const port = z.int().min(1).max(65_535);
const security = z.enum(mailSecurities);
const user = z.string().trim().min(1).max(320);
/** Left out: the one kept stays. It never comes out again. */
const password = z.string().min(1).max(1_000).optional();
const folder = z.string().trim().min(1).max(255);
const limit = z.int().min(1).max(LIMIT_MAX).nullable();
const name = z.string().trim().min(1).max(100);

const place = z.object({ host, port, security, user });
const wantedPlace = z.strictObject({ ...place.shape, password });
const inbox = z.object({ ...place.shape, folder });
const wantedInbox = z.strictObject({ ...inbox.shape, password });

export const mailAccount = z
  .object({
    id: publicId,
    /** Null: the organisation's. */
    owner: z.object({ id: publicId, name: z.string(), active: z.boolean() }).nullable(),
    name: z.string(),
    address: z.string(),
    smtp: place,
    /** Null: nobody reads what comes to it. */
    imap: inbox.nullable(),
    /** What can't be delivered comes back to it, also of accounts that aren't read. */
    takesBounces: z.boolean(),
    perHour: z.int().nullable(),
    perDay: z.int().nullable(),
    /** A mail server refused us: nothing goes out by it until somebody resumes it. */
    paused: z
      .object({
        at: instant,
        reason: z.string(),
        /** Too many of the last 24 hours; null: a server refused it. */
        bounces: z.object({ attempted: z.int(), bounced: z.int() }).nullable(),
      })
      .nullable(),
    /** Null: it isn't read. */
    reading: z
      .object({
        until: instant,
        problem: z
          .object({ step: z.enum(mailSteps), failure: z.enum(mailStepFailures), detail: z.string(), since: instant })
          .nullable(),
      })
      .nullable(),
    createdAt: instant,
  })
  .meta({ id: 'MailAccount' });

const wanted = {
  name,
  address: z.string().trim().max(320),
  smtp: wantedPlace,
  imap: wantedInbox.nullable(),
  takesBounces: z.boolean(),
  perHour: limit,
  perDay: limit,
};

const verdicts = z.array(
  z.object({
    server: z.enum(mailServers),
    step: z.enum(mailSteps),
    /** Null: it went well. */
    failure: z.enum(mailStepFailures).nullable(),
    /** The server's words. */
    detail: z.string(),
    /** In the caller's language. */
    says: z.string(),
  }),
);

const saveRefusals = [
  'mail_account_not_working',
  'mail_account_not_yours',
  'mail_account_address_taken',
  'mail_account_bounces_taken',
  'mail_account_bounces_unread',
  'mail_account_password_needed',
  'mail_account_address_not_valid',
] as const;

export const listMailAccounts = endpoint({
  id: 'listMailAccounts',
  method: 'GET',
  path: '/api/v1/settings/mail-accounts',
  access: 'caller',
  tag,
  summary: 'The organisation’s mail accounts and one’s own; administrators see everybody’s. Never a password',
  refusals: [],
  response: listOf(mailAccount),
});

export const createMailAccount = endpoint({
  id: 'createMailAccount',
  method: 'POST',
  path: '/api/v1/settings/mail-accounts',
  access: 'session',
  tag,
  summary: 'Set an account up; it is tried out step by step, with a message to itself, and kept only if it works',
  refusals: [...saveRefusals, 'too_many_mail_accounts'],
  body: z.strictObject({ ...wanted, owner: z.enum(['organization', 'me']) }),
  response: mailAccount,
  status: 201,
  repeated: 'each_time',
});

export const putMailAccount = endpoint({
  id: 'putMailAccount',
  method: 'PUT',
  path: '/api/v1/settings/mail-accounts/:id',
  access: 'session',
  tag,
  summary:
    'Change an account; tried out and kept as a new one is. A password left out stays, for the same server and user',
  refusals: ['not_found', ...saveRefusals],
  params: idParams,
  body: z.strictObject(wanted),
  response: mailAccount,
});

export const checkMailAccount = endpoint({
  id: 'checkMailAccount',
  method: 'POST',
  path: '/api/v1/settings/mail-accounts/:id/check',
  access: 'session',
  tag,
  summary: 'Try an account out again, step by step',
  refusals: ['not_found', 'mail_account_not_yours'],
  params: idParams,
  response: z.object({ verdicts }),
});

export const resumeMailAccount = endpoint({
  id: 'resumeMailAccount',
  method: 'POST',
  path: '/api/v1/settings/mail-accounts/:id/resume',
  access: 'session',
  tag,
  summary: 'Let mail go out by an account again after a mail server refused it',
  refusals: ['not_found', 'mail_account_not_yours'],
  params: idParams,
  response: mailAccount,
});

export const deleteMailAccount = endpoint({
  id: 'deleteMailAccount',
  method: 'DELETE',
  path: '/api/v1/settings/mail-accounts/:id',
  access: 'session',
  tag,
  summary: 'Delete an account; cadences that send from its address go by the server of the installation',
  refusals: ['not_found', 'mail_account_not_yours'],
  params: idParams,
});
