// Mail put together: the transport that the configuration names, or the development mailbox, never both; the sender the
// worker uses, the desks the API uses.
import { createHash } from 'node:crypto';
import { type Batches, batches } from '#actions/batches.ts';
import { type Accounts, type AccountRules, assembleAccounts, noExceptions } from '#assembly/mail-accounts.ts';
import type { ReadTemplate } from '#actions/templates/template-facts.ts';
import type { RecipientDesk } from '#actions/mail/act-as-recipient.ts';
import { type Catch, keepCaught } from '#actions/mail/keep-caught.ts';
import { createTrackingDesk, type TrackingDesk } from '#actions/mail/tracking-desk.ts';
import type { Spooling } from '#actions/mail/visit-keeper.ts';
import { compileMjml } from '#channels/email/compile-mjml.ts';
import { composeBounce } from '#channels/email/compose-bounce.ts';
import { composeAutoReply, composeReply } from '#channels/email/compose-reply.ts';
import { PerhapsKept, startDevelopmentMailbox } from '#channels/email/development-mailbox.ts';
import { createEmailSender, type EmailSender } from '#channels/email/email-sender.ts';
import { readInbound } from '#channels/email/inbound.ts';
import { createLiquid } from '#channels/email/liquid.ts';
import { createOwnMailSender } from '#channels/email/own-mail-sender.ts';
import { writeCalendar } from '#channels/email/write-calendar.ts';
import { createNoticeSender } from '#channels/email/notice-sender.ts';
import { readForRecipient } from '#channels/email/read-for-recipient.ts';
import { createSmtpChannel, type SmtpChannelOptions } from '#channels/email/send-smtp.ts';
import { createSmtpChannels } from '#channels/email/smtp-channels.ts';
import { createTokens, type Tokens } from '#channels/email/token.ts';
import type { SendNotice } from '#core/message/notice.ts';
import { TESTER_PROGRAM } from '#core/message/visit.ts';
import { checkTemplate, mergeFieldsOf, type TemplateProblem } from '#core/message/template.ts';
import type { Instant } from '#core/time/instant.ts';
import { type Database, isCommitInDoubt } from '#storage/db.ts';
import { spoolIn } from '#storage/mail/visit-spool.ts';
import type { OwnMailing } from '#worker/own-mail.ts';
import { findOrganization, type Organization } from '#storage/organizations/organizations.ts';

export type SmtpServer = Pick<SmtpChannelOptions, 'host' | 'port' | 'secure' | 'auth' | 'certificateAuthority'>;

export type MailOptions = {
  readonly database: Database;
  /** Null: the development mailbox is the transport. */
  readonly smtp: SmtpServer | null;
  /** Of the links in messages: scheme, host and port. */
  readonly publicUrl: string;
  /** Where we reach ourselves, as the public address may lead through a proxy, or nowhere yet. Left out: there. */
  readonly ownUrl?: string;
  /** Signs every token that leaves the house, and seals the passwords of mail accounts. */
  readonly secret: string;
  /** Left out: mail accounts have public servers only. */
  readonly accounts?: AccountRules;
  readonly clock: () => Instant;
  /** Where visits wait while the database is away. Left out: they are refused then. */
  readonly spooling?: { readonly folder: string; readonly log: Spooling['log'] };
};

/** Those of mail. */
export function servicesOf({ readTemplate, sender, sendNotice, tracking, recipientDesk, ...mail }: Mail) {
  const { checkAccount, resolveTexts } = mail;
  return {
    readTemplate,
    compileMjml,
    writeCalendar,
    renderTemplate: sender.render,
    sendNotice,
    tracking,
    recipientDesk,
    checkAccount,
    resolveTexts,
  };
}

export type Mail = Pick<Accounts, 'checkAccount' | 'inboxes' | 'resolveTexts'> & {
  readonly sender: EmailSender;
  readonly sendNotice: SendNotice;
  /** For the worker. */
  readonly ownMail: OwnMailing;
  readonly tracking: TrackingDesk;
  readonly readTemplate: ReadTemplate;
  /** Null: mail really goes out. */
  readonly recipientDesk: RecipientDesk | null;
  stop(): Promise<void>;
};

const SMTP_CONNECTIONS_MAX = 10;
const CATCH_BATCH = 100;

export async function assembleMail(options: MailOptions): Promise<Mail> {
  const tokens = createTokens(createHash('sha256').update(`mail tokens\n${options.secret}`).digest());
  const templates = createLiquid();
  const mailbox = options.smtp === null ? await startMailbox(options, tokens) : null;
  const server = options.smtp ?? { host: '127.0.0.1', port: mailbox?.port ?? 0, secure: 'none' as const };
  const ehloName = new URL(options.publicUrl).hostname;
  const installation = createSmtpChannel({
    ...server,
    ehloName,
    maxConnections: SMTP_CONNECTIONS_MAX,
    now: options.clock,
  });
  const { common, findServer, sign, ...accounts } = assembleAccounts({
    ...options,
    tokens,
    ehloName,
    rules: options.accounts ?? noExceptions,
  });
  const smtp = createSmtpChannels({ installation, common, findServer });
  const tracking = assembleTracking(options, tokens);
  return {
    ...accounts,
    sender: createEmailSender({ templates, tokens, publicUrl: options.publicUrl, smtp, sign }),
    sendNotice: createNoticeSender({ tokens, smtp: installation }),
    ownMail: { send: createOwnMailSender({ tokens, smtp, sign }), writeCalendar },
    tracking,
    readTemplate: templateReader(templates),
    recipientDesk: mailbox === null ? null : recipientDesk(options, tokens),
    stop: async () => {
      await tracking.stop();
      await smtp.close();
      await mailbox?.stop();
    },
  };
}

function assembleTracking({ database, clock, smtp, spooling: wanted }: MailOptions, tokens: Tokens): TrackingDesk {
  const spooling = wanted === undefined ? null : { spool: spoolIn(wanted.folder), log: wanted.log };
  return createTrackingDesk({ database, clock, tokens, spooling, mailbox: smtp === null ? 'development' : 'none' });
}

/** What a template names, without anything to send it with. */
export function templateReader(templates = createLiquid()): ReadTemplate {
  return (template) => {
    const [broken] = checkTemplate(templates, template, () => true);
    if (broken !== undefined) return { kind: 'broken', why: whyBroken(broken) };
    return { kind: 'fine', fields: recordFields(mergeFieldsOf(templates, template)) };
  };
}

function whyBroken(problem: TemplateProblem): string {
  switch (problem.kind) {
    case 'syntax':
      return `${problem.part}, line ${problem.line}: ${problem.text}`;
    case 'too_much':
      return `${problem.part}: ${problem.text}`;
    case 'empty_part':
      return `its ${problem.part} is empty`;
    case 'empty_field':
    case 'unknown_field':
      return `${problem.part}: {{ ${problem.field} }}`;
  }
}

function recordFields(fields: readonly string[]): string[] {
  const prefix = 'record.';
  return fields.filter((field) => field.startsWith(prefix)).map((field) => field.slice(prefix.length));
}

const RETURN_PATH = /^bounces\+([a-z2-7]+)@/;

/** 250 is answered when the message is committed; an organisation's messages of one moment share a transaction. */
function startMailbox({ database, clock }: MailOptions, tokens: Tokens): ReturnType<typeof startDevelopmentMailbox> {
  const keepers = new Map<number, Batches<Catch, true>>();
  const keeperOf = async (id: number): Promise<Batches<Catch, true>> => {
    const organization = keepers.has(id) ? null : await findOrganization(database, id);
    const keeper = keepers.get(id) ?? (organization === null ? null : keeperFor(database, organization));
    if (keeper === null) throw new Error('mail of an unknown organisation is not kept');
    keepers.set(id, keeper);
    return keeper;
  };
  return startDevelopmentMailbox({
    port: 0,
    keep: async (mail) => {
      const token = RETURN_PATH.exec(mail.envelopeFrom)?.[1] ?? '';
      const sent = tokens.readDeliveryToken(token);
      const named = sent ?? tokens.readNoticeToken(token);
      if (named === null) throw new Error('mail of no organisation is not kept');
      const keeper = await keeperOf(named.organization);
      await keeper.add({ delivery: sent?.delivery ?? null, mail, at: clock() });
    },
  });
}

function keeperFor(database: Database, organization: Organization): Batches<Catch, true> {
  return batches<Catch, true>(
    async (catches) => {
      await keepCaught(database, organization, catches).catch((error: unknown) => {
        throw isCommitInDoubt(error)
          ? new PerhapsKept('the database was lost while it committed', { cause: error })
          : error;
      });
      return catches.map(() => true as const);
    },
    { itemsMax: CATCH_BATCH },
  );
}

function recipientDesk({ publicUrl, ownUrl = publicUrl }: MailOptions, tokens: Tokens): RecipientDesk {
  return {
    read: readForRecipient,
    reply: (caught, text, at) => composeReply(caught, { text, html: null, at }),
    autoReply: (caught, text, at) => composeAutoReply(caught, { text, at }),
    bounce: (caught, at) =>
      composeBounce(caught, {
        recipient: caught.recipients[0] ?? '',
        status: '5.1.1',
        diagnostic: '550 5.1.1 The mailbox does not exist',
        kind: 'failed',
        at,
      }),
    receive: (raw, recipients) => readInbound(raw, tokens, recipients),
    visit: async (url, method) => {
      const { origin, pathname, search } = new URL(url);
      if (origin !== new URL(publicUrl).origin) throw new Error('not one of our own addresses');
      const response = await fetch(new URL(pathname + search, ownUrl), {
        method,
        redirect: 'manual',
        headers: { 'user-agent': TESTER_PROGRAM },
        ...(method === 'POST' ? { body: ONE_CLICK } : {}),
      });
      await response.arrayBuffer();
      return response.status;
    },
  };
}

/** RFC 8058. */
const ONE_CLICK = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
