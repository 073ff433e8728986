// The two codes of a refusal where they stand in words: the SMTP reply (RFC 5321) and the enhanced status (RFC 3463).
export type Codes = { readonly replyCode: number | null; readonly status: string };

const STATUS = /(?<![\w.])([45]\.\d{1,3}\.\d{1,3})(?![\w.]*\d)/g;
/** "550 5.1.1", "550-5.1.1", "550: 5.1.1", "550 #5.1.0", and Zoho's "ERROR_CODE :550, ERROR_CODE :5.1.1". */
const BOTH = /(?<![\w./])(4[2-7]\d|5[0-57]\d)[^\w.]{1,4}(?:ERROR_CODE :)?([45]\.\d{1,3}\.\d{1,3})(?![\w.]*\d)/i;
/** A number that stands like a reply: not a port, not an amount. */
const REPLY =
  /(?<![\w./@-]|port |id )(4[2-7]\d|5[0-57]\d)(?=[-\s:,;#)\]'"<]|\.\s|$)(?!\s*(?:[kmg]?b|bytes|hours?|minutes?|seconds?|days?|messages?|attempts?|times)\b)/i;

export function codesIn(text: string): Codes {
  const both = BOTH.exec(text);
  const reply = both ?? REPLY.exec(text);
  return { replyCode: reply === null ? null : Number(reply[1]), status: both?.[2] ?? statusIn(text) };
}

/** Of "250 2.0.0 ok", what a server says when it has taken a message. */
export function acceptanceIn(text: string): Codes {
  const [, reply, status] = /^\s*(2\d\d)[ -](?:(2\.\d{1,3}\.\d{1,3})\b)?/.exec(text) ?? [];
  return { replyCode: reply === undefined ? null : Number(reply), status: status ?? '' };
}

/** The first that says more than its class; empty when there is none. */
export function statusIn(text: string): string {
  const all = [...text.matchAll(STATUS)].map((match) => match[1] ?? '');
  return moreTelling(all.find(isTelling) ?? '', all[0] ?? '');
}

/** X.0.0 says nothing but success, later or never: any other tells more. */
export function moreTelling(status: string, other: string): string {
  if (status === '') return other;
  return !isTelling(status) && isTelling(other) ? other : status;
}

function isTelling(status: string): boolean {
  return status !== '' && !status.endsWith('.0.0');
}
