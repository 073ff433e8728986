// Reports on a delivery: the machine-readable ones of RFC 3464 field by field; of free-form bounces what a first look
// gives (SMTP reply, status, recipient). Unclear is soft: only what says "no such address" for good is hard.
import type { BounceReport, DeliveryResult } from '#core/message/inbound.ts';
import type { ParsedMail } from './parse-mail.ts';
import { refusalSide } from './sort-reply.ts';

type Reports = readonly [BounceReport, ...BounceReport[]];

const REPORTS_MAX = 100;
const STATUS = /\b([245]\.\d{1,3}\.\d{1,3})\b/;
const REPLY = /(?:^|[^\d.])([45]\d\d)(?:[ -]#?([45]\.\d{1,3}\.\d{1,3}))?[ -]/;
const FULL = /quota|mailbox( is)? full|full mailbox|邮箱已满|空间不足/i;
const NO_SUCH_ADDRESS =
  /user unknown|unknown user|unknown (recipient|mailbox|address)|no such (user|recipient|mailbox|person|address)|(user|mailbox|recipient|account|address)( .{0,60})?(does(n't| not) exist|not found|is unknown|not exist)|(host|domain).{0,60}(not found|does not exist|unknown)|用户不存在|收件人不存在|邮箱不存在/i;

/** The worst first; null when the message holds no machine-readable report. */
export function readDeliveryStatus(mail: ParsedMail): Reports | null {
  const parts = mail.parts.filter(({ type }) => /^message\/(global-)?delivery-status$/.test(type));
  const groups = parts.flatMap(({ text }) => fieldGroups(text));
  const reports = groups.filter((fields) => fields.has('action') || fields.has('final-recipient')).map(reportOf);
  return worstFirst(reports.slice(0, REPORTS_MAX));
}

/** For a bounce without one. */
export function readFreeForm(mail: ParsedMail): Reports {
  const text = (mail.email.text ?? '').slice(0, 20_000);
  const reply = REPLY.exec(text);
  const line = reply === null ? '' : lineAround(text, reply.index + 1);
  const status = reply?.[2] ?? STATUS.exec(line || text)?.[1] ?? '';
  const recipient = mail.values('x-failed-recipients')[0]?.split(',')[0]?.trim() ?? firstAddress(text);
  return [
    failure({ recipient, status, replyCode: reply === null ? null : Number(reply[1]), text: line || firstLine(text) }),
  ];
}

function reportOf(fields: ReadonlyMap<string, string>): BounceReport {
  const recipient = afterType(fields.get('final-recipient') ?? fields.get('original-recipient') ?? '').replace(
    /^<|>$/g,
    '',
  );
  const text = afterType(fields.get('diagnostic-code') ?? '');
  const reply = REPLY.exec(` ${text} `);
  const stated = STATUS.exec(fields.get('status') ?? '')?.[1] ?? '';
  // The quoted reply is what the last server said itself; the status beside it is often a translation.
  const status = reply?.[2] ?? stated;
  const report = { recipient, status, replyCode: reply === null ? null : Number(reply[1]), text };
  const action = (fields.get('action') ?? 'failed').trim().toLowerCase();
  if (/^(delivered|relayed|expanded)\b/.test(action) || status.startsWith('2'))
    return { ...report, result: 'delivered', side: null };
  return action.startsWith('delayed') ? { ...report, result: 'delayed', side: null } : failure(report);
}

function failure(report: Omit<BounceReport, 'result' | 'side'>): BounceReport {
  const { status, replyCode, text } = report;
  const code = replyCode ?? (status.startsWith('4') ? 450 : 550);
  const side = refusalSide({ code, text, stage: 'rcpt' }, status === '' ? '5.0.0' : status);
  return { ...report, side, result: side === 'recipient' || side === 'ours' ? resultOf(status, code, text) : 'soft' };
}

function resultOf(status: string, code: number, text: string): DeliveryResult {
  if (status.startsWith('4') || (status === '' && code < 500)) return 'soft';
  if (FULL.test(text)) return 'soft';
  // Addressing (RFC 3463 X.1.X) is what "for good" means; elsewhere the words must say so.
  if (status.startsWith('5.1.')) return 'hard';
  if (status.startsWith('5.2.') || status.startsWith('5.7.')) return 'soft';
  return NO_SUCH_ADDRESS.test(text.slice(0, 1_000)) ? 'hard' : 'soft';
}

const ORDER: readonly DeliveryResult[] = ['hard', 'soft', 'delayed', 'delivered'];

function worstFirst(reports: readonly BounceReport[]): Reports | null {
  const [first, ...rest] = reports.toSorted((a, b) => ORDER.indexOf(a.result) - ORDER.indexOf(b.result));
  return first === undefined ? null : [first, ...rest];
}

/** Header-like fields in groups separated by empty lines, folded lines joined. */
function fieldGroups(text: string): Map<string, string>[] {
  const unfolded = text.replace(/\r\n?/g, '\n').replace(/\n[ \t]+/g, ' ');
  return unfolded.split(/\n{2,}/).map((group) => {
    const fields = group.split('\n').flatMap((line): [string, string][] => {
      const colon = line.indexOf(':');
      return colon <= 0 ? [] : [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]];
    });
    return new Map(fields);
  });
}

/** "ada@customer.example" out of "rfc822; ada@customer.example". */
function afterType(value: string): string {
  return value
    .replace(/^[\w-]{1,30}\s*;\s*/, '')
    .trim()
    .slice(0, 1_000);
}

function firstAddress(text: string): string {
  return /[^\s<>"';,:()]{1,64}@[a-z0-9.-]{1,255}[a-z0-9]/i.exec(text)?.[0] ?? '';
}

function lineAround(text: string, index: number): string {
  const start = text.lastIndexOf('\n', index) + 1;
  const end = text.indexOf('\n', index);
  return text
    .slice(start, end === -1 ? undefined : end)
    .trim()
    .slice(0, 1_000);
}

function firstLine(text: string): string {
  return text.trimStart().split('\n')[0]?.trim().slice(0, 1_000) ?? '';
}
