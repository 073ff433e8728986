// Why WhatsApp Business can't be used as it is set up, in sentences that say what to do.
import type { WhatsappFailed, WhatsappFailure } from '#core/message/whatsapp-api.ts';
import type { LocalizedText } from '#core/records/field.ts';

const failures: Readonly<Record<WhatsappFailure, LocalizedText>> = {
  unreachable: {
    en: 'WhatsApp can’t be reached from this server. Check its connection to the internet, and that nothing holds calls to graph.facebook.com back.',
    zh: '服务器无法连接 WhatsApp。请检查其网络连接，并确认未拦截对 graph.facebook.com 的访问。',
  },
  token_refused: {
    en: 'WhatsApp refuses the token: it has expired or been withdrawn. Make a permanent one for a system user in Meta’s Business settings.',
    zh: 'WhatsApp 拒绝了该令牌：令牌已过期或被撤销。请在 Meta 商务管理平台中为系统用户生成永久令牌。',
  },
  right_missing: {
    en: 'The token lacks a right: it needs whatsapp_business_messaging and whatsapp_business_management, and the system user access to the account.',
    zh: '令牌权限不足：需要 whatsapp_business_messaging 和 whatsapp_business_management，且系统用户须可访问该账户。',
  },
  number_unknown: {
    en: 'There is no phone number with this id that the token may use. Copy the phone number ID (not the number itself) from Meta’s WhatsApp › API setup.',
    zh: '令牌可用的电话号码中没有此编号。请从 Meta 的“WhatsApp › API 设置”复制电话号码编号（并非号码本身）。',
  },
  account_unknown: {
    en: 'There is no WhatsApp Business account with this id that the token may use. Copy the id from Meta’s WhatsApp › API setup.',
    zh: '令牌可用的 WhatsApp Business 账户中没有此编号。请从 Meta 的“WhatsApp › API 设置”复制。',
  },
  number_of_another_account: {
    en: 'The phone number belongs to another WhatsApp Business account; enter that one’s id.',
    zh: '该电话号码属于另一个 WhatsApp Business 账户；请填写其账户编号。',
  },
  refused: {
    en: 'WhatsApp refused the call.',
    zh: 'WhatsApp 拒绝了此次调用。',
  },
};

export function whatsappFailureInWords({ failure, detail }: Pick<WhatsappFailed, 'failure' | 'detail'>): LocalizedText {
  const { en, zh } = failures[failure];
  if (detail === '') return { en, zh };
  return { en: `${en} It said: ${detail}`, zh: `${zh}对方答复：${detail}` };
}
