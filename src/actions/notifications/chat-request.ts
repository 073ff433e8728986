// A message to a chat's incoming webhook, as each of them wants it, and whether it was taken: two of them answer 200 to everything.
import { createHmac } from 'node:crypto';
import type { ChatProvider } from '#core/notices/notice-choices.ts';
import type { OutboundCall } from '#core/net/outbound.ts';
import type { Instant } from '#core/time/instant.ts';

export type ChatPlace = {
  readonly provider: ChatProvider;
  readonly url: string;
  /** DingTalk's; null: the robot asks for none. */
  readonly secret: string | null;
};

const TEXT_LENGTH_MAX = 2_000;

export function chatCall({ provider, url, secret }: ChatPlace, text: string, now: Instant): OutboundCall {
  const short = text.slice(0, TEXT_LENGTH_MAX);
  const body = provider === 'slack' ? { text: plainForSlack(short) } : { msgtype: 'text', text: { content: short } };
  return {
    method: 'POST',
    url: provider === 'dingtalk' && secret !== null ? signed(url, secret, now) : url,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: Buffer.from(JSON.stringify(body)),
    answer: 'read',
  };
}

/** As DingTalk says: the time in milliseconds, a line break and the secret, under the secret. */
function signed(url: string, secret: string, now: Instant): string {
  const target = new URL(url);
  target.searchParams.set('timestamp', String(now));
  target.searchParams.set('sign', createHmac('sha256', secret).update(`${now}\n${secret}`).digest('base64'));
  return target.href;
}

/** Nothing that a record holds names a channel or makes a link. */
function plainForSlack(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Null: it was taken; else what was said. */
export function chatRefusal(
  provider: ChatProvider,
  { status, body }: { status: number; body: Uint8Array },
): string | null {
  const said = Buffer.from(body).toString().slice(0, 300);
  if (status < 200 || status > 299) return `${status} ${said}`.trim();
  if (provider === 'slack') return null;
  try {
    const answer: unknown = JSON.parse(said);
    const isTaken = typeof answer === 'object' && answer !== null && 'errcode' in answer && answer.errcode === 0;
    return isTaken ? null : said;
  } catch {
    return said;
  }
}
