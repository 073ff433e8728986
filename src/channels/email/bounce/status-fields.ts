// The machine-readable part of a report (RFC 3464, internationalised by RFC 6533), field by field, also where a gateway
// wrote the fields into the text instead of a part of their own.
import type { ParsedMail } from '../parse-mail.ts';

/** What is said of one recipient, before it is judged. */
export type Finding = {
  readonly recipient: string;
  /** Of RFC 3464, in lower case; empty where nothing is said. */
  readonly action: string;
  /** The Status field as it stands. */
  readonly status: string;
  /** The server's words. */
  readonly text: string;
  /** What stands about this recipient beside them; absent: to be looked for in the text for people. */
  readonly around?: string;
};

type Fields = ReadonlyMap<string, string>;

const STATUS_PART = /^message\/(global-|x-?)?delivery-status$/;
const RECIPIENT_FIELDS = ['final-recipient', 'original-recipient', 'x-actual-recipient'];
const INLINE = /^\s*(final-recipient|original-recipient|action|status|diagnostic-code|reporting-mta)\s*:/im;
const FIELD = /^([a-z][\w-]{0,60})\s*:\s?(.*)$/i;

export function statusFindings(mail: ParsedMail): Finding[] {
  return mail.parts.filter(({ type }) => STATUS_PART.test(type)).flatMap(({ text }) => findingsOf(text));
}

/** Fields that stand in the text. */
export function inlineStatusFindings(text: string): Finding[] {
  const start = text.search(INLINE);
  if (start === -1) return [];
  const fields = text.slice(start).replace(/\n[ \t]{1,20}(?=[a-z-]{1,30}:)/gi, '\n');
  return findingsOf(fields).filter(({ recipient, action, status }) => recipient !== '' && action + status !== '');
}

function findingsOf(text: string): Finding[] {
  return recipientGroups(text).map((fields) => ({
    recipient: recipientOf(fields),
    action: (fields.get('action') ?? '').trim().toLowerCase(),
    status: /[245]\.\d{1,3}\.\d{1,3}/.exec(fields.get('status') ?? '')?.[0] ?? '',
    text: diagnosticOf(fields),
  }));
}

function recipientOf(fields: Fields): string {
  const field = RECIPIENT_FIELDS.map((name) => fields.get(name)).find((value) => value !== undefined) ?? '';
  return afterType(field).replace(/^<|>$/g, '');
}

/** Of "550 5.1.1 no", "smtp; 550 no" and "X-Postfix; host … said: 550 no" what follows the type; a bare number says nothing. */
function diagnosticOf(fields: Fields): string {
  const text = afterType(fields.get('diagnostic-code') ?? '');
  if (/[a-z\u0080-\uffff]{2}|\d{3}/i.test(text)) return text;
  // Some put the words behind the status: "5.0.0 (host unknown)".
  return /\((.{3,500})\)/.exec(fields.get('status') ?? '')?.[1] ?? '';
}

/** One group of fields per recipient: separated by an empty line, or begun anew where a writer left it out. */
function recipientGroups(text: string): Fields[] {
  const groups: Map<string, string>[] = [new Map()];
  for (const line of unfolded(text)) {
    const [, name, value] = FIELD.exec(line) ?? [];
    const key = name?.toLowerCase() ?? '';
    if (line.trim() === '' || (RECIPIENT_FIELDS.includes(key) && groups.at(-1)?.has(key))) groups.push(new Map());
    if (name !== undefined && !groups.at(-1)?.has(key)) groups.at(-1)?.set(key, (value ?? '').trim());
  }
  return groups.filter((group) => group.has('action') || RECIPIENT_FIELDS.some((field) => group.has(field)));
}

function unfolded(text: string): string[] {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]+(?=\S)/g, ' ')
    .split('\n');
}

/** "ada@customer.example" out of "rfc822; ada@customer.example". */
function afterType(value: string): string {
  return value
    .replace(/^[\w-]{1,30}\s*;\s*/, '')
    .trim()
    .slice(0, 2_000);
}
