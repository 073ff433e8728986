// Every way to say no, in one list: the code that programs read, the HTTP status, and the sentence for people.
// Sentences name what to do; {words} in braces are filled in from the refusal's params.
import { businessErrors, type ErrorEntry } from '#contract/business-errors.ts';
import type { LocalizedText } from '#core/records/field.ts';

export type Language = 'en' | 'zh';

export const errors = {
  malformed_request: {
    status: 400,
    en: 'The request can’t be read: its body, address or headers are not well-formed.',
    zh: '无法读取该请求：正文、地址或请求头格式不正确。',
  },
  not_signed_in: {
    status: 401,
    en: 'Sign in first, or send an API key that is still valid.',
    zh: '请先登录，或使用仍然有效的 API 密钥。',
  },
  wrong_credentials: {
    status: 401,
    en: 'The mail address or the password is wrong.',
    zh: '邮箱地址或密码不正确。',
  },
  link_not_valid: {
    status: 401,
    en: 'This sign-in link has been used or has expired; ask for another one.',
    zh: '此登录链接已被使用或已过期，请重新获取。',
  },
  scope_missing: {
    status: 403,
    en: 'This needs the permission “{scope}”, which you or your API key don’t have.',
    zh: '此操作需要“{scope}”权限，您或您的 API 密钥没有该权限。',
  },
  session_needed: {
    status: 403,
    en: 'Only a signed-in person can do this, not an API key.',
    zh: '此操作只能由已登录的用户执行，不能使用 API 密钥。',
  },
  scopes_not_yours: {
    status: 403,
    en: 'A key can’t be given permissions that its user doesn’t have: {scopes}.',
    zh: '不能授予密钥其用户没有的权限：{scopes}。',
  },
  cross_site_request: {
    status: 403,
    en: 'The request comes from another site; it was not carried out.',
    zh: '该请求来自其他网站，未被执行。',
  },
  not_found: {
    status: 404,
    en: 'There is nothing here, or nothing that you may see.',
    zh: '此处没有内容，或您无权查看。',
  },
  invitation_not_valid: {
    status: 404,
    en: 'This invitation has been used, was revoked or has expired; ask an administrator to send another one.',
    zh: '此邀请已被使用、撤销或已过期；请联系管理员重新发送。',
  },
  invited_already: {
    status: 409,
    en: 'An invitation to this mail address waits already; send it again from the list.',
    zh: '已向此邮箱地址发出邀请，可在列表中重新发送。',
  },
  last_administrator: {
    status: 409,
    en: 'This is the last administrator; make somebody else one first.',
    zh: '这是最后一位管理员，请先将其他人设为管理员。',
  },
  email_taken: {
    status: 409,
    en: 'A user with this mail address exists already.',
    zh: '已有用户使用此邮箱地址。',
  },
  body_too_large: {
    status: 413,
    en: 'The body of the request is larger than allowed.',
    zh: '请求正文超过允许的大小。',
  },
  unsupported_media_type: {
    status: 415,
    en: 'The body of the request must be {expected}.',
    zh: '请求正文的类型必须是 {expected}。',
  },
  invalid_input: {
    status: 422,
    en: 'The request has values that can’t be accepted; “errors” lists all of them.',
    zh: '请求中有无法接受的值；“errors”列出了全部问题。',
  },
  email_not_valid: {
    status: 422,
    en: 'This is not a mail address.',
    zh: '这不是有效的邮箱地址。',
  },
  password_too_short: {
    status: 422,
    en: 'A password needs at least {min} characters.',
    zh: '密码至少需要 {min} 个字符。',
  },
  expiry_in_past: {
    status: 422,
    en: 'The date of expiry must lie in the future.',
    zh: '过期时间必须晚于现在。',
  },
  too_many_requests: {
    status: 429,
    en: 'Too many requests; try again in {seconds} seconds.',
    zh: '请求过于频繁，请在 {seconds} 秒后重试。',
  },
  internal: {
    status: 500,
    en: 'Something broke on our side; the log has it under the request id.',
    zh: '服务器内部出错；可用请求编号在日志中查找。',
  },
  not_ready: {
    status: 503,
    en: 'The server is not ready: its database doesn’t answer.',
    zh: '服务器尚未就绪：数据库没有响应。',
  },
  ...businessErrors,
} as const satisfies Readonly<Record<string, ErrorEntry>>;

export type ErrorCode = keyof typeof errors;

/** What is wrong with one value. */
export type ValueProblem = { readonly path: string; readonly code: string; readonly message: LocalizedText };

/** A "no" that an action answers with. Which reasons an action can have is part of its type. */
export type Refusal<Code extends ErrorCode = ErrorCode> = {
  readonly kind: 'refused';
  readonly reason: Code;
  /** For the {words} of the sentence. */
  readonly params?: Readonly<Record<string, string | number>>;
  readonly problems?: readonly ValueProblem[];
  /** For stale: the thing as it is now, as the API gives it. */
  readonly current?: unknown;
};

/** The status and the sentence of a refusal, in a language. */
export function explainRefusal(refusal: Refusal, language: Language): { status: number; sentence: string } {
  const entry = errors[refusal.reason];
  const sentence = entry[language].replace(/\{(\w+)\}/g, (_, word: string) => String(refusal.params?.[word] ?? ''));
  return { status: entry.status, sentence };
}
