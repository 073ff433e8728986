// Every way to say no, in one list: the code that programs read, the HTTP status, and the sentence for people.
// Sentences name what to do; {words} in braces are filled in from the refusal's params.
import { businessErrors, type ErrorEntry } from '#contract/business-errors.ts';
import { connectionErrors } from '#contract/connection-errors.ts';
import { mailErrors } from '#contract/mail-errors.ts';
import { meetingErrors } from '#contract/meeting-errors.ts';
import { paceErrors } from '#contract/pace-errors.ts';
import { simulationErrors } from '#contract/simulation-errors.ts';
import { webFormErrors } from '#contract/web-form-errors.ts';
import { whatsappErrors } from '#contract/whatsapp-errors.ts';
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
  not_permitted: {
    status: 403,
    en: 'Your profile doesn’t have the permission “{permission}”; an administrator can give it to you.',
    zh: '您的权限配置中没有“{permission}”权限；请联系管理员开通。',
  },
  record_not_yours: {
    status: 403,
    en: 'You may look at this record, but not change it; its owner or an administrator can.',
    zh: '您可以查看此记录，但不能修改；请联系记录负责人或管理员。',
  },
  view_not_yours: {
    status: 403,
    en: 'Only whoever made the view, or an administrator, can change it; save it under another name for yourself.',
    zh: '只有视图的创建人或管理员可以修改；您可以另存为自己的视图。',
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
  idempotency_key_reused: {
    status: 409,
    en: 'This Idempotency-Key was used for another request within the last 24 hours; make up a new one for every request.',
    zh: '此 Idempotency-Key 在 24 小时内已用于另一请求；请为每个请求使用新的键。',
  },
  idempotency_key_in_use: {
    status: 409,
    en: 'A request with this Idempotency-Key is being carried out; send it again in a moment for its answer.',
    zh: '使用此 Idempotency-Key 的请求正在处理；请稍后重新发送以获取结果。',
  },
  idempotency_key_not_valid: {
    status: 422,
    en: 'An Idempotency-Key has 1 to 255 visible ASCII characters; a UUID is a good one.',
    zh: 'Idempotency-Key 须为 1 到 255 个可见 ASCII 字符，建议使用 UUID。',
  },
  idempotency_key_not_taken: {
    status: 422,
    en: 'This call takes no Idempotency-Key: it reads a file as it comes, or sending it twice does no harm. Leave the header out.',
    zh: '此接口不支持 Idempotency-Key：它以流方式读取文件，或重复发送并无影响。请去掉该请求头。',
  },
  profile_is_standard: {
    status: 409,
    en: 'The standard profile is what everybody has who was given no other; change it instead of deleting it.',
    zh: '标准权限配置适用于所有未单独指定的用户，不能删除；请改为修改它。',
  },
  role_above_itself: {
    status: 422,
    en: 'The role above can’t be the role itself or one below it.',
    zh: '上级角色不能是该角色本身或其下级。',
  },
  role_in_use: {
    status: 409,
    en: 'The role is still in use. Users who hold it: {holders}; roles below it, sharing rules, views and cadences that name it: {users}. Change these first.',
    zh: '该角色仍在使用。持有该角色的用户：{holders} 位；下级角色以及引用它的共享规则、视图和销售节奏：{users}。请先修改它们。',
  },
  team_in_use: {
    status: 409,
    en: 'The team is named by these sharing rules, views or cadences: {rules}. Change or delete these first.',
    zh: '该团队被以下共享规则、视图或销售节奏引用：{rules}。请先修改或删除它们。',
  },
  group_unknown: {
    status: 422,
    en: 'There is no such role, team or user; choose one from the list.',
    zh: '没有此角色、团队或用户，请从列表中选择。',
  },
  criteria_not_shareable: {
    status: 422,
    en: 'Records can’t be shared by what is asked of “{field}”: the answer changes without anybody changing the record, as with dates, related records and teams. Use the record’s own fields that people change.',
    zh: '不能按“{field}”的条件共享记录：日期、关联记录和团队等条件会在记录未被修改时自行变化。请使用记录自身由人修改的字段。',
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
  ...connectionErrors,
  ...mailErrors,
  ...whatsappErrors,
  ...meetingErrors,
  ...paceErrors,
  ...simulationErrors,
  ...webFormErrors,
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
