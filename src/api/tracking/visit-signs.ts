// What a request for a picture or link shows of whoever sent it. Its address is looked at here and kept nowhere.
import { BlockList, isIPv4 } from 'node:net';
import type { FastifyRequest } from 'fastify';
import type { Caller } from '#actions/mail/tracking-desk.ts';
import { mailFilterNetworks } from '#core/message/mail-filters.ts';

const PROGRAM_LENGTH_MAX = 300;
/** By which browsers, and servers that look ahead, say that nobody has asked yet. */
const AHEAD_HEADERS = ['sec-purpose', 'purpose', 'x-purpose', 'x-moz'] as const;
const AHEAD = /prefetch|prerender|preview/i;

const mailFilters = new BlockList();
for (const [address, bits] of mailFilterNetworks) mailFilters.addSubnet(address, bits);

export function callerOf({ method, headers, ip, server }: FastifyRequest): Caller {
  const isAhead = AHEAD_HEADERS.some((name) => AHEAD.test(String(headers[name] ?? '')));
  return {
    method: method === 'HEAD' ? 'HEAD' : 'GET',
    program: (headers['user-agent'] ?? '').slice(0, PROGRAM_LENGTH_MAX),
    ahead: isAhead,
    from: isMailFilter(ip) ? 'mail_filter' : 'anywhere',
    at: server.clock(),
  };
}

function isMailFilter(address: string): boolean {
  const plain = address.replace(/^::ffff:/i, '');
  return isIPv4(plain) && mailFilters.check(plain);
}
