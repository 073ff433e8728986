// Requests to a bucket that speaks the API of S3: signed (SigV4), tried again where that is safe, failures with the code that
// the store gave. Neither keys nor headers are ever part of a message.
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { AwsClient } from 'aws4fetch';

export type BucketSettings = {
  readonly endpoint: URL;
  readonly name: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** path: endpoint/bucket/key, as most stores of one's own want it; host: bucket.endpoint/key. */
  readonly addressing: 'path' | 'host';
};

export type BucketRequest = {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  /** Empty: the bucket itself. */
  readonly key: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array<ArrayBuffer>;
};

export type Bucket = {
  /** Throws BucketFailure unless the store did it. */
  send(request: BucketRequest): Promise<Response>;
};

/** The store refused or couldn't be reached; `code` is its own word for it, or that of the network. */
export class BucketFailure extends Error {
  override readonly name = 'BucketFailure';
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

const ATTEMPTS_MAX = 4;
const RETRY_DELAY_MS = 100;
/** Until the answer begins; what follows may take its time. */
const ANSWER_MS_MAX = 60_000;

export function openBucket(settings: BucketSettings): Bucket {
  const { accessKeyId, secretAccessKey, region } = settings;
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3' });
  return {
    send: async (request) => {
      const response = await answerTo(() => fetchOnce(client, settings, request));
      if (response.ok) return response;
      throw failureOf(response.status, await response.text());
    },
  };
}

/** A store that is busy, or a connection that broke, is asked again: whatever we ask means the same a second time. */
async function answerTo(ask: () => Promise<Response>): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    const isLast = attempt === ATTEMPTS_MAX;
    try {
      const response = await ask();
      if (isLast || (response.status < 500 && response.status !== 429)) return response;
      await response.body?.cancel();
    } catch (error) {
      if (isLast)
        throw new BucketFailure(networkCode(error), `The file store can't be reached: ${networkCode(error)}.`);
    }
    await sleep(RETRY_DELAY_MS * 2 ** (attempt - 1));
  }
}

async function fetchOnce(client: AwsClient, settings: BucketSettings, request: BucketRequest): Promise<Response> {
  const { method, headers = {}, body = new Uint8Array() } = request;
  const signed = await client.sign(addressOf(settings, request), {
    method,
    headers: { ...headers, 'x-amz-content-sha256': createHash('sha256').update(body).digest('hex') },
    ...(body.length > 0 || method === 'PUT' ? { body } : {}),
  });
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), ANSWER_MS_MAX);
  try {
    // A bucket of another region answers by leading there, where the signature wouldn't hold.
    return await fetch(signed, { redirect: 'manual', signal: giveUp.signal });
  } finally {
    clearTimeout(timer);
  }
}

export function addressOf(settings: BucketSettings, { key, query = {} }: Pick<BucketRequest, 'key' | 'query'>): string {
  const { endpoint, name, addressing } = settings;
  const url = new URL(endpoint);
  if (addressing === 'host') url.hostname = `${name}.${endpoint.hostname}`;
  const folder = endpoint.pathname.replace(/\/+$/, '');
  url.pathname = addressing === 'host' ? `${folder}/${key}` : `${folder}/${name}${key === '' ? '' : `/${key}`}`;
  url.search = new URLSearchParams(query).toString();
  return url.href;
}

/** From what the store answered; also where it says 200 and means no. */
export function failureOf(status: number, answer: string): BucketFailure {
  const code = elementOf(answer, 'Code') ?? (status >= 300 && status < 400 ? 'PermanentRedirect' : String(status));
  return new BucketFailure(code, `The file store answered ${status} (${code}).`);
}

/** The text of the first such element, which holds no other. */
export function elementOf(xml: string, name: string): string | undefined {
  return elementsOf(xml, name)[0];
}

export function elementsOf(xml: string, name: string): string[] {
  const found = xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'));
  return [...found].map(([, text = '']) =>
    text.replaceAll('&lt;', '<').replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
  );
}

function networkCode(error: unknown): string {
  if (!(error instanceof Error)) return 'failed';
  const { cause } = error;
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code;
  return error.name === 'AbortError' ? 'no answer' : error.message;
}
