// Where a one-time link leads. Mail scanners and previews open links, so opening it uses nothing up (T19): the button does.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { signInWithLink } from '#actions/accounts/sign-in-with-link.ts';
import { escapeHtml, page } from '#api/pages/page.ts';
import type { Services } from '#api/services.ts';
import { setSessionCookie } from '#api/session-cookie.ts';
import { explainRefusal, type Refusal } from '#contract/errors.ts';

const FORM_BYTES_MAX = 4_096;
const options = { config: { access: 'public' }, schema: { hide: true } } as const;

/** In a scope of its own: form bodies are read here and nowhere else, so no foreign form reaches the API (T14). */
export async function signInPage(app: FastifyInstance, services: Services): Promise<void> {
  await app.register(async (scope) => {
    const form = 'application/x-www-form-urlencoded';
    scope.addContentTypeParser(form, { parseAs: 'string', bodyLimit: FORM_BYTES_MAX }, readForm);
    scope.get('/sign-in', options, async (request, reply) => sendPage(reply, 200, question(tokenOf(request.query))));
    scope.post('/sign-in', options, async ({ body }, reply) => {
      const token = body instanceof URLSearchParams ? (body.get('token') ?? '') : '';
      const session = await signInWithLink(services.database, token, scope.clock());
      if (session.kind === 'refused') return sendRefusalPage(reply, session);
      setSessionCookie(reply, services.publicUrl, session);
      return reply.redirect('/', 303);
    });
  });
}

async function readForm(_request: FastifyRequest, text: string | Buffer): Promise<URLSearchParams> {
  return new URLSearchParams(text.toString());
}

function tokenOf(query: unknown): string {
  const token = typeof query === 'object' && query !== null && 'token' in query ? query.token : '';
  return typeof token === 'string' ? token : '';
}

function question(token: string): string {
  return `<h1>Cadenza</h1>
<p>This link signs you in once.</p>
<p lang="zh-CN">此链接可登录一次。</p>
<form method="post" action="/sign-in">
<input type="hidden" name="token" value="${escapeHtml(token)}">
<button>Sign in · <span lang="zh-CN">登录</span></button>
</form>`;
}

function sendRefusalPage(reply: FastifyReply, refusal: Refusal): FastifyReply {
  const { status, sentence } = explainRefusal(refusal, 'en');
  const body = `<h1>Cadenza</h1>
<p>${escapeHtml(sentence)}</p>
<p lang="zh-CN">${escapeHtml(explainRefusal(refusal, 'zh').sentence)}</p>`;
  return sendPage(reply, status, body);
}

function sendPage(reply: FastifyReply, status: number, body: string): FastifyReply {
  return reply.code(status).type('text/html; charset=utf-8').send(page('Cadenza', body));
}
