// E-7: reports in the shapes of the mail systems that write them, each made up after the system's own habit.
import { describe, expect, test } from 'vitest';
import { mail, read } from '#test/peers/written-mail.ts';

type Wanted = readonly (readonly [recipient: string, result: string, status: string, replyCode: number | null])[];
const ada = 'ada@customer.example';
const ben = 'ben@customer.example';

async function reportsOf(from: string, subject: string, body: string) {
  const message = await read(mail({ From: from, Subject: subject, 'Return-Path': '<>' }, body));
  if (message.kind !== 'bounce') throw new Error(`read as ${message.kind}`);
  return message.reports.map(({ recipient, result, status, replyCode }) => [recipient, result, status, replyCode]);
}

describe('reports written for people', () => {
  test.each<[string, string, string, string, Wanted]>([
    [
      'Exim',
      'Mail Delivery System <Mailer-Daemon@mx.example>',
      'Mail delivery failed: returning message to sender',
      `A message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  ${ada}\n    SMTP error from remote mail server after RCPT TO:<${ada}>:\n    host mx.customer.example [192.0.2.1]: 550 No such user here\n  ${ben}\n    retry timeout exceeded\n\n------ This is a copy of the message, including all the headers. ------\n\nTo: cid@customer.example\n`,
      [
        [ada, 'hard', '', 550],
        [ben, 'soft', '', null],
      ],
    ],
    [
      'qmail (QSBMF)',
      'MAILER-DAEMON@mx.example',
      'failure notice',
      `Hi. This is the qmail-send program at mx.example.\n\n<${ada}>:\n192.0.2.1 does not like recipient.\nRemote host said: 550 5.1.1 unknown\nGiving up on 192.0.2.1.\n\n<${ben}>:\nSorry, I wasn't able to establish an SMTP connection. (#4.4.1)\n\n--- Below this line is a copy of the message.\n\nReturn-Path: <sales@crm.example>\n`,
      [
        [ada, 'hard', '5.1.1', 550],
        [ben, 'soft', '4.4.1', null],
      ],
    ],
    [
      'Sendmail without a report part: the dialogue in front of the recipient is its own',
      'Mail Delivery Subsystem <MAILER-DAEMON@mx.example>',
      'Returned mail: User unknown',
      `   ----- Transcript of session follows -----\nWhile talking to mx.customer.example:\n>>> DATA\n<<< 554 Spam refused\n554 <${ada}>... Service unavailable\n>>> RCPT To:<${ben}>\n<<< 550 No such user\n550 <${ben}>... User unknown\n   ----- Unsent message follows -----\n`,
      [
        [ada, 'soft', '', 554],
        [ben, 'hard', '', 550],
      ],
    ],
    [
      "Sendmail: the other server's words, not its own translation of them",
      'Mail Delivery Subsystem <MAILER-DAEMON@mx.example>',
      'Returned mail: see transcript for details',
      `   ----- The following addresses had permanent fatal errors -----\n${ada}\n    (reason: 553 SPF fail)\n   ----- Transcript of session follows -----\n>>> DATA\n<<< 553 SPF fail\n550 5.1.1 ${ada}... User unknown\n   ----- Message header follows -----\n`,
      [[ada, 'soft', '', 553]],
    ],
    [
      'Yahoo, which says it after the body only',
      'MAILER-DAEMON@mx.example',
      'failure notice',
      `<${ada}>:\n192.0.2.1 failed after I sent the message.\nRemote host said: 554 delivery error: dd This user doesn't have a yahoo.example account (${ada}) [0]\n`,
      [[ada, 'hard', '', 554]],
    ],
    [
      'MessageLabs, for an address that is not registered there',
      'Mail Delivery System <MAILER-DAEMON@messagelabs.com>',
      'Mail Delivery Failure',
      `I was unable to deliver your message to the following addresses:\n\n${ada}\n\nReason: 542 ${ada} Rejected\n`,
      [[ada, 'hard', '', 542]],
    ],
    [
      'OpenSMTPD',
      'Mailer Daemon <MAILER-DAEMON@mx.example>',
      'Delivery status notification: error',
      `    Hi!\n\n    An error has occurred while attempting to deliver a message for\n    the following list of recipients:\n\n${ada}: 552 5.2.2 mailbox full\n${ben}: Domain does not exist\n\n    Below is a copy of the original message:\n`,
      [
        [ada, 'soft', '5.2.2', 552],
        [ben, 'hard', '', null],
      ],
    ],
    [
      'IMail, of itself',
      '"Postmaster" <postmaster@mx.example>',
      'Undeliverable Mail',
      `Unknown user: ${ada}\n\nOriginal message follows.\n\n`,
      [[ada, 'hard', '', null]],
    ],
    [
      'Exchange 5.5',
      'System Administrator <postmaster@mx.example>',
      'Undeliverable: Hello',
      `Your message\n\n  To:      ${ada}\n  Subject: Hello\n\ndid not reach the following recipient(s):\n\n${ada} on Mon, 2 Nov 2026 10:00:00 +0000\n    The recipient name is not recognized\n\tMSEXCH:IMS:SITE:ORG:SERVER 0 (000C05A6) Unknown Recipient\n`,
      [[ada, 'hard', '', null]],
    ],
    [
      'Domino',
      'postmaster@mx.example',
      'DELIVERY FAILURE: User Ada not listed in Domino Directory',
      `Your message\n\n  Subject: Hello\n\nwas not delivered to:\n\n  ${ada}\n\nbecause:\n\n  User Ada (${ada}) not listed in Domino Directory\n`,
      [[ada, 'hard', '', null]],
    ],
    [
      'Gmail',
      'Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
      'Delivery Status Notification (Failure)',
      `** Address not found **\n\nYour message wasn't delivered to ${ada} because the address couldn't be found.\n\nThe response from the remote server was:\n550 #5.1.0 Address rejected.\n\n----- Original message -----\n`,
      [[ada, 'hard', '5.1.0', 550]],
    ],
    [
      'Yahoo',
      'MAILER-DAEMON@yahoo.com',
      'Failure Notice',
      `Sorry, we were unable to deliver your message to the following address.\n\n<${ada}>:\n554: 5.7.9 Message not accepted for policy reasons\n\n--- Below this line is a copy of the message.\n`,
      [[ada, 'soft', '5.7.9', 554]],
    ],
    [
      'GMX',
      'MAILER-DAEMON@mail.gmx.com',
      'Mail delivery failed: returning message to sender',
      `The following address failed:\n\n"${ada}":\nSMTP error from remote server after RCPT command:\nhost: mx.customer.example\n5.2.1 <${ada}>... User Unknown\n\n--- The header of the original message is following. ---\n`,
      [[ada, 'hard', '5.2.1', null]],
    ],
    [
      'Zoho',
      'mailer-daemon@mail.zoho.com',
      'Undelivered Mail Returned to Sender',
      `${ada} Invalid Address, ERROR_CODE :550, ERROR_CODE :5.1.1 <${ada}>... User Unknown\n`,
      [[ada, 'hard', '5.1.1', 550]],
    ],
    [
      'QQ 邮箱',
      'PostMaster@qq.com',
      '来自qq.com的退信',
      `抱歉，您的邮件被退回来了……\n\n收件人：${ada}\n\n退信原因：\n收件人邮件地址不存在，邮件无法送达。\nhost mx.customer.example[192.0.2.1] said: 550 Mailbox not found (in reply to RCPT TO command)\n`,
      [[ada, 'hard', '', 550]],
    ],
    [
      '网易邮箱: 收件人邮箱已满',
      'Postmaster@163.com',
      '系统退信',
      `您的邮件被退回。\n\n收件人：${ada}\n退信原因：SMTP error, RCPT TO: 552 收件人邮箱已满，空间不足\n`,
      [[ada, 'soft', '', 552]],
    ],
    [
      '阿里邮箱: 被反垃圾拦截',
      'postmaster@aliyun.example',
      '退信通知',
      `很抱歉，您的邮件投递失败。\n收件人: ${ada}\n退信原因: 554 邮件被反垃圾系统拦截\n`,
      [[ada, 'soft', '', 554]],
    ],
  ])('%s', async (_, from, subject, body, wanted) => {
    expect(await reportsOf(from, subject, body)).toEqual(wanted);
  });

  test("the original message's words are not the server's", async () => {
    const body = `<${ada}>: mailbox full\n\n--- Below this line is a copy of the message.\n\n550 5.1.1 user unknown\n`;
    expect(await reportsOf('MAILER-DAEMON@mx.example', 'failure notice', body)).toEqual([[ada, 'soft', '', null]]);
  });
});

describe('what a machine writes for machines', () => {
  test('Amazon SES by mail: bounce, delivery, complaint', async () => {
    const event = (value: object) =>
      read(mail({ From: 'no-reply@sns.amazonaws.com' }, `${JSON.stringify(value)}\n\n--\nUnsubscribe here.\n`));
    const bouncedRecipients = [
      { emailAddress: ada, action: 'failed', status: '5.1.1', diagnosticCode: 'smtp; 550 5.1.1 user unknown' },
    ];
    expect(
      await event({ notificationType: 'Bounce', bounce: { bounceType: 'Permanent', bouncedRecipients } }),
    ).toMatchObject({ kind: 'bounce', reports: [{ recipient: ada, result: 'hard', status: '5.1.1', replyCode: 550 }] });
    const delivery = { recipients: [ada], smtpResponse: '250 2.6.0 received' };
    expect(await event({ notificationType: 'Delivery', delivery })).toMatchObject({
      kind: 'bounce',
      reports: [{ recipient: ada, result: 'delivered', status: '2.6.0', replyCode: 250 }],
    });
    const complaint = { complaintFeedbackType: 'abuse' };
    expect(await event({ notificationType: 'Complaint', complaint })).toMatchObject({
      kind: 'feedback',
      feedback: 'abuse',
    });
    expect(await event({ notificationType: 'Bounce', bounce: {} })).toMatchObject({ kind: 'reply' });
  });

  test('fields in the text, where a gateway kept no part for them', async () => {
    const body = `The mail could not be delivered.\n\nTechnical report:\n\nReporting-MTA: dns;mx.example\n\nAction: failed\nFinal-Recipient: rfc822; ${ada}\nDiagnostic-Code: smtp; 550 5.1.1 user unknown\nStatus: 5.1.1\n`;
    expect(await reportsOf('MAILER-DAEMON@mx.example', 'Delivery Status Notification (Failure)', body)).toEqual([
      [ada, 'hard', '5.1.1', 550],
    ]);
  });

  test('a report inside a notice without words', async () => {
    const inner = `From: MAILER-DAEMON@mx.example\nSubject: failure notice\n\n<${ada}>:\n550 5.1.1 no such user\n`;
    const body = `--b\nContent-Type: text/plain\n\nSee below.\n--b\nContent-Type: message/rfc822\n\n${inner}\n--b--\n`;
    const outer = { From: 'MAILER-DAEMON@gate.example', 'Content-Type': 'multipart/mixed; boundary=b' };
    expect(await read(mail(outer, body))).toMatchObject({
      kind: 'bounce',
      reports: [{ recipient: ada, result: 'hard', status: '5.1.1', replyCode: 550 }],
    });
  });

  test('a report whose boundary is another than declared', async () => {
    const fields = `Final-Recipient: rfc822; ${ada}\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 no such user\n`;
    const body = `--other\nContent-Type: text/plain\n\nIt failed.\n--other\nContent-Type: message/delivery-status\n\n${fields}--other--\n`;
    const headers = {
      From: 'MAILER-DAEMON@mx.example',
      'Content-Type': 'multipart/report; report-type=delivery-status; boundary=b',
    };
    expect(await read(mail(headers, body))).toMatchObject({
      kind: 'bounce',
      reports: [{ recipient: ada, result: 'hard', status: '5.1.1', replyCode: 550 }],
    });
  });
});

describe('K-38, K-125: what is refused for other reasons gives no address up, under whatever status', () => {
  test.each([
    '550 5.1.1 mailbox over quota',
    '550 5.1.1 refused due to recipient preferences',
    '550 5.1.1 client host 192.0.2.1 blocked',
    '550 5.1.1 relaying denied',
    '550 5.1.1 max message size exceeded',
    '550 5.1.1 sender address rejected: domain not found',
    '550 5.2.1 The account has been disabled',
    '550 5.7.1 User unknown by policy',
    '554 5.4.6 too many hops',
  ])('%s', async (line) => {
    const [report] = await reportsOf('MAILER-DAEMON@mx.example', 'failure notice', `<${ada}>: ${line} [RCPT_TO]\n`);
    expect(report?.[1]).toBe('soft');
  });
});

describe('people are no mail systems', () => {
  test.each<[string, Record<string, string | null>, string]>([
    ['who forward a report', { Subject: 'Fwd: Returned mail' }, '> 550 5.1.1 user unknown'],
    ['who write of one', { Subject: 'Undeliverable?' }, 'My mail to you was not delivered: 550 5.1.1 user unknown'],
    ['who are called postmaster', { From: 'Pat <postmaster@customer.example>' }, 'Yes, send me the offer, please.'],
  ])('%s', async (_, headers, body) => {
    expect(await read(mail(headers, body))).toMatchObject({ kind: 'reply' });
  });
});
