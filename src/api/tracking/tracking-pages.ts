// The addresses in every message: pixel, links, unsubscribe. Public, without cookies, the same answer for a token that
// isn't ours as far as that goes (T17). A GET never unsubscribes (T19); the one-click POST of RFC 8058 does.
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { TrackingDesk } from '#actions/mail/tracking-desk.ts';
import { escapeHtml, page } from '#api/pages/page.ts';

const options = { config: { access: 'public', rateLimit: false }, schema: { hide: true } } as const;
/** The token is the whole authority: webmail posts it from its own site (T14). */
const posted = { ...options, config: { ...options.config, askedBy: 'any_site' } } as const;

const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
const FORM_BYTES_MAX = 4_096;

type Addressed = { readonly Params: { readonly token: string } };

export async function trackingPages(app: FastifyInstance, tracking: TrackingDesk): Promise<void> {
  await app.register(async (scope) => {
    const form = 'application/x-www-form-urlencoded';
    scope.addContentTypeParser(
      [form, 'multipart/form-data'],
      { parseAs: 'buffer', bodyLimit: FORM_BYTES_MAX },
      async () => null,
    );
    scope.get<Addressed>('/t/o/:token.gif', options, async ({ method, params }, reply) => {
      if (method === 'GET') await tracking.opened(params.token, scope.clock());
      return reply.type('image/gif').header('cache-control', 'no-store, private').send(PIXEL);
    });
    scope.get<Addressed>('/t/c/:token', options, async ({ method, params }, reply) => {
      // Only programs ask for the head alone: nobody clicked (T19).
      const { token } = params;
      const url = method === 'GET' ? await tracking.clicked(token, scope.clock()) : tracking.destination(token);
      if (url === null) return sendPage(reply, 404, 'This link is not valid.', '此链接无效。');
      return reply.redirect(url, 302);
    });
    scope.get<Addressed>('/t/u/:token', options, async ({ params }, reply) => {
      if (!tracking.isUnsubscribeToken(params.token))
        return sendPage(reply, 404, 'This link is not valid.', '此链接无效。');
      return reply.type('text/html; charset=utf-8').send(page('Unsubscribe', question(params.token)));
    });
    scope.post<Addressed>('/t/u/:token', posted, async ({ params }, reply) => {
      const done = await tracking.unsubscribed(params.token, scope.clock());
      if (!done) return sendPage(reply, 404, 'This link is not valid.', '此链接无效。');
      return sendPage(
        reply,
        200,
        'You are unsubscribed. We will not write to you again.',
        '您已退订，我们不会再给您发送邮件。',
      );
    });
  });
}

function question(token: string): string {
  return `<h1>Unsubscribe · <span lang="zh-CN">退订</span></h1>
<p>You will get no more messages like this one.</p>
<p lang="zh-CN">您将不再收到此类邮件。</p>
<form method="post" action="/t/u/${escapeHtml(token)}"><button>Unsubscribe · <span lang="zh-CN">退订</span></button></form>`;
}

function sendPage(reply: FastifyReply, status: number, english: string, chinese: string): FastifyReply {
  const body = `<p>${escapeHtml(english)}</p>\n<p lang="zh-CN">${escapeHtml(chinese)}</p>`;
  return reply.code(status).type('text/html; charset=utf-8').send(page('Cadenza', body));
}
