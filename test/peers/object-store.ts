// An object store on loopback that speaks what we use of S3's API. It works every signature out for itself, from what came over
// the wire, as Amazon describes SigV4, and keeps objects in memory. A test can have it fail.
import { createHash, createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export const STORE_KEY = {
  accessKeyId: 'AKCADENZATESTS',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYtests',
} as const;
export const STORE_REGION = 'eu-central-1';
export const STORE_BUCKET = 'cadenza-files';

type Stored = { readonly bytes: Buffer; readonly type: string; readonly disposition: string };
type Upload = { readonly key: string; readonly parts: Map<number, Buffer>; readonly head: Omit<Stored, 'bytes'> };

export type ObjectStore = {
  readonly endpoint: URL;
  readonly objects: Map<string, Stored>;
  /** Uploads in parts that are neither finished nor given up, by their id. */
  readonly uploads: Map<string, Upload>;
  /** Called with every part that arrives. */
  onPart: (bytes: number) => void;
  /** Answers as many requests with 503. */
  busy: number;
  /** Says 200 to the end of an upload, and then that it failed, as Amazon may. */
  breaksAtTheEnd: boolean;
  close(): Promise<void>;
};

type Received = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
};
type Answer = { readonly status: number; readonly body?: string | Buffer; readonly headers?: Record<string, string> };

export async function startObjectStore(): Promise<ObjectStore> {
  const server = createServer((request, response) => void reply(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const store: ObjectStore = {
    endpoint: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    objects: new Map(),
    uploads: new Map(),
    onPart: () => undefined,
    busy: 0,
    breaksAtTheEnd: false,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => void server.close(() => resolve()));
    },
  };

  async function reply(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const received = await receive(request);
    const { status, body = '', headers = {} } = answerTo(store, received);
    response.writeHead(status, headers).end(body);
  }
  return store;
}

async function receive(request: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const [path = '', search = ''] = (request.url ?? '').split('?');
  const { method = '', headers } = request;
  return { method, path, query: new URLSearchParams(search), headers, body: Buffer.concat(chunks) };
}

function answerTo(store: ObjectStore, received: Received): Answer {
  if (store.busy > 0) {
    store.busy -= 1;
    return no(503, 'SlowDown');
  }
  const wrong = whatIsWrong(received);
  if (wrong !== null) return wrong;
  const [, bucket, ...rest] = received.path.split('/');
  if (bucket !== STORE_BUCKET) return no(404, 'NoSuchBucket');
  const key = rest.join('/');
  return key === '' ? listUploads(store, received) : ofObject(store, key, received);
}

function no(status: number, code: string): Answer {
  return { status, body: `<?xml version="1.0"?><Error><Code>${code}</Code><Message>No.</Message></Error>` };
}

function listUploads({ uploads }: ObjectStore, { query }: Received): Answer {
  const prefix = query.get('prefix') ?? '';
  const found = [...uploads].filter(([, { key }]) => key.startsWith(prefix));
  const listed = found.map(([id, { key }]) => `<Upload><Key>${key}</Key><UploadId>${id}</UploadId></Upload>`);
  return { status: 200, body: `<ListMultipartUploadsResult>${listed.join('')}</ListMultipartUploadsResult>` };
}

function ofObject(store: ObjectStore, key: string, received: Received): Answer {
  const { method, query } = received;
  const id = query.get('uploadId');
  if (method === 'POST' && query.has('uploads')) return begin(store, key, received);
  if (id !== null) return ofUpload(store, id, received);
  if (method === 'PUT') {
    store.objects.set(key, { bytes: received.body, ...headOf(received) });
    return { status: 200, headers: { etag: tagOf(received.body) } };
  }
  if (method === 'DELETE') {
    store.objects.delete(key);
    return { status: 204 };
  }
  const found = store.objects.get(key);
  return found === undefined ? no(404, 'NoSuchKey') : { status: 200, body: found.bytes };
}

function begin({ uploads }: ObjectStore, key: string, received: Received): Answer {
  const id = randomUUID();
  uploads.set(id, { key, parts: new Map(), head: headOf(received) });
  return {
    status: 200,
    body: `<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`,
  };
}

const PART_BYTES_MIN = 5 * 1024 * 1024;

function ofUpload(store: ObjectStore, id: string, { method, query, body }: Received): Answer {
  const upload = store.uploads.get(id);
  if (upload === undefined) return no(404, 'NoSuchUpload');
  if (method === 'DELETE') {
    store.uploads.delete(id);
    return { status: 204 };
  }
  if (method === 'PUT') {
    upload.parts.set(Number(query.get('partNumber')), body);
    store.onPart(body.length);
    return { status: 200, headers: { etag: tagOf(body) } };
  }
  const wanted = [...body.toString().matchAll(/<PartNumber>(\d+)<\/PartNumber><ETag>([^<]*)<\/ETag>/g)];
  const parts = wanted.map(([, number, tag]) => {
    const part = upload.parts.get(Number(number));
    return part !== undefined && tagOf(part) === tag ? part : null;
  });
  if (parts.includes(null)) return no(400, 'InvalidPart');
  const bytes = parts.filter((part) => part !== null);
  if (store.breaksAtTheEnd) return no(200, 'InternalError');
  if (bytes.slice(0, -1).some((part) => part.length < PART_BYTES_MIN)) return no(400, 'EntityTooSmall');
  store.uploads.delete(id);
  store.objects.set(upload.key, { bytes: Buffer.concat(bytes), ...upload.head });
  return { status: 200, body: '<CompleteMultipartUploadResult/>' };
}

function headOf({ headers }: Received): Omit<Stored, 'bytes'> {
  return { type: headers['content-type'] ?? '', disposition: headers['content-disposition'] ?? '' };
}

function tagOf(bytes: Buffer): string {
  return `"${createHash('md5').update(bytes).digest('hex')}"`;
}

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8}\/[^/]+\/s3\/aws4_request), SignedHeaders=([^,]+), Signature=([\da-f]{64})$/;

function whatIsWrong(received: Received): Answer | null {
  const { headers, body } = received;
  const [, id, scope = '', signed = '', signature = ''] = AUTHORIZATION.exec(headers.authorization ?? '') ?? [];
  if (id === undefined) return no(403, 'AccessDenied');
  if (id !== STORE_KEY.accessKeyId) return no(403, 'InvalidAccessKeyId');
  if (scope.split('/')[1] !== STORE_REGION) return no(400, 'AuthorizationHeaderMalformed');
  const at = String(headers['x-amz-date']);
  if (!isFresh(at) || !scope.startsWith(at.slice(0, 8))) return no(403, 'RequestTimeTooSkewed');
  if (headers['x-amz-content-sha256'] !== sha256(body)) return no(400, 'XAmzContentSHA256Mismatch');
  const isComplete = ['host', 'x-amz-content-sha256', 'x-amz-date'].every((name) => signed.split(';').includes(name));
  const expected = signatureOf(received, { at, scope, signed });
  return isComplete && timingSafeEqual(Buffer.from(expected), Buffer.from(signature))
    ? null
    : no(403, 'SignatureDoesNotMatch');
}

function isFresh(at: string): boolean {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(at)?.map(Number) ?? [];
  const instant = Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second);
  return Math.abs(Date.now() - instant) < 15 * 60_000;
}

type Claim = { readonly at: string; readonly scope: string; readonly signed: string };

function signatureOf({ method, path, query, headers, body }: Received, { at, scope, signed }: Claim): string {
  const pairs = [...query].map(([name, value]) => `${encoded(name)}=${encoded(value)}`).sort();
  const lines = signed.split(';').map((name) => `${name}:${String(headers[name]).trim()}\n`);
  const canonical = [method, path, pairs.join('&'), lines.join(''), signed, sha256(body)].join('\n');
  const text = ['AWS4-HMAC-SHA256', at, scope, sha256(canonical)].join('\n');
  const start: string | Buffer = `AWS4${STORE_KEY.secretAccessKey}`;
  const key = scope.split('/').reduce<string | Buffer>((before, part) => hmac(before, part), start);
  return hmac(key, text).toString('hex');
}

function encoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
