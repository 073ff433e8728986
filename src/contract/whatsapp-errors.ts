// The refusals of WhatsApp Business; errors.ts has the whole list.
import type { ErrorEntry } from '#contract/business-errors.ts';

export const whatsappErrors = {
  whatsapp_not_working: {
    status: 422,
    en: 'WhatsApp can’t be used like this, so nothing was saved: “errors” says what is wrong, and what to do.',
    zh: 'WhatsApp 目前无法使用，因此未保存：“errors”中说明了原因和处理办法。',
  },
  whatsapp_secret_needed: {
    status: 422,
    en: 'Enter the token, the app secret and the verify token: not all of them are there yet.',
    zh: '请填写令牌、应用密钥和验证令牌：尚未全部设置。',
  },
  whatsapp_not_set_up: {
    status: 409,
    en: 'WhatsApp is not set up yet; enter number, account and token first.',
    zh: '尚未设置 WhatsApp；请先填写号码、账户和令牌。',
  },
} as const satisfies Readonly<Record<string, ErrorEntry>>;
