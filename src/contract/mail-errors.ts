// The refusals of mail accounts and sending domains; errors.ts has the whole list.
import type { ErrorEntry } from '#contract/business-errors.ts';

export const mailErrors = {
  mail_account_not_working: {
    status: 422,
    en: 'The account doesn’t work yet, so nothing was saved: “errors” says at which step, and what to do.',
    zh: '该账户尚不可用，因此未保存：“errors”中说明了失败的步骤和处理办法。',
  },
  mail_account_not_yours: {
    status: 403,
    en: 'The organisation’s mail accounts are changed by administrators, a user’s own by that user.',
    zh: '组织的邮箱账户由管理员修改，个人的由本人修改。',
  },
  mail_account_address_not_valid: {
    status: 422,
    en: 'This is not a mail address; one looks like sales@example.com.',
    zh: '邮箱地址不正确，应类似 sales@example.com。',
  },
  mail_account_address_taken: {
    status: 409,
    en: 'There is a mail account with this address already; change that one.',
    zh: '已有使用此地址的邮箱账户，请修改该账户。',
  },
  mail_account_bounces_taken: {
    status: 409,
    en: 'Another account takes the bounces; switch it off there first.',
    zh: '已有其他账户接收退信，请先在该账户上关闭。',
  },
  mail_account_bounces_unread: {
    status: 422,
    en: 'The account that takes the bounces is the organisation’s, and has a mailbox to read (IMAP).',
    zh: '接收退信的账户必须属于组织，且设置了收信（IMAP）。',
  },
  mail_account_password_needed: {
    status: 422,
    en: 'Enter the password: there is none yet, or the one kept is of another server or user.',
    zh: '请填写密码：尚未设置，或原有密码属于其他服务器或用户。',
  },
  too_many_mail_accounts: {
    status: 409,
    en: 'There can be {max} mail accounts; delete one that isn’t needed any more.',
    zh: '最多可有 {max} 个邮箱账户，请先删除不再需要的。',
  },
} as const satisfies Readonly<Record<string, ErrorEntry>>;
