// A scripted mail server and a channel that sends to it, for one test.
import net from 'node:net';
import { vi } from 'vitest';
import { createSmtpChannel, type SmtpChannel, type SmtpChannelOptions } from '#channels/email/send-smtp.ts';
import { type Script, ScriptedSmtpServer } from './scripted-smtp-server.ts';

export const NOW = Date.UTC(2026, 10, 2, 9, 30);
export const raw = Buffer.from('Subject: Hello\r\n\r\n.a dot in front\r\nHello Ada\r\n');
export const mail = { envelope: { from: 'bounces+abc@crm.example', to: 'ada@customer.example' }, raw };
export const yes = () => vi.fn(async () => true);
export const no = () => vi.fn(async () => false);

const toClose: (() => Promise<void>)[] = [];
/** For afterEach. */
export async function closeSmtpWorlds(): Promise<void> {
  for (const close of toClose.splice(0)) await close();
  vi.restoreAllMocks();
}

/** Resolves when our side has noticed that its latest connection is gone (the server knows earlier). */
async function connectionLost(): Promise<void> {
  const socket: unknown = vi.mocked(net.connect).mock.results.at(-1)?.value;
  if (!(socket instanceof net.Socket)) throw new Error('nothing was connected');
  if (!socket.closed) await new Promise((resolve) => socket.once('close', resolve));
}

export async function smtpWorld(script: Script, change: Partial<SmtpChannelOptions> = {}) {
  vi.spyOn(net, 'connect');
  const server = new ScriptedSmtpServer(script);
  const port = await server.listen();
  const channel: SmtpChannel = createSmtpChannel({
    host: '127.0.0.1',
    port,
    secure: 'none',
    ehloName: 'crm.example',
    maxConnections: 1,
    now: () => NOW,
    ...change,
  });
  toClose.push(async () => {
    await server.close();
    await channel.close();
  });
  return { server, channel, connectionLost };
}
