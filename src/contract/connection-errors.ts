// The refusals of webhooks, two-factor sign-in and single sign-on; errors.ts has the whole list.
import type { ErrorEntry } from '#contract/business-errors.ts';

export const connectionErrors = {
  call_address_not_valid: {
    status: 422,
    en: 'This is not an address that can be called: it begins with https:// or http://, and has no user or password in it.',
    zh: '此地址无法调用：须以 https:// 或 http:// 开头，且不含用户名或密码。',
  },
  call_address_not_allowed: {
    status: 422,
    en: 'The address leads into a private network. Use a public one, or ask whoever runs Cadenza to allow its host and port (OUTBOUND_ALLOW).',
    zh: '该地址指向内部网络。请改用公网地址，或请系统管理员放行其主机和端口（OUTBOUND_ALLOW）。',
  },
  call_port_not_allowed: {
    status: 422,
    en: 'Only the ports 80 and 443 are called. Use one of them, or ask whoever runs Cadenza to allow this host and port (OUTBOUND_ALLOW).',
    zh: '仅可调用 80 和 443 端口。请改用其中之一，或请系统管理员放行该主机和端口（OUTBOUND_ALLOW）。',
  },
  call_host_unknown: {
    status: 422,
    en: 'Nobody is found under this address; check its spelling, and that its name is known by now.',
    zh: '找不到此地址；请检查拼写，并确认其域名已生效。',
  },
  webhook_event_unknown: {
    status: 422,
    en: 'There is no event “{event}” that you could be told of; choose from the list of events.',
    zh: '没有可供订阅的事件“{event}”，请从事件列表中选择。',
  },
  too_many_webhooks: {
    status: 409,
    en: 'There can be {max} webhooks; delete one that isn’t needed any more.',
    zh: '最多可有 {max} 个 Webhook，请先删除不再需要的。',
  },
  delivery_still_waiting: {
    status: 409,
    en: 'This delivery is on its way already; wait for what comes of it.',
    zh: '此投递正在进行，请等待结果。',
  },
  two_factor_needed: {
    status: 403,
    en: 'Your organisation wants a second factor; set it up in your account first.',
    zh: '您的组织要求两步验证，请先在个人设置中开启。',
  },
  two_factor_code_needed: {
    status: 401,
    en: 'Enter the code that your authenticator app shows, or a recovery code.',
    zh: '请输入身份验证器应用显示的验证码，或恢复代码。',
  },
  two_factor_code_wrong: {
    status: 401,
    en: 'The code is wrong, or was used already; wait for the next one.',
    zh: '验证码不正确或已被使用，请等待下一个。',
  },
  two_factor_on_already: {
    status: 409,
    en: 'The second factor is on already; switch it off to set it up anew.',
    zh: '两步验证已开启；如需重新设置，请先关闭。',
  },
  two_factor_not_on: {
    status: 409,
    en: 'The second factor isn’t set up.',
    zh: '尚未设置两步验证。',
  },
  two_factor_required: {
    status: 409,
    en: 'Your organisation wants a second factor, so it can’t be switched off.',
    zh: '您的组织要求两步验证，因此不能关闭。',
  },
  two_factor_yourself_first: {
    status: 409,
    en: 'Set up your own second factor first, then require it of everybody.',
    zh: '请先为自己开启两步验证，再要求所有人使用。',
  },
  single_sign_on_issuer_not_valid: {
    status: 422,
    en: 'Under this address there is no identity provider that calls itself so. Copy the issuer as the provider states it, with https://.',
    zh: '此地址没有相应的身份提供方。请按提供方给出的 issuer 原样填写，以 https:// 开头。',
  },
  single_sign_on_secret_needed: {
    status: 422,
    en: 'Enter the client secret: there is none yet, or the one kept is of another issuer.',
    zh: '请填写客户端密钥：尚未设置，或原有密钥属于另一 issuer。',
  },
  single_sign_on_unreachable: {
    status: 503,
    en: 'The identity provider doesn’t answer; try again in a moment, or sign in with your password.',
    zh: '身份提供方没有响应；请稍后重试，或使用密码登录。',
  },
  single_sign_on_failed: {
    status: 401,
    en: 'This sign-in can’t be finished: it took too long, was begun in another browser, or the provider refused. Begin again.',
    zh: '无法完成登录：已超时、在其他浏览器中发起，或被提供方拒绝。请重新开始。',
  },
  single_sign_on_mail_not_verified: {
    status: 403,
    en: 'The identity provider doesn’t say that your mail address is verified; have it verified there.',
    zh: '身份提供方未确认您的邮箱地址已验证；请先在提供方完成验证。',
  },
  single_sign_on_domain_not_allowed: {
    status: 403,
    en: 'Mail addresses of your domain are not let in; ask an administrator to add it.',
    zh: '不允许使用您邮箱所属域名登录；请联系管理员添加。',
  },
  single_sign_on_user_unknown: {
    status: 403,
    en: 'Nobody here has your mail address, or it belongs to somebody else by now; ask an administrator to invite you.',
    zh: '没有使用您邮箱地址的用户，或该地址已属于他人；请联系管理员邀请您。',
  },
} as const satisfies Readonly<Record<string, ErrorEntry>>;
