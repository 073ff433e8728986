// The addresses in every message: pixel, links, unsubscribe. Public, without cookies, the same answer for a token that
// isn't ours as far as that goes (T17). A GET never unsubscribes (T19); the one-click POST of RFC 8058 does. What can't be kept
// for good isn't acknowledged (E-5).
import type { FastifyError, FastifyInstance } from 'fastify';
import type { TrackingDesk } from '#actions/mail/tracking-desk.ts';
import { escapeHtml, page } from '#api/pages/page.ts';
import { sendPage } from '#api/pages/send-page.ts';
import { callerOf } from '#api/tracking/visit-signs.ts';

const options = { config: { access: 'public', rateLimit: false }, schema: { hide: true } } as const;
/** The token is the whole authority: webmail posts it from its own site (T14). */
const posted = { ...options, config: { ...options.config, askedBy: 'any_site' } } as const;

const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
const FORM_BYTES_MAX = 4_096;
const RETRY_AFTER_S = '120';

type Addressed = { readonly Params: { readonly token: string } };

export async function trackingPages(app: FastifyInstance, tracking: TrackingDesk): Promise<void> {
  await app.register(async (scope) => {
    const form = 'application/x-www-form-urlencoded';
    scope.addContentTypeParser(
      [form, 'multipart/form-data'],
      { parseAs: 'buffer', bodyLimit: FORM_BYTES_MAX },
      async () => null,
    );
    scope.setErrorHandler<FastifyError>((error, request, reply) => {
      if (error.statusCode !== undefined && error.statusCode < 500) return reply.send(error);
      request.log.error({ err: error }, 'what a recipient did could not be kept');
      const [english, chinese] = ['Please try again in a few minutes.', '请几分钟后再试。'];
      return sendPage(reply.header('retry-after', RETRY_AFTER_S), 503, english, chinese);
    });
    scope.get<Addressed>('/t/o/:token.gif', options, async (request, reply) => {
      await tracking.opened(request.params.token, callerOf(request));
      return reply.type('image/gif').header('cache-control', 'no-store, private').send(PIXEL);
    });
    scope.get<Addressed>('/t/c/:token', options, async (request, reply) => {
      const followed = await tracking.clicked(request.params.token, callerOf(request));
      if (followed === null) return sendPage(reply, 404, 'This link is not valid.', '此链接无效。');
      if (followed === 'nowhere') return sendPage(reply, 200, 'There is nothing here.', '此处没有内容。');
      return reply.header('cache-control', 'no-store, private').redirect(followed.url, 302);
    });
    scope.get<Addressed>('/t/u/:token', options, async ({ params }, reply) => {
      if (!tracking.isUnsubscribeToken(params.token))
        return sendPage(reply, 404, 'This link is not valid.', '此链接无效。');
      return reply.type('text/html; charset=utf-8').send(page('Unsubscribe', question(params.token)));
    });
    scope.post<Addressed>('/t/u/:token', posted, async ({ params }, reply) => {
      const done = await tracking.unsubscribed(params.token, scope.clock());
      if (!done) return sendPage(reply, 404, 'This link is not valid.', '此链接无效。');
      return reply.type('text/html; charset=utf-8').send(page('Unsubscribed', farewell(params.token)));
    });
    scope.post<Addressed>('/t/u/:token/again', options, async ({ params }, reply) => {
      const done = await tracking.subscribedAgain(params.token, scope.clock());
      if (!done) return sendPage(reply, 404, 'This link is not valid.', '此链接无效。');
      return sendPage(reply, 200, 'You are subscribed again.', '您已重新订阅。');
    });
  });
}

function question(token: string): string {
  return `<h1>Unsubscribe · <span lang="zh-CN">退订</span></h1>
<p>You will get no more messages like this one.</p>
<p lang="zh-CN">您将不再收到此类邮件。</p>
<form method="post" action="/t/u/${escapeHtml(token)}"><button>Unsubscribe · <span lang="zh-CN">退订</span></button></form>`;
}

/** A program that unsubscribes by one click shows nobody this page: whoever takes it back is a person. */
function farewell(token: string): string {
  return `<h1>Unsubscribed · <span lang="zh-CN">已退订</span></h1>
<p>You are unsubscribed. We will not write to you again.</p>
<p lang="zh-CN">您已退订，我们不会再给您发送邮件。</p>
<form method="post" action="/t/u/${escapeHtml(token)}/again"><button>Subscribe again · <span lang="zh-CN">重新订阅</span></button></form>`;
}
