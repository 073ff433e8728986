// T5: the product calls nobody inside the house, however the address is written and whatever the name leads to.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOutbound } from '#channels/http/outbound.ts';
import type { OutboundCall } from '#core/net/outbound.ts';

const PUBLIC = '93.184.215.14';
const call = (url: string): OutboundCall => ({ method: 'GET', url, headers: {}, body: null, answer: 'read' });
const resolvingTo = (...addresses: string[]) =>
  createOutbound({ allowed: new Set(), resolve: () => Promise.resolve(addresses) });

describe('T5 whom it may call', () => {
  const inside = [
    'http://127.0.0.1/',
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0x7f.0.0.1/',
    'http://0177.0.0.1/',
    'http://017700000001/',
    'http://127.0.0.1./',
    'http://127.000.000.001/',
    'http://127.255.255.254/',
    'http://0.0.0.0/',
    'http://0/',
    'http://10.0.0.1/',
    'http://10.255.255.255/',
    'http://100.64.0.1/',
    'http://100.100.100.200/',
    'http://168.63.129.16/',
    'http://169.254.169.254/latest/meta-data/',
    'http://0xa9fea9fe/',
    'http://2852039166/',
    'http://172.16.0.1/',
    'http://172.31.255.255/',
    'http://192.0.0.192/',
    'http://192.0.2.1/',
    'http://192.88.99.1/',
    'http://192.168.1.1/',
    'http://198.18.0.1/',
    'http://198.19.255.255/',
    'http://198.51.100.1/',
    'http://203.0.113.1/',
    'http://224.0.0.1/',
    'http://239.255.255.250/',
    'http://240.0.0.1/',
    'http://255.255.255.255/',
    'http://①②⑦.⓪.⓪.①/',
    'http://[::1]/',
    'http://[::]/',
    'http://[0:0:0:0:0:0:0:1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[::ffff:93.184.215.14]/',
    'http://[::127.0.0.1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[64:ff9b::10.0.0.1]/',
    'http://[64:ff9b:1::a00:1]/',
    'http://[2002:7f00:1::]/',
    'http://[2002:a9fe:a9fe::1]/',
    'http://[2001::1]/',
    'http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/',
    'http://[2001:20::1]/',
    'http://[2001:db8::1]/',
    'http://[3fff::1]/',
    'http://[fc00::1]/',
    'http://[fd00:ec2::254]/',
    'http://[fe80::1]/',
    'http://[fec0::1]/',
    'http://[ff02::1]/',
    'http://[100::1]/',
    'http://[4000::1]/',
    'http://[5f00::1]/',
  ];
  it.each(inside)('T5 not %s', async (url) => {
    const outbound = createOutbound({ allowed: new Set() });
    expect(await outbound.check(url)).toBe('address_not_allowed');
    expect(await outbound.call(call(url))).toEqual({ kind: 'failed', failure: 'address_not_allowed' });
  });

  it.each([
    'http://127.0.0.1.nip.io/',
    'http://localtest.me/',
    'http://metadata.google.internal/',
    'http://localhost/',
  ])('T5 not %s: the address decides, not the name', async (url) => {
    expect(await resolvingTo('127.0.0.1').check(url)).toBe('address_not_allowed');
    expect(await resolvingTo(PUBLIC, '10.0.0.7').check(url)).toBe('address_not_allowed');
    expect(await resolvingTo('::ffff:10.0.0.7').check(url)).toBe('address_not_allowed');
    expect(await resolvingTo('fe80::1%eth0').check(url)).toBe('address_not_allowed');
  });

  it('T5 public addresses, on the ports of the web', async () => {
    const outbound = resolvingTo(PUBLIC, '2606:2800:21f:cb07:6820:80da:af6b:8b2c');
    for (const url of [
      'https://example.com/hook?x=1',
      'http://example.com',
      'http://93.184.215.14',
      'http://[2a00::1]',
    ]) {
      expect([url, await outbound.check(url)]).toEqual([url, null]);
    }
    for (const port of [22, 25, 3306, 5432, 6379, 8080]) {
      expect(await outbound.check(`http://example.com:${port}/`)).toBe('port_not_allowed');
    }
  });

  it.each([
    'ftp://example.com/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'http://me:secret@example.com/',
    'example.com',
    '',
  ])('T5 “%s” is no address to call', async (url) => {
    expect(await resolvingTo(PUBLIC).check(url)).toBe('address_not_valid');
  });

  it('says so when nobody knows the name', async () => {
    const failing = () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' }));
    expect(await createOutbound({ allowed: new Set(), resolve: failing }).check('http://gone.invalid/')).toBe(
      'host_unknown',
    );
    expect(await resolvingTo().check('http://gone.invalid/')).toBe('host_unknown');
  });
});

describe('T5 how it calls', () => {
  let server: Server;
  let port: number;
  let answer: (request: IncomingMessage, response: ServerResponse) => void = () => undefined;
  const requests: { host: string | undefined; url: string | undefined }[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      requests.push({ host: request.headers.host, url: request.url });
      answer(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const allowing = (host: string, resolve?: () => Promise<string[]>) =>
    createOutbound({
      allowed: new Set([`${host}:${port}`]),
      timeoutMs: 500,
      ...(resolve === undefined ? {} : { resolve }),
    });

  it('T5 the operator’s exceptions are host and port, nothing else of the same machine', async () => {
    answer = (_, response) => response.end('fine');
    const outbound = allowing('127.0.0.1');
    const answered = await outbound.call(call(`http://127.0.0.1:${port}/hook`));
    expect(answered).toMatchObject({ kind: 'answered', status: 200 });
    expect('body' in answered && Buffer.from(answered.body).toString()).toBe('fine');
    expect(await outbound.check('http://127.0.0.1/')).toBe('address_not_allowed');
    expect(await outbound.check(`http://localhost:${port}/`)).toBe('port_not_allowed');
  });

  it('T5 a name is resolved once, and that address is called: a second answer of the resolver comes too late', async () => {
    answer = (_, response) => response.end();
    const answers = [['127.0.0.1'], ['10.0.0.1']];
    let asked = 0;
    const outbound = allowing('rebind.invalid', () => Promise.resolve(answers[asked++] ?? []));
    const answered = await outbound.call(call(`http://rebind.invalid:${port}/once`));
    expect(answered).toMatchObject({ kind: 'answered', status: 200 });
    expect(asked).toBe(1);
    expect(requests.at(-1)).toEqual({ host: `rebind.invalid:${port}`, url: '/once' });
  });

  it('T5 a redirect is not followed', async () => {
    answer = (_, response) => response.writeHead(302, { location: 'http://169.254.169.254/' }).end();
    const before = requests.length;
    const answered = await allowing('127.0.0.1').call(call(`http://127.0.0.1:${port}/`));
    expect(answered).toMatchObject({ kind: 'answered', status: 302 });
    expect(requests.length).toBe(before + 1);
  });

  it('T5 an answer has 64 KB, and the whole call a time', async () => {
    const outbound = allowing('127.0.0.1');
    answer = (_, response) => response.end(Buffer.alloc(64 * 1024 + 1));
    const url = `http://127.0.0.1:${port}/`;
    expect(await outbound.call(call(url))).toEqual({ kind: 'failed', failure: 'answer_too_large' });
    expect(await outbound.call({ ...call(url), answer: 'skip' })).toMatchObject({ kind: 'answered', status: 200 });
    answer = (_, response) => void response.write('…');
    expect(await outbound.call(call(url))).toEqual({ kind: 'failed', failure: 'timeout' });
    const never = allowing('slow.invalid', () => new Promise(() => {}));
    expect(await never.check(`http://slow.invalid:${port}/`)).toBe('timeout');
  });

  it('says when nobody is there, or somebody else', async () => {
    answer = (request) => request.socket.destroy();
    const outbound = allowing('127.0.0.1');
    expect(await outbound.call(call(`http://127.0.0.1:${port}/`))).toEqual({ kind: 'failed', failure: 'connection' });
    expect(await outbound.call(call(`https://127.0.0.1:${port}/`))).toMatchObject({ kind: 'failed' });
  });
});
