// Meta's WhatsApp Business Cloud API on loopback, as it is published: numbers, templates page by page, template messages,
// error objects, signed webhooks. A test says what becomes of messages to a number.
import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export const META = {
  number: '106540352242922',
  account: '102290129340398',
  token: 'EAAG-a-permanent-token',
  appSecret: 'the app’s secret',
  verifyToken: 'what the administrator chose',
} as const;

/** hang_up: it takes the message and ends the connection. silent: it never answers. */
export type Behaviour = { readonly code: number; readonly status?: number } | 'hang_up' | 'silent';

export type ListedTemplate = {
  readonly name: string;
  readonly language: string;
  readonly status?: string;
  readonly body?: string;
  readonly others?: readonly object[];
  readonly parameter_format?: 'NAMED' | 'POSITIONAL';
};

export type TakenMessage = {
  readonly id: string;
  readonly to: string;
  readonly template: {
    readonly name: string;
    readonly language: { readonly code: string };
    readonly components?: unknown;
  };
  readonly biz_opaque_callback_data: string;
};

const PAGE = 2;

export class WhatsappCloud {
  readonly taken: TakenMessage[] = [];
  readonly behaviours = new Map<string, Behaviour>();
  /** Null: its own token works. */
  refusesToken = false;
  templates: readonly ListedTemplate[] = [];
  private readonly server = createServer((request, response) => void this.answer(request, response));
  private port = 0;

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.port = (this.server.address() as AddressInfo).port;
    return this;
  }
  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => void this.server.close(() => resolve()));
  }
  /** host:port, for the list of what may be called. */
  get place(): string {
    return `127.0.0.1:${this.port}`;
  }
  get url(): string {
    return `http://${this.place}/v23.0`;
  }
  sentTo(number: string): TakenMessage[] {
    return this.taken.filter(({ to }) => to === number);
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const say = (status: number, body: object): void => {
      response.writeHead(status, { 'content-type': 'application/json; charset=UTF-8' }).end(JSON.stringify(body));
    };
    const url = new URL(request.url ?? '/', this.url);
    if (this.refusesToken || request.headers.authorization !== `Bearer ${META.token}`) return say(401, failure(190));
    const [, , id, edge] = url.pathname.split('/');
    if (id === META.number && edge === undefined) {
      return say(200, { id, display_phone_number: '+86 21 5555 0100', verified_name: 'Harbour Trading' });
    }
    if (id === META.account && edge === 'phone_numbers') return say(200, { data: [{ id: META.number }] });
    if (id === META.account && edge === 'message_templates') return say(200, this.page(url));
    if (id === META.number && edge === 'messages') {
      return this.take(JSON.parse(Buffer.concat(chunks).toString()) as TakenMessage, { response, say });
    }
    say(400, failure(100));
  }

  private page({ searchParams }: URL): object {
    const from = Number(searchParams.get('after') ?? 0);
    const until = from + PAGE;
    const data = this.templates.slice(from, until).map(listed);
    const cursors = { before: String(from), after: String(until) };
    return { data, paging: { cursors, ...(until < this.templates.length ? { next: `${this.url}/more` } : {}) } };
  }

  private take(message: TakenMessage, { response, say }: Answering): void {
    const behaviour = this.behaviours.get(message.to);
    if (typeof behaviour === 'object') return say(behaviour.status ?? 400, failure(behaviour.code));
    const id = `wamid.${this.taken.length + 1}`;
    this.taken.push({ ...message, id });
    if (behaviour === 'silent') return;
    if (behaviour === 'hang_up') return void response.destroy();
    say(200, {
      messaging_product: 'whatsapp',
      contacts: [{ input: message.to, wa_id: message.to }],
      messages: [{ id, message_status: 'accepted' }],
    });
  }
}

type Answering = { readonly response: ServerResponse; readonly say: (status: number, body: object) => void };

function failure(code: number): object {
  const error_data = { messaging_product: 'whatsapp', details: `Details of ${code}.` };
  return { error: { message: `(#${code}) It failed`, type: 'OAuthException', code, error_data, fbtrace_id: 'Az8or2' } };
}

function listed({ name, language, status = 'APPROVED', body = 'Hello', others = [], ...rest }: ListedTemplate): object {
  return {
    id: `${name}-${language}`,
    name,
    language,
    status,
    category: 'UTILITY',
    components: [...others, { type: 'BODY', text: body }],
    ...rest,
  };
}

// ---- what its webhook tells

export function signed(body: string, secret: string = META.appSecret): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

export function telling(value: object, field = 'messages'): string {
  const metadata = { display_phone_number: '862155550100', phone_number_id: META.number };
  const changes = [{ field, value: { messaging_product: 'whatsapp', metadata, ...value } }];
  return JSON.stringify({ object: 'whatsapp_business_account', entry: [{ id: META.account, changes }] });
}

type Told = { readonly at: number; readonly code?: number; readonly contact?: string };

export function statusOf(message: TakenMessage, status: string, { at, code, contact = message.to }: Told): object {
  return {
    id: message.id,
    status,
    timestamp: String(Math.floor(at / 1_000)),
    recipient_id: contact,
    biz_opaque_callback_data: message.biz_opaque_callback_data,
    ...(code === undefined
      ? {}
      : { errors: [{ code, title: 'It failed', error_data: { details: `Details of ${code}.` } }] }),
  };
}

type Written = {
  readonly id: string;
  readonly from: string;
  readonly text: string;
  readonly at: number;
  readonly quotes?: string;
};

export function written({ id, from, text, at, quotes }: Written): object {
  const context = quotes === undefined ? {} : { context: { from: '862155550100', id: quotes } };
  return { from, id, timestamp: String(Math.floor(at / 1_000)), type: 'text', text: { body: text }, ...context };
}
