// How mail programs set an earlier message apart in text, in the languages they are used in. Each pattern looks at one line
// of bounded length (or up to three joined ones), so nothing here can be made slow.

/** The line that replyHtmlToText draws. */
export const ORIGINAL_MESSAGE = '-----Original Message-----';

export const QUOTED = /^\s*[>＞|]/;

/** Everything from such a line on is the earlier message. */
export const ORIGINAL_BELOW: readonly RegExp[] = [
  /^\s*-{2,}\s*(original message|original|forwarded message|reply message|replied message|ursprüngliche nachricht|message d'origine|mensaje original|messaggio originale|oorspronkelijk bericht|mensagem original)\s*-{2,}/i,
  /^\s*-{2,}\s*(原始邮件|原邮件|原始郵件|邮件原件|回复的原邮件|回复的邮件|转发的邮件|转发邮件|元のメッセージ|原文)\s*-{2,}/,
  /^\s*begin forwarded message:/i,
];

/** The lines that introduce a quotation without marks. */
export const INTRODUCES: readonly RegExp[] = [
  /^\s*(on|at)\b.{4,}\bwrote\s*:\s*$/i,
  /^\s*am\b.{4,}\bschrieb\b.*:\s*$/i,
  /^\s*le\b.{4,}\ba écrit\s*:\s*$/i,
  /^\s*el\b.{4,}\bescribió\s*:\s*$/i,
  /^\s*il\b.{4,}\bha scritto\s*:\s*$/i,
  /^\s*op\b.{4,}\bschreef\b.*:\s*$/i,
  /^\s*em\b.{4,}\bescreveu\s*:\s*$/i,
  /^\s*(在|于)?.{0,200}(写道|寫道)\s*[:：]\s*$/,
  /^\s*.{4,}(さんは|様|が)?書きました\s*[:：]\s*$/,
];

const PREFIX = String.raw`^[\s|*>]*`;
const SUFFIX = String.raw`\s*\**\s*[:：|]`;
const headerLine = (labels: string) => new RegExp(`${PREFIX}(${labels})${SUFFIX}`, 'i');

/** Header lines as Outlook, Foxmail, QQ, Lark and Aliyun put them above the earlier message; some space their labels out. */
export const SENDER_LINE = headerLine('from|von|de|da|van|发件人|寄件者|差出人');
export const HEADER_LINES: readonly RegExp[] = [
  SENDER_LINE,
  headerLine(
    String.raw`sent|date|gesendet|envoyé|enviado|inviato|verzonden|datum|发送时间|发送日期|日\s*期|时\s*间|送信日時`,
  ),
  headerLine('to|an|à|para|a|aan|收件人|宛先'),
  headerLine(String.raw`subject|betreff|objet|asunto|oggetto|onderwerp|assunto|主\s*题|主旨|标\s*题|件名`),
];
