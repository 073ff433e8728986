// Reports written for people only: which recipients they name, and which words belong to which. A recipient stands at the
// beginning of a line (qmail, Exim, Sendmail, Postfix, OpenSMTPD …), else somewhere in a sentence about it.
import type { Finding } from './status-fields.ts';

const ADDRESS = /[^\s<>"'`;,:()[\]|]{1,128}@[a-z0-9](?:[a-z0-9.-]{0,253}[a-z0-9])?/i;
/** Bullets, a reply code, a label, then the address. */
const BEGINS = new RegExp(
  String.raw`^[\s>*•-]{0,40}([45]\d\d[ -])?(?:(?:rcpt to|recipient address|recipient|to|address|收件人|收件人地址)\s{0,3}[:：]\s{0,40})?[<"'(]{0,2}(${ADDRESS.source})`,
  'i',
);
const SECTIONS_MAX = 50;

export type Told = {
  readonly text: string;
  /** X-Failed-Recipients, where the system wrote it. */
  readonly failed: readonly string[];
  /** Who is told, hence no recipient. */
  readonly told: readonly string[];
};

/** At least one. */
export function textFindings({ text, failed, told }: Told): Finding[] {
  const sections = sectionsOf(text, (address) =>
    failed.length > 0 ? isIn(failed, address) : !isIn(told, address) || told.length > 1,
  );
  if (sections.size > 1) return [...sections].map(([recipient, lines]) => finding(recipient, lines.join('\n')));
  const [only] = sections.keys();
  return [finding(only ?? failed[0] ?? mentioned(text, told), text)];
}

/** The words about one recipient of several; all of them where they can't be told apart. */
export function wordsAbout(recipient: string, text: string): string {
  const sections = sectionsOf(text, () => true);
  return sections.size > 1 ? (sections.get(recipient.toLowerCase())?.join('\n') ?? text) : text;
}

function sectionsOf(text: string, isRecipient: (address: string) => boolean): Map<string, string[]> {
  const sections = new Map<string, string[]>();
  let current: string[] = [];
  for (const line of text.split('\n')) {
    const [whole, code, address] = BEGINS.exec(line) ?? [];
    if (whole === undefined || address === undefined || !isRecipient(address) || sections.size >= SECTIONS_MAX) {
      current.push(line);
      continue;
    }
    const section = sections.get(address.toLowerCase()) ?? [];
    sections.set(address.toLowerCase(), section);
    const own = withoutOwnCode(line, whole);
    // Sendmail closes with the recipient: the dialogue in front of it is about this one.
    if (code !== undefined && current !== section) section.push(...dialogueOf(current));
    section.push(own);
    current = code === undefined ? section : [];
  }
  return sections;
}

function dialogueOf(lines: readonly string[]): string[] {
  return lines.filter((line) => /^\s*(>>>|<<<)/.test(line));
}

/** "554 <a@b>... 550 Host unknown": the second code is the server's own. */
function withoutOwnCode(line: string, beginning: string): string {
  return /(?<!\d)[45]\d\d(?!\d)/.test(line.slice(beginning.length)) ? line.slice(beginning.length) : line;
}

function mentioned(text: string, told: readonly string[]): string {
  const lines = text.split('\n').filter((line) => !/^\s*(mail )?from\b/i.test(line));
  const addresses = lines.flatMap((line) => ADDRESS.exec(line)?.[0] ?? []);
  return addresses.find((address) => !isIn(told, address)) ?? '';
}

function isIn(addresses: readonly string[], address: string): boolean {
  return addresses.some((one) => one.toLowerCase() === address.toLowerCase());
}

function finding(recipient: string, around: string): Finding {
  return { recipient, action: '', status: '', text: serverWords(around) ?? around, around };
}

/** What the other server said, where Sendmail sets it apart from its own summary, which may be a translation. */
function serverWords(text: string): string | null {
  const reason = /\(reason: ([45][^\n]{1,1000})/.exec(text)?.[1];
  return reason ?? /<<< ?([45]\d\d[^\n]{0,1000})/.exec(text)?.[1] ?? null;
}
