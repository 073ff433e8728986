import { afterEach, describe, expect, test, vi } from 'vitest';
import { drop, type Point, type Script, replyThenEnd, type Step, stall } from '#test/peers/scripted-smtp-server.ts';
import { closeSmtpWorlds, mail, no, NOW, smtpWorld, yes } from '#test/peers/smtp-world.ts';
import { createSmtpChannel, type SmtpChannelOptions } from './send-smtp.ts';
import { DEFAULT_TIMEOUTS } from './smtp-connection.ts';

afterEach(closeSmtpWorlds);

describe('C-33: silence', () => {
  const quick = (timeouts: SmtpChannelOptions['timeouts']) => (timeouts ? { timeouts } : {});

  test('after the dot is unknown', async () => {
    const { channel } = await smtpWorld({ dot: stall }, quick({ afterDotMs: 30 }));
    expect(await channel.deliver(mail, yes())).toEqual({ kind: 'unknown', text: 'no answer after the final dot' });
  });

  test('after the dot is waited for 10 minutes by default', () => {
    expect(DEFAULT_TIMEOUTS.afterDotMs).toBe(600_000);
  });

  test.each<[string, Partial<Record<Point, Step>>]>([
    ['at the greeting', { greeting: stall }],
    ['at EHLO', { ehlo: stall }],
    ['at MAIL', { mail: stall }],
    ['before 354', { data: stall }],
  ])('%s is tried again later, and nothing was sent', async (_name, script) => {
    const { server, channel } = await smtpWorld(script, quick({ commandMs: 30, connectMs: 30 }));
    const gate = yes();
    expect(await channel.deliver(mail, gate)).toMatchObject({ kind: 'try_later' });
    expect(gate).not.toHaveBeenCalled();
    expect(server.dots).toBe(0);
  });

  test('in the middle of a large body is tried again later; the gate is not asked before the body is through', async () => {
    const { server, channel } = await smtpWorld({ body: (socket) => void socket.pause() }, quick({ bodyMs: 30 }));
    const gate = yes();
    const large = { ...mail, raw: Buffer.alloc(30_000_000, 'x\r\n') };
    expect(await channel.deliver(large, gate)).toMatchObject({ kind: 'try_later' });
    expect(gate).not.toHaveBeenCalled();
    expect(server.dots).toBe(0);
  });
});

describe('connections', () => {
  test('carry one message after the other', async () => {
    const { server, channel } = await smtpWorld({});
    for (let n = 0; n < 5; n++) expect(await channel.deliver(mail, yes())).toMatchObject({ kind: 'sent' });
    expect(server.connections.length).toBe(1);
    expect(server.dots).toBe(5);
    expect(server.commands).not.toContain('RSET');
  });

  test.each<[string, Step]>([
    ['closed', drop],
    ['ended with 421', replyThenEnd('421 4.7.0 too many messages')],
  ])('a kept one that the server has %s meanwhile is replaced without a word', async (_name, mailStep) => {
    const { server, channel } = await smtpWorld({ mail: ['250 2.1.0 ok', mailStep] });
    expect(await channel.deliver(mail, yes())).toMatchObject({ kind: 'sent' });
    const gate = yes();
    expect(await channel.deliver(mail, gate)).toMatchObject({ kind: 'sent' });
    expect(gate).toHaveBeenCalledTimes(1);
    expect(server.connections.length).toBe(2);
    expect(server.dots).toBe(2);
  });

  test.each<[string, Script, string, number]>([
    ['after the dot', { dot: ['250 2.0.0 queued', drop] }, 'unknown', 2],
    ['before it', { body: [stall, drop] }, 'try_later', 1],
  ])(
    'lost %s, a message whose gate was asked is not tried again within one delivery',
    async (_name, script, kind, dots) => {
      const { server, channel, connectionLost } = await smtpWorld(script);
      await channel.deliver(mail, yes());
      const gate = vi.fn(async () => {
        if (kind === 'try_later') await connectionLost();
        return true;
      });
      expect(await channel.deliver(mail, gate)).toMatchObject({ kind });
      expect(gate).toHaveBeenCalledTimes(1);
      expect(server.dots).toBe(dots);
      expect(server.connections.length).toBe(1);
    },
  );

  test('a connection that stopped a message does not carry the next', async () => {
    const { server, channel } = await smtpWorld({});
    await channel.deliver(mail, no());
    expect(await channel.deliver(mail, yes())).toMatchObject({ kind: 'sent' });
    expect(server.connections.length).toBe(2);
    expect(server.dots).toBe(1);
  });

  test('are replaced after so many messages', async () => {
    const { server, channel } = await smtpWorld({}, { maxMessagesPerConnection: 2 });
    for (let n = 0; n < 5; n++) await channel.deliver(mail, yes());
    expect(server.connections.length).toBe(3);
    expect(server.commands.filter((command) => command === 'QUIT').length).toBe(2);
  });

  test('an answer that is none settles nothing', async () => {
    const { channel } = await smtpWorld({ rcpt: '699 what?' });
    expect(await channel.deliver(mail, yes())).toEqual({ kind: 'try_later', text: '699 what?' });
  });

  test('K-129: a message larger than the server takes is content, refused before it is sent', async () => {
    const { server, channel } = await smtpWorld({ ehlo: '250-scripted\r\n250 SIZE 10' });
    expect(await channel.deliver(mail, yes())).toMatchObject({ kind: 'refused', side: 'content', status: '5.3.4' });
    expect(server.commands).toEqual(['EHLO crm.example']);
  });

  test('C-34: an envelope address that is none is ours, and reaches no server', async () => {
    const { server, channel } = await smtpWorld({});
    const evil = { ...mail, envelope: { ...mail.envelope, to: 'ada@customer.example>\r\nRCPT TO:<eve@evil.example' } };
    expect(await channel.deliver(evil, yes())).toMatchObject({ kind: 'refused', side: 'ours' });
    expect(server.connections.length).toBe(0);
  });

  test('nobody listens: tried again later', async () => {
    const { server, channel } = await smtpWorld({});
    await server.close();
    expect(await channel.deliver(mail, yes())).toMatchObject({ kind: 'try_later' });
  });

  test('P24: closing lets the message on its way finish and turns the waiting one away', async () => {
    const { server, channel } = await smtpWorld({});
    let open: (answer: boolean) => void = () => {};
    const onItsWay = channel.deliver(
      mail,
      () =>
        new Promise((resolve) => {
          open = resolve;
        }),
    );
    const waiting = channel.deliver(mail, yes());
    await server.seen(({ connections }) => connections[0]?.body !== undefined && connections[0].body !== '');
    let closed = false;
    const closing = channel.close().then(() => {
      closed = true;
    });
    expect(await waiting).toMatchObject({ kind: 'try_later' });
    expect(closed).toBe(false);
    open(true);
    expect(await onItsWay).toMatchObject({ kind: 'sent' });
    await closing;
    await server.connections[0]?.closed;
    expect(server.commands.at(-1)).toBe('QUIT');
    expect(await channel.deliver(mail, yes())).toMatchObject({ kind: 'try_later' });
  });

  test('a password is not shown to a server that offers no login', async () => {
    const { server, channel } = await smtpWorld({}, { auth: { user: 'sales', pass: 'secret' } });
    expect(await channel.deliver(mail, yes())).toMatchObject({ kind: 'refused', side: 'policy' });
    expect(server.commands).toEqual(['EHLO crm.example']);
  });

  test('a password never goes over a plain connection to another machine', () => {
    const options = { host: 'mail.example', port: 587, ehloName: 'crm.example', maxConnections: 1, now: () => NOW };
    const auth = { user: 'ada', pass: 'secret' };
    expect(() => createSmtpChannel({ ...options, secure: 'none', auth })).toThrow(/TLS/);
    expect(() => createSmtpChannel({ ...options, secure: 'starttls', auth })).not.toThrow();
  });
});
