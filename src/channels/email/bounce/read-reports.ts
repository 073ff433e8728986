// A mail system's report on a delivery: who did not get it and why, recipient by recipient in the order of the message.
// The machine-readable fields (RFC 3464) come first, the text for people completes them or stands alone.
import type { BounceReport } from '#core/message/inbound.ts';
import { type ParsedMail, parseMail } from '../parse-mail.ts';
import { refusalSide } from '../sort-reply.ts';
import { acceptanceIn, type Codes, codesIn, moreTelling } from './codes.ts';
import { failureResult } from './failure-result.ts';
import { notificationText, writtenIn } from './notification-text.ts';
import { isNotification } from './recognise.ts';
import { sesEvent } from './ses-event.ts';
import { stageIn } from './stages.ts';
import { type Finding, inlineStatusFindings, statusFindings } from './status-fields.ts';
import { textFindings, wordsAbout } from './text-findings.ts';

export type Reports = readonly [BounceReport, ...BounceReport[]];

const REPORTS_MAX = 100;
const REPORT_TEXT_MAX = 1_000;

/** Null when the message is no report on a delivery. */
export async function readReports(mail: ParsedMail): Promise<Reports | null> {
  const fields = statusFindings(mail);
  if (fields.length > 0) return reportsOf(fields, notificationText(mail));
  const event = sesEvent(mail);
  if (event?.kind === 'findings') return reportsOf(event.findings, '');
  if (!isNotification(mail)) return null;
  const own = readNotification(mail);
  return saysNothing(own) ? (readFieldsBelow(mail) ?? (await readEnclosed(mail)) ?? own) : own;
}

function readNotification(mail: ParsedMail): Reports {
  const text = notificationText(mail);
  const inline = inlineStatusFindings(text);
  if (inline.length > 0) return reportsOf(inline, text);
  const failed = mail.values('x-failed-recipients').flatMap((value) => value.split(',').map((one) => one.trim()));
  const told = (mail.email.to ?? []).flatMap(({ address }) => address ?? []);
  return reportsOf(textFindings({ text, failed, told }), '');
}

function saysNothing(reports: Reports): boolean {
  return reports.every(({ status, replyCode }) => status === '' && replyCode === null);
}

/** Some copy the report they got into their own text, below a line (Japanese providers). */
function readFieldsBelow(mail: ParsedMail): Reports | null {
  const text = writtenIn(mail);
  const inline = inlineStatusFindings(text);
  return inline.length > 0 ? reportsOf(inline, '') : null;
}

/** Gateways (Trend Micro's) wrap the report they got into a notice without words. */
async function readEnclosed({ parts }: ParsedMail): Promise<Reports | null> {
  const enclosed = parts.find(({ type }) => type === 'message/rfc822');
  const mail = enclosed === undefined ? null : await parseMail(Buffer.from(enclosed.text, 'latin1'));
  if (mail === null) return null;
  const fields = statusFindings(mail);
  if (fields.length > 0) return reportsOf(fields, notificationText(mail));
  return isNotification(mail) ? readNotification(mail) : null;
}

/** `around`: what was written for people beside the fields. */
function reportsOf(findings: readonly Finding[], around: string): Reports {
  const reports = findings.slice(0, REPORTS_MAX).map((finding) => {
    const beside = findings.length === 1 ? around : wordsAbout(finding.recipient, around);
    return reportOf(finding, finding.around ?? beside);
  });
  const [first, ...rest] = reports;
  if (first === undefined) throw new Error('a report without findings');
  return [first, ...rest];
}

function reportOf(finding: Finding, around: string): BounceReport {
  const { recipient, action } = finding;
  const text = finding.text === '' ? around : finding.text;
  if (/^(deliver(ed|able)|relayed|expanded)/.test(action)) return delivered(finding);
  const { replyCode, status } = codesOf(finding, around);
  const report = { recipient, status, replyCode, text: concise(text) };
  if (action.startsWith('delayed')) return { ...report, result: 'delayed', side: null };
  const stage = stageIn(finding.text) ?? stageIn(around);
  const code = replyCode ?? (status.startsWith('4') ? 450 : 550);
  const side = refusalSide({ code, text, stage: 'rcpt' }, status === '' ? '5.0.0' : status);
  return { ...report, side, result: failureResult({ status, replyCode, text, stage, side }) };
}

function delivered({ recipient, status, text }: Finding): BounceReport {
  const said = acceptanceIn(text);
  const most = moreTelling(said.status, status);
  return { recipient, result: 'delivered', side: null, status: most, replyCode: said.replyCode, text: concise(text) };
}

/** What the server said itself, then what is stated of it, then what stands beside both; each only where it tells more. */
function codesOf({ text, status: stated }: Finding, around: string): Codes {
  const said = codesIn(text);
  const beside = codesIn(around);
  const known = moreTelling(said.status, stated);
  const isOfTheSame = said.replyCode === null || beside.replyCode === said.replyCode;
  const tells = isOfTheSame && (known === '' || beside.status[0] === known[0]);
  return {
    replyCode: said.replyCode ?? beside.replyCode,
    status: tells ? moreTelling(known, beside.status) : known,
  };
}

function concise(text: string): string {
  return text
    .slice(0, 2 * REPORT_TEXT_MAX)
    .trim()
    .replace(/\s+/g, ' ')
    .slice(0, REPORT_TEXT_MAX);
}
