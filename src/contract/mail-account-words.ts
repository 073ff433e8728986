// What a test of a mail account found, step by step, in sentences that say what to do. Which rule of outbound connections
// an address broke is told with what whoever runs the server can do about it.
import type { FailedStep, MailStep, MailStepFailure, MailVerdict } from '#core/message/mail-account.ts';
import type { LocalizedText } from '#core/records/field.ts';

export const mailServerNames: Readonly<Record<MailVerdict['server'], LocalizedText>> = {
  smtp: { en: 'sending (SMTP)', zh: '发信（SMTP）' },
  imap: { en: 'receiving (IMAP)', zh: '收信（IMAP）' },
};

export const mailStepNames: Readonly<Record<MailStep, LocalizedText>> = {
  dns: { en: 'find the server', zh: '查找服务器' },
  connect: { en: 'connect', zh: '连接' },
  tls: { en: 'encrypt the connection', zh: '加密连接' },
  login: { en: 'log in', zh: '登录' },
  send: { en: 'send a message', zh: '发送邮件' },
  mailbox: { en: 'open the folder', zh: '打开文件夹' },
};

const failures: Readonly<Record<MailStepFailure, LocalizedText>> = {
  host_unknown: {
    en: 'Nobody knows a server of this name; check its spelling.',
    zh: '找不到此名称的服务器，请检查拼写。',
  },
  address_not_allowed: {
    en: 'The server is in a private network. Use a public one, or ask whoever runs Cadenza to allow its host and port (OUTBOUND_ALLOW).',
    zh: '该服务器位于内部网络。请改用公网服务器，或请系统管理员放行其主机和端口（OUTBOUND_ALLOW）。',
  },
  port_not_allowed: {
    en: 'Only the ports of mail are used: 465, 587 or 25 for sending, 993 or 143 for receiving. Ask whoever runs Cadenza to allow this host and port (OUTBOUND_ALLOW).',
    zh: '仅可使用邮件端口：发信 465、587 或 25，收信 993 或 143。其他端口请系统管理员放行（OUTBOUND_ALLOW）。',
  },
  timeout: {
    en: 'The server doesn’t answer. Check the port; a firewall on the way may hold it back.',
    zh: '服务器没有响应。请检查端口；途中的防火墙可能拦截了连接。',
  },
  unreachable: {
    en: 'The connection was refused or broke off. Check host and port, and that the kind of encryption fits the port.',
    zh: '连接被拒绝或中断。请检查主机和端口，以及加密方式是否与端口相符。',
  },
  certificate: {
    en: 'The server’s certificate isn’t of this name, has run out, or is of nobody we trust. Use the name that the certificate has; whoever runs Cadenza can trust an authority of your own (MAIL_CA).',
    zh: '服务器证书与主机名不符、已过期或不受信任。请使用证书上的主机名；自建证书机构可由系统管理员添加信任（MAIL_CA）。',
  },
  tls_missing: {
    en: 'The server offers no encryption on this port. Passwords are never sent without; choose “TLS” or another port.',
    zh: '服务器在此端口不支持加密。密码不会明文发送；请选择“TLS”或其他端口。',
  },
  tls_failed: {
    en: 'The encryption didn’t come about. Port 465 and 993 want “TLS”, 587 and 143 “STARTTLS”.',
    zh: '加密协商失败。465 和 993 端口使用“TLS”，587 和 143 端口使用“STARTTLS”。',
  },
  login_missing: {
    en: 'The server takes no password on this port; use its port for submission, mostly 587 or 465.',
    zh: '服务器在此端口不接受登录；请使用提交端口，通常为 587 或 465。',
  },
  login_refused: {
    en: 'User name or password is refused. Many providers want a password made for programs instead of your own.',
    zh: '用户名或密码被拒绝。许多邮箱服务商要求使用专门的授权码而非登录密码。',
  },
  refused: {
    en: 'The server refused the message. The address must be one that this user may send from.',
    zh: '服务器拒收了该邮件。发件地址必须是此用户有权使用的地址。',
  },
  folder_unknown: {
    en: 'There is no folder of this name; the usual one is INBOX.',
    zh: '没有此名称的文件夹；通常为 INBOX。',
  },
};

export function mailFailureInWords({ failure, detail }: Pick<FailedStep, 'failure' | 'detail'>): LocalizedText {
  const { en, zh } = failures[failure];
  if (detail === '') return { en, zh };
  return { en: `${en} The server said: ${detail}`, zh: `${zh}服务器的答复：${detail}` };
}
