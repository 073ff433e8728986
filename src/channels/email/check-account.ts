// A mail account tried out as it will be used (E-1): logged in at both servers, a message sent from it to itself, its folder
// opened. Every step has its verdict.
import type { AccountAccess, CheckAccount, FailedStep } from '#core/message/mail-account.ts';
import { verdictsOf } from '#core/message/mail-account.ts';
import type { Instant } from '#core/time/instant.ts';
import { buildMessage } from './build-message.ts';
import { type ImapOptions, openMailbox } from './imap-client.ts';
import { openConnection, quitConnection, type SmtpTimeouts } from './smtp-connection.ts';
import { SmtpTransfer } from './smtp-transfer.ts';
import type { Tokens } from './token.ts';

export type CheckOptions = ImapOptions & {
  readonly tokens: Tokens;
  readonly ehloName: string;
  readonly now: () => Instant;
};

/** Somebody waits at a page. */
const TIMEOUTS: SmtpTimeouts = { connectMs: 10_000, commandMs: 20_000, bodyMs: 20_000, afterDotMs: 30_000 };

const LETTER = {
  en: {
    subject: 'Cadenza can send from this account',
    text: 'This message was sent to itself by the account, when its settings were tested. There is nothing to do.',
  },
  zh: { subject: 'Cadenza 可以通过此邮箱账户发信', text: '此邮件是测试邮箱账户设置时由该账户发给自己的，无需处理。' },
};

type Checked = Parameters<CheckAccount>[0];

/** Both servers at the same time. */
export function createAccountCheck(options: CheckOptions): CheckAccount {
  return async (checked) => {
    const { imap } = checked.access;
    const [smtp, inbox] = await Promise.all([
      checkSmtp(checked, options),
      imap === null ? null : openMailbox(imap, options),
    ]);
    if (inbox?.kind === 'open') await inbox.client.logout().catch(() => inbox.client.close());
    const failed = inbox?.kind === 'failed' ? inbox.failed : null;
    return [...verdictsOf('smtp', smtp), ...(inbox === null ? [] : verdictsOf('imap', failed))];
  };
}

async function checkSmtp(checked: Checked, options: CheckOptions): Promise<FailedStep | null> {
  const { host, port, security, user, password } = checked.access.smtp;
  const { ehloName, certificateAuthority, locate, now } = options;
  const opened = await openConnection({
    host,
    port,
    secure: security,
    auth: { user, pass: password },
    ehloName,
    certificateAuthority,
    locate,
    timeouts: TIMEOUTS,
  });
  if (opened.kind === 'failed') return opened.failed;
  const { connection } = opened;
  const built = await buildLetter(checked, options);
  if (built.kind === 'refused') return refused(built.text);
  const transfer = new SmtpTransfer({ connection, mail: built.mail, gate: async () => true, timeouts: TIMEOUTS, now });
  const { outcome } = await transfer.run();
  quitConnection(connection);
  if (outcome.kind === 'sent') return null;
  return refused(outcome.kind === 'stopped' ? '' : outcome.text);
}

function refused(detail: string): FailedStep {
  return { step: 'send', failure: 'refused', detail };
}

function buildLetter({ organization, language, access }: Checked, { tokens, now }: CheckOptions) {
  const self = selfOf(access);
  const { subject, text } = LETTER[language];
  return buildMessage({
    from: self,
    to: self,
    replyTo: null,
    subject,
    text,
    html: `<p>${text}</p>`,
    token: tokens.noticeToken(organization),
    unsubscribeUrl: null,
    references: [],
    date: now(),
    returnPath: { kind: 'plain', address: access.address },
    isAutomatic: true,
  });
}

function selfOf({ name, address }: AccountAccess) {
  return { name, address };
}
