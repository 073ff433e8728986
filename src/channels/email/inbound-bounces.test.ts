import { describe, expect, test } from 'vitest';
import { decidingReport } from '#core/message/inbound.ts';
import { fields, forged, mail, named, read, report, token } from '#test/peers/written-mail.ts';

describe('bounces (E-7, RFC 3464)', () => {
  test('say who, how, with which status and reply', async () => {
    expect(await read(report(fields('failed', '5.1.1', '550 5.1.1 no such user')))).toMatchObject({
      kind: 'bounce',
      token: named,
      reports: [
        {
          recipient: 'ada@customer.example',
          result: 'hard',
          side: 'recipient',
          status: '5.1.1',
          replyCode: 550,
          text: '550 5.1.1 no such user',
        },
      ],
    });
  });

  test.each<[string, string, string, string, string | null]>([
    ['K-37: delayed', fields('delayed', '4.4.1', '451 4.4.1 timeout'), 'delayed', '4.4.1', null],
    ['K-37: relayed', fields('relayed', '2.1.9', '250 relayed'), 'delivered', '2.1.9', null],
    ['K-37: delivered', fields('delivered', '2.0.0', '250 ok'), 'delivered', '2.0.0', null],
    ['K-37: relayed, without a status', fields('relayed', '', ''), 'delivered', '', null],
    [
      'K-37: 4.x.x, whatever the words',
      fields('failed', '4.1.1', '450 4.1.1 user unknown'),
      'soft',
      '4.1.1',
      'recipient',
    ],
    [
      'K-38: a block list under the status of an address',
      fields('failed', '5.1.1', '550 5.1.1 listed by dnsbl.example'),
      'soft',
      '5.1.1',
      'policy',
    ],
    ['K-37: 4.x.x given up', fields('failed', '4.4.7', '451 4.4.7 expired'), 'soft', '4.4.7', 'recipient'],
    ['K-38: policy', fields('failed', '5.7.1', '550 5.7.1 blocked'), 'soft', '5.7.1', 'policy'],
    [
      'K-38: policy under a status that blames the address',
      fields('failed', '5.1.1', '550 5.7.1 IP address blacklisted'),
      'soft',
      '5.7.1',
      'policy',
    ],
    [
      'K-38: a block list without status',
      fields('failed', '5.0.0', '553 see spamhaus.example'),
      'soft',
      '5.0.0',
      'policy',
    ],
    ['mailbox full', fields('failed', '5.2.2', '552 5.2.2 over quota'), 'soft', '5.2.2', 'recipient'],
    ['too large', fields('failed', '5.3.4', '552 5.3.4 too large'), 'soft', '5.3.4', 'content'],
    ['no such domain', fields('failed', '5.1.2', '550 5.1.2 bad destination'), 'hard', '5.1.2', 'recipient'],
    [
      'no status, clear words said of the address',
      fields('failed', '5.0.0', '550 user unknown (in reply to RCPT TO command)'),
      'hard',
      '5.0.0',
      'recipient',
    ],
    [
      'no status, clear words, but said after the body, where filters lie',
      fields('failed', '5.0.0', '550 user unknown (in reply to end of DATA command)'),
      'soft',
      '5.0.0',
      'recipient',
    ],
    [
      'no status, clear words, said who knows when',
      fields('failed', '5.0.0', '550 user unknown'),
      'soft',
      '5.0.0',
      'recipient',
    ],
    ['no status, unclear words', fields('failed', '5.0.0', '550 sorry'), 'soft', '5.0.0', 'recipient'],
  ])('%s', async (_, text, result, status, side) => {
    expect(await read(report(text))).toMatchObject({
      kind: 'bounce',
      token: named,
      reports: [{ result, status, side }],
    });
  });

  test('of several recipients: in the order of the message, the worst decides', async () => {
    const both = `${fields('delayed', '4.4.1', '451 later')}\n${fields('failed', '5.1.1', '550 5.1.1 gone')}`;
    const bounce = await read(report(both));
    if (bounce.kind !== 'bounce') throw new Error(bounce.kind);
    expect(bounce.reports.map(({ result }) => result)).toEqual(['delayed', 'hard']);
    expect(decidingReport(bounce.reports).result).toBe('hard');
  });

  test('are matched by the original they carry, when the return path is lost', async () => {
    expect(await read(report(fields('failed', '5.1.1', '550 gone'), { To: 'postmaster@crm.example' }))).toMatchObject({
      token: named,
    });
  });

  test("T16: forged, with a victim's id but no valid token, name no delivery", async () => {
    const raw = report(
      fields('failed', '5.1.1', '550 gone'),
      { To: `bounces+${forged}@crm.example` },
      `Message-ID: <${forged}@crm.example>\nX-Delivery: 77`,
    );
    expect(await read(raw)).toMatchObject({ kind: 'bounce', token: null });
  });

  test('without a report are bounces all the same, never replies (C-36)', async () => {
    const headers = { From: 'MAILER-DAEMON <>', To: `bounces+${token}@crm.example`, Subject: 'failure notice' };
    const body = 'Hi. This is the qmail-send program.\n<ada@customer.example>:\n550 5.1.1 user unknown\n';
    expect(await read(mail(headers, body))).toMatchObject({
      kind: 'bounce',
      token: named,
      reports: [{ result: 'hard', recipient: 'ada@customer.example', status: '5.1.1', replyCode: 550 }],
    });
    expect(await read(mail({ ...headers, From: 'ada@customer.example' }, body))).toMatchObject({ kind: 'reply' });
  });
});

test('complaints (ARF, RFC 5965) are feedback', async () => {
  const body = `--b\nContent-Type: text/plain\n\nA complaint.\n--b\nContent-Type: message/feedback-report\n\nFeedback-Type: Abuse\nVersion: 1\n--b\nContent-Type: message/rfc822\n\nMessage-ID: <${token}@crm.example>\nSubject: Hello\n\nHi\n--b--\n`;
  const raw = mail({ 'Content-Type': 'multipart/report; report-type=feedback-report; boundary=b' }, body);
  expect(await read(raw)).toMatchObject({ kind: 'feedback', feedback: 'abuse', token: named });
});
