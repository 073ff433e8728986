// T5: calls to addresses that people enter. The name is resolved once, every address that it has must be one of the public
// internet, and the connection goes to one of those, whatever the name leads to by then.
import { type IncomingMessage, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import { createLocate, type Locate, type LocateOptions } from '#channels/net/locate.ts';
import type { CallAnswer, CallFailure, Outbound, OutboundCall } from '#core/net/outbound.ts';

export type OutboundOptions = Omit<LocateOptions, 'ports'> & { readonly timeoutMs?: number };

const PORTS: ReadonlySet<number> = new Set([80, 443]);
const TIMEOUT_MS = 10_000;
const ANSWER_BYTES_MAX = 64 * 1024;
const URL_LENGTH_MAX = 2_000;

type Target = { readonly kind: 'target'; readonly url: URL; readonly port: number; readonly address: string };
type Failed = { readonly kind: 'failed'; readonly failure: CallFailure };

export function createOutbound(options: OutboundOptions): Outbound {
  const { timeoutMs = TIMEOUT_MS } = options;
  const guard = createLocate({ ...options, ports: PORTS });
  return {
    check: async (url) => {
      const found = await within(timeoutMs, (signal) => locate(url, guard, signal));
      return found.kind === 'failed' ? found.failure : null;
    },
    call: (call) =>
      within(timeoutMs, async (signal) => {
        const target = await locate(call.url, guard, signal);
        return target.kind === 'failed' ? target : send(call, target, signal);
      }),
  };
}

async function within<T>(timeoutMs: number, work: (signal: AbortSignal) => Promise<T>): Promise<T | Failed> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    return await work(signal);
  } catch (error) {
    return { kind: 'failed', failure: signal.aborted ? 'timeout' : failureOf(error) };
  }
}

async function locate(text: string, guard: Locate, signal: AbortSignal): Promise<Target | Failed> {
  const url = URL.canParse(text) && text.length <= URL_LENGTH_MAX ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
    return { kind: 'failed', failure: 'address_not_valid' };
  }
  const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
  const located = await guard({ host: hostOf(url), port }, signal);
  return located.kind === 'failed' ? located : { kind: 'target', url, port, address: located.address };
}

function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '');
}

function send(call: OutboundCall, { url, port, address }: Target, signal: AbortSignal): Promise<CallAnswer | Failed> {
  const { method, headers, body } = call;
  const host = hostOf(url);
  const length = body === null ? {} : { 'content-length': String(body.length) };
  const options = {
    host: address,
    port,
    method,
    path: `${url.pathname}${url.search}`,
    headers: { ...headers, ...length, host: url.host, connection: 'close' },
    agent: false,
    signal,
  };
  return new Promise((resolve, reject) => {
    const answered = (response: IncomingMessage) => void read(response, call).then(resolve, reject);
    const request =
      url.protocol === 'https:'
        ? httpsRequest({ ...options, ...(isIP(host) > 0 ? {} : { servername: host }) }, answered)
        : httpRequest(options, answered);
    request.on('error', reject);
    request.end(body ?? undefined);
  });
}

async function read(response: IncomingMessage, { answer }: OutboundCall): Promise<CallAnswer | Failed> {
  const chunks: Buffer[] = [];
  let size = 0;
  if (answer === 'read') {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > ANSWER_BYTES_MAX) break;
      chunks.push(chunk);
    }
  }
  response.destroy();
  if (size > ANSWER_BYTES_MAX) return { kind: 'failed', failure: 'answer_too_large' };
  const headers = Object.entries(response.headers).map(([name, value]) => [name, String(value)]);
  const told = Object.fromEntries(headers) as Record<string, string>; // pairs of texts
  return { kind: 'answered', status: response.statusCode ?? 0, headers: told, body: Buffer.concat(chunks) };
}

const UNKNOWN_HOST: ReadonlySet<string> = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME']);

/** Nothing of the call can have arrived. */
const NEVER_CONNECTED: ReadonlySet<string> = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH']);

function failureOf(error: unknown): CallFailure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (UNKNOWN_HOST.has(code)) return 'host_unknown';
  if (NEVER_CONNECTED.has(code)) return 'unreachable';
  return /CERT|SSL|TLS|SIGNATURE|ISSUER/.test(code) ? 'certificate' : 'connection';
}
