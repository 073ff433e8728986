// The part of a reply that its writer wrote (K-46): quoted lines, the line that introduces them, and everything below a
// mail program's "original message" go; signatures stay. Where nothing is recognised the whole text is new. Works on lines of
// bounded length: nothing here can be made slow.
import { HEADER_LINES, INTRODUCES, ORIGINAL_BELOW, QUOTED, SENDER_LINE } from './quotation-marks.ts';

const TEXT_LENGTH_MAX = 200_000;
const LINE_LENGTH_MAX = 1_000;
/** Long lists of recipients are folded, and empty lines stand between. */
const HEADER_LINES_NEAR = 9;

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
  // Outlook and Aliyun draw a line above the earlier message.
  return kept
    .replace(/\n{3,}/g, '\n\n')
    .trim()
    .replace(/\n[_-]{5,}$/, '')
    .trimEnd();
}

function startsOriginal(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? '';
  if (ORIGINAL_BELOW.some((pattern) => pattern.test(line))) return true;
  if (!SENDER_LINE.test(line)) return false;
  const near = lines.slice(at, at + HEADER_LINES_NEAR);
  return HEADER_LINES.filter((kind) => near.some((candidate) => kind.test(candidate))).length >= 3;
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
