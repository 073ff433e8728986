import net from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { drop, type Point, replyThenEnd, replyThenReset, reset, type Step } from '#test/peers/scripted-smtp-server.ts';
import { closeSmtpWorlds, mail, NOW, raw, smtpWorld, yes } from '#test/peers/smtp-world.ts';

afterEach(closeSmtpWorlds);

// With PIPELINING the whole envelope and DATA go out at once: the other half of the dialogue's code.
describe.each<[string, Step]>([
  ['one command at a time', '250 scripted'],
  ['with PIPELINING', '250-scripted\r\n250 PIPELINING'],
])('C-33, %s', (_, ehlo) => {
  test('accepted: sent, with its time and answer; the dots of the body are not the final one', async () => {
    const { server, channel } = await smtpWorld({ ehlo });
    const gate = yes();
    expect(await channel.deliver(mail, gate)).toEqual({ kind: 'sent', at: NOW, response: '250 2.0.0 queued' });
    expect(gate).toHaveBeenCalledTimes(1);
    expect(server.dots).toBe(1);
    expect(server.connections[0]?.body).toBe('Subject: Hello\r\n\r\n..a dot in front\r\nHello Ada\r\n');
  });

  test('K-2: the gate is asked when the server has the whole body; it says no: no dot, the socket is dropped', async () => {
    const { server, channel } = await smtpWorld({ ehlo });
    const outcome = await channel.deliver(mail, async () => {
      // All but the bytes that may begin a final dot.
      await server.seen(({ connections }) => (connections[0]?.body.length ?? 0) >= raw.length - 4);
      return false;
    });
    await server.connections[0]?.closed;
    expect(outcome).toEqual({ kind: 'stopped' });
    expect(server.dots).toBe(0);
    expect(server.commands).not.toContain('QUIT');
  });

  test('when the gate is asked, the socket has had all of the body and nothing of the dot', async () => {
    const { channel } = await smtpWorld({ ehlo });
    const written = vi.spyOn(net.Socket.prototype, 'write');
    const bytes = () => written.mock.calls.map(([chunk]) => String(chunk)).join('');
    let atGate = '';
    await channel.deliver(mail, async () => {
      atGate = bytes();
      return true;
    });
    const after = bytes();
    written.mockRestore();
    expect(atGate).toContain('Hello Ada\r\n');
    expect(atGate).not.toMatch(/\r\n\.\r\n/);
    expect(after).toMatch(/^\.\r\n/m);
  });

  test('K-3: what comes after the yes of the gate finds the message sent', async () => {
    let unenrolled = false;
    const { channel } = await smtpWorld({
      ehlo,
      dot: (socket) => {
        unenrolled = true;
        socket.write('250 2.0.0 queued\r\n');
      },
    });
    expect(await channel.deliver(mail, async () => !unenrolled)).toMatchObject({ kind: 'sent' });
    expect(await channel.deliver(mail, async () => !unenrolled)).toEqual({ kind: 'stopped' });
  });

  test('the gate throws: nothing is sent, the socket is dropped, it may be tried again', async () => {
    const { server, channel } = await smtpWorld({ ehlo });
    const outcome = await channel.deliver(mail, () => Promise.reject(new Error('commit lost')));
    await server.connections[0]?.closed;
    expect(outcome).toEqual({ kind: 'try_later', text: 'the gate gave no answer: commit lost' });
    expect(server.dots).toBe(0);
  });

  test.each<[string, Partial<Record<Point, Step>>]>([
    ['at the greeting', { greeting: drop }],
    ['at EHLO', { ehlo: drop }],
    ['at MAIL', { mail: drop }],
    ['at RCPT', { rcpt: reset }],
    ['before 354', { data: drop }],
    ['K-39: with 421 at the greeting', { greeting: replyThenEnd('421 4.3.2 busy') }],
    ['K-39: with 421 at MAIL', { mail: replyThenEnd('421 4.3.2 busy') }],
    ['with 421 instead of 354', { data: replyThenEnd('421 4.3.2 shutting down') }],
  ])('the connection ends %s: certainly not accepted, the gate is not even asked', async (_name, script) => {
    const { server, channel } = await smtpWorld({ ehlo, ...script });
    const gate = yes();
    expect(await channel.deliver(mail, gate)).toMatchObject({ kind: 'try_later' });
    expect(gate).not.toHaveBeenCalled();
    expect(server.dots).toBe(0);
    expect(server.connections.length).toBe(1);
  });

  test.each<[string, Step]>([
    ['closed', drop],
    ['reset', reset],
    ['ended with 421', replyThenEnd('421 4.3.2 shutting down')],
    ['ended politely', (socket) => void socket.end()],
  ])('%s in mid-body, while the gate is asked: no dot, and the outcome waits for the gate', async (_name, body) => {
    for (const [answer, kind] of [
      [true, 'try_later'],
      [false, 'stopped'],
    ] as const) {
      const { server, channel, connectionLost } = await smtpWorld({ ehlo, body });
      let gateDone = false;
      const outcome = await channel.deliver(mail, async () => {
        await connectionLost();
        gateDone = true;
        return answer;
      });
      expect(gateDone).toBe(true);
      expect(outcome).toMatchObject({ kind });
      expect(server.dots).toBe(0);
    }
  });

  test.each<[string, Step]>([
    ['552 5.3.4 too much', '552 5.3.4 too much'],
    ['250 already', '250 2.0.0 already taken'],
  ])('an answer before the end (%s) ends it without a dot', async (_name, body) => {
    const { server, channel, connectionLost } = await smtpWorld({ ehlo, body });
    const outcome = await channel.deliver(mail, async () => {
      await connectionLost();
      return true;
    });
    expect(outcome.kind).toBe(_name.startsWith('552') ? 'refused' : 'try_later');
    expect(server.dots).toBe(0);
  });

  test.each<[string, Step]>([
    ['closed', drop],
    ['reset', reset],
    ['half an answer', (socket) => void socket.end('250')],
    ['half a refusal', (socket) => void socket.end('550 5.1')],
    ['nonsense', '354 what?'],
  ])('after the dot, before 250: %s is unknown', async (_name, dot) => {
    const { server, channel } = await smtpWorld({ ehlo, dot });
    expect(await channel.deliver(mail, yes())).toMatchObject({ kind: 'unknown' });
    expect(server.dots).toBe(1);
  });

  test('250, then a reset: sent', async () => {
    const { channel } = await smtpWorld({ ehlo, dot: replyThenReset('250 2.0.0 queued') });
    expect(await channel.deliver(mail, yes())).toMatchObject({ kind: 'sent' });
  });

  test.each<[string, Step, object]>([
    ['K-39: 421', replyThenEnd('421 4.3.2 busy'), { kind: 'try_later' }],
    ['451', '451 4.3.0 later', { kind: 'try_later' }],
    ['K-38: 554 5.7.1', '554 5.7.1 spam', { kind: 'refused', side: 'policy', status: '5.7.1' }],
    ['552 5.3.4', '552 5.3.4 too large', { kind: 'refused', side: 'content', status: '5.3.4' }],
    ['550 5.1.1', '550 5.1.1 unknown', { kind: 'refused', side: 'recipient', status: '5.1.1' }],
  ])('after the dot a whole answer is definite: %s', async (_name, dot, outcome) => {
    const { channel } = await smtpWorld({ ehlo, dot });
    expect(await channel.deliver(mail, yes())).toMatchObject(outcome);
  });

  test.each<[string, Partial<Record<Point, Step>>, object]>([
    ['K-125: 550 at RCPT', { rcpt: '550 5.1.1 unknown' }, { kind: 'refused', side: 'recipient', status: '5.1.1' }],
    ['K-125: 452 at RCPT', { rcpt: '452 4.2.2 full' }, { kind: 'try_later', text: '452 4.2.2 full' }],
    ['K-38: 550 5.7.1 at RCPT', { rcpt: '550 5.7.1 blocked' }, { kind: 'refused', side: 'policy', status: '5.7.1' }],
    ['our sender at MAIL', { mail: '550 5.1.8 who?' }, { kind: 'refused', side: 'policy' }],
    ['K-39: busy at MAIL', { mail: '450 4.3.2 busy' }, { kind: 'try_later' }],
    ['K-39: busy at DATA', { data: '451 4.3.0 busy' }, { kind: 'try_later' }],
  ])(
    '%s: definite, without asking the gate; the connection carries the next message after RSET',
    async (_n, once, outcome) => {
      const steps = Object.fromEntries(Object.entries(once).map(([point, step]) => [point, [step]]));
      // A server that pipelines answers DATA too, with nobody to deliver to.
      const data = ehlo !== '250 scripted' && !('data' in once) ? { data: ['503 5.5.1 no valid recipients'] } : {};
      const { server, channel } = await smtpWorld({ ehlo, ...data, ...steps });
      const gate = yes();
      expect(await channel.deliver(mail, gate)).toMatchObject(outcome);
      expect(gate).not.toHaveBeenCalled();
      expect(server.dots).toBe(0);
      expect(await channel.deliver(mail, yes())).toMatchObject({ kind: 'sent' });
      expect(server.connections.length).toBe(1);
      expect(server.commands).toContain('RSET');
    },
  );
});

test('a server that takes DATA after refusing the only recipient gets an empty message for nobody, never ours', async () => {
  const { server, channel } = await smtpWorld({ ehlo: '250-scripted\r\n250 PIPELINING', rcpt: '550 5.1.1 unknown' });
  const gate = yes();
  expect(await channel.deliver(mail, gate)).toMatchObject({ kind: 'refused', side: 'recipient' });
  expect(gate).not.toHaveBeenCalled();
  expect(server.connections[0]?.body).toBe('');
});
