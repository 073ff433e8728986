import { describe, expect, test } from 'vitest';
import { type ReplyStage, sortReply } from './sort-reply.ts';

const sort = (stage: ReplyStage, text: string) => sortReply({ code: Number(text.slice(0, 3)), text, stage });

describe('4xx is never a refusal', () => {
  test.each<[string, ReplyStage, string]>([
    ['K-125: mailbox full for now', 'rcpt', '452 4.2.2 mailbox full'],
    ['K-39: busy', 'session', '421 4.3.2 too busy'],
    ['greylisted', 'rcpt', '450 4.7.1 greylisted, try again'],
    ['deferred after the body', 'final', '451 4.3.0 local error'],
    ['login service down', 'session', '454 4.7.0 temporary authentication failure'],
  ])('%s', (_, stage, text) => expect(sort(stage, text)).toEqual({ kind: 'try_later', text }));
});

describe('C-34: whose fault a 5xx is', () => {
  test.each<[string, ReplyStage, string, string]>([
    ['K-125: no such user', 'rcpt', '550 5.1.1 <ada@customer.example>: user unknown', 'recipient'],
    ['no status', 'rcpt', '550 No such user here', 'recipient'],
    ['no words either', 'rcpt', '550 nope', 'recipient'],
    ['mailbox full for good', 'rcpt', '552 5.2.2 over quota', 'recipient'],
    ['mailbox disabled', 'rcpt', '550 5.2.1 disabled', 'recipient'],
    ['Exchange Online', 'rcpt', '550 5.4.1 Recipient address rejected: Access denied', 'recipient'],
    ['null MX', 'rcpt', '556 5.1.10 recipient domain has a null MX', 'recipient'],
    ['restricted group', 'rcpt', '550 5.7.133 sender not authenticated for group', 'recipient'],
    ['user unknown said after the body', 'final', '550 sorry, no mailbox here by that name', 'recipient'],
    ['K-38: policy', 'rcpt', '550 5.7.1 Service unavailable, client host blocked', 'policy'],
    ['K-38: policy after the body', 'final', '554 5.7.1 message looks like spam', 'policy'],
    ['K-38: block list without status', 'rcpt', '550 Blocked - see https://dnsbl.example/', 'policy'],
    ['K-38: policy in so many words', 'rcpt', '550 5.7.1 no', 'policy'],
    [
      'K-38: a block list under a status that blames the address',
      'rcpt',
      '550 5.1.1 listed by dnsbl.example',
      'policy',
    ],
    ['too large said at RCPT', 'rcpt', '552 message too large', 'content'],
    ['DMARC', 'final', '550 5.7.26 unauthenticated mail', 'policy'],
    ['our sender address', 'mail', '553 5.1.8 sender domain does not exist', 'policy'],
    ['our sender, no status', 'mail', '550 no', 'policy'],
    ['login refused', 'session', '535 5.7.8 authentication failed', 'policy'],
    ['login refused, no status', 'session', '535 no', 'policy'],
    ['not our relay', 'rcpt', '554 Relay access denied', 'policy'],
    ['greeting', 'session', '554 no SMTP service here', 'policy'],
    ['too large', 'mail', '552 5.3.4 message size exceeds fixed limit', 'content'],
    ['too large, no status', 'final', '552 message too large', 'content'],
    ['bad content', 'final', '554 5.6.0 invalid MIME', 'content'],
    ['virus under a policy status', 'final', '554 5.7.0 Reject - VIRUS found', 'content'],
    ['unexplained after the body pauses no mailbox', 'final', '554 transaction failed', 'content'],
    ['address syntax', 'rcpt', '501 5.1.3 bad recipient address syntax', 'ours'],
    ['address syntax, no status', 'rcpt', '501 syntax error', 'ours'],
  ])('%s: %s %s is %s', (_, stage, text, side) =>
    expect(sort(stage, text)).toMatchObject({ kind: 'refused', side, text }),
  );

  test('the status is the one said, else the class of the code', () => {
    expect(sort('rcpt', '550 5.1.1 gone')).toMatchObject({ status: '5.1.1' });
    expect(sort('rcpt', '550-5.1.1 gone\n550 5.1.1 really')).toMatchObject({ status: '5.1.1' });
    expect(sort('rcpt', '550 gone, see 5.9.9')).toMatchObject({ status: '5.0.0' });
  });
});
