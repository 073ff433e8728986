// The part of a reply that its writer wrote (K-46): quoted lines, the line that introduces them, and everything below a
// mail program's "original message" go. Western and Chinese styles, a first version; where nothing is recognised the
// whole text is new. Works on lines of bounded length: nothing here can be made slow.

const TEXT_LENGTH_MAX = 200_000;
const LINE_LENGTH_MAX = 1_000;
const QUOTED = /^\s*[>＞|]/;

/** Everything from such a line on is the earlier message. */
const ORIGINAL_BELOW: readonly RegExp[] = [
  /^\s*-{2,}\s*(original message|original|forwarded message|reply message|replied message|ursprüngliche nachricht|message d'origine|mensaje original|messaggio originale|oorspronkelijk bericht|mensagem original)\s*-{2,}/i,
  /^\s*-{2,}\s*(原始邮件|原邮件|原始郵件|回复的原邮件|回复的邮件|转发的邮件|转发邮件|元のメッセージ|原文)\s*-{2,}/,
  /^\s*begin forwarded message:/i,
];

/** The lines that introduce a quotation without marks. */
const INTRODUCES: readonly RegExp[] = [
  /^\s*on\b.{4,}\bwrote\s*:\s*$/i,
  /^\s*am\b.{4,}\bschrieb\b.*:\s*$/i,
  /^\s*le\b.{4,}\ba écrit\s*:\s*$/i,
  /^\s*el\b.{4,}\bescribió\s*:\s*$/i,
  /^\s*il\b.{4,}\bha scritto\s*:\s*$/i,
  /^\s*op\b.{4,}\bschreef\b.*:\s*$/i,
  /^\s*em\b.{4,}\bescreveu\s*:\s*$/i,
  /^\s*(在|于)?.{0,200}(写道|寫道)\s*[:：]\s*$/,
  /^\s*.{4,}(さんは|様|が)?書きました\s*[:：]\s*$/,
];

/** Header lines as Outlook, Foxmail, QQ and Lark put them above the earlier message: two kinds of them make a block. */
const HEADER_KINDS: readonly RegExp[] = [
  /^[\s|*>]*(from|von|de|da|van|发件人|寄件者|差出人)\s*\**\s*[:：|]/i,
  /^[\s|*>]*(sent|date|gesendet|envoyé|enviado|inviato|verzonden|datum|发送时间|日期|时间|送信日時)\s*\**\s*[:：|]/i,
  /^[\s|*>]*(to|an|à|para|a|aan|收件人|宛先)\s*\**\s*[:：|]/i,
  /^[\s|*>]*(subject|betreff|objet|asunto|oggetto|onderwerp|assunto|主题|主旨|件名)\s*\**\s*[:：|]/i,
];

export function newTextOf(text: string): string {
  const lines = text
    .slice(0, TEXT_LENGTH_MAX)
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => line.slice(0, LINE_LENGTH_MAX));
  const own: string[] = [];
  for (let at = 0; at < lines.length; ) {
    if (startsOriginal(lines, at)) break;
    const quotation = introducedAt(lines, at);
    if (quotation === 'unmarked') {
      // Written below an unmarked quotation there would be nothing to tell it by: keep it all then.
      if (own.some((line) => line.trim() !== '')) break;
      own.push(lines[at] ?? '');
      at += 1;
      continue;
    }
    if (quotation !== null) at = quotation;
    else if (QUOTED.test(lines[at] ?? '')) at += 1;
    else own.push(lines[at++] ?? '');
  }
  const kept = own.map((line) => line.trimEnd()).join('\n');
  // Outlook draws a line above the earlier message.
  return kept
    .replace(/\n{3,}/g, '\n\n')
    .trim()
    .replace(/\n_{5,}$/, '')
    .trimEnd();
}

function startsOriginal(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? '';
  if (ORIGINAL_BELOW.some((pattern) => pattern.test(line))) return true;
  if (!HEADER_KINDS[0]?.test(line)) return false;
  const near = lines.slice(at, at + 6);
  return HEADER_KINDS.filter((kind) => near.some((candidate) => kind.test(candidate))).length >= 3;
}

/**
 * When an introduction of up to three lines begins here: the index of the first line after it if marked quotation
 * follows, "unmarked" if not; null when none begins here.
 */
function introducedAt(lines: readonly string[], at: number): number | 'unmarked' | null {
  const first = lines[at] ?? '';
  if (first.trim() === '' || QUOTED.test(first)) return null;
  for (let end = at; end < at + 3 && end < lines.length; end++) {
    const line = lines[end] ?? '';
    if (line.trim() === '' || QUOTED.test(line)) return null;
    if (!/[:：]\s*$/.test(line)) continue;
    const joined = lines
      .slice(at, end + 1)
      .join(' ')
      .slice(0, LINE_LENGTH_MAX);
    const marked = QUOTED.test(nextWritten(lines, end + 1));
    // In front of marked lines, any line with a date or an address that ends in a colon introduces them, in any language.
    if (marked && end - at < 2 && /\d|@/.test(joined)) return end + 1;
    if (INTRODUCES.some((pattern) => pattern.test(joined))) return marked ? end + 1 : 'unmarked';
  }
  return null;
}

function nextWritten(lines: readonly string[], from: number): string {
  return lines.slice(from, from + 4).find((line) => line.trim() !== '') ?? '';
}
