// Where strangers fill in a web form, and confirm their address (T25). Public, without cookies or scripts. A form is sent from
// its own page alone, which only the sites that its settings name may frame; where a browser goes afterwards stands there too (T18).
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import { confirmAnswer, isConfirmable, type OpenForm, openForm, sendForm } from '#actions/web-forms/visit-form.ts';
import { escapeHtml, page, styleHash } from '#api/pages/page.ts';
import { sendPage } from '#api/pages/send-page.ts';
import { Refused } from '#api/problem-reply.ts';
import type { Services } from '#api/services.ts';
import { type FormPage, TICKET, TRAP, writeForm } from '#api/web-forms/write-form.ts';
import { explainRefusal } from '#contract/errors.ts';
import { fieldProblem } from '#contract/value-problem-words.ts';
import type { Instant } from '#core/time/instant.ts';

const opened = { config: { access: 'public' }, schema: { hide: true } } as const;
/** Of one address in a minute: an office behind one address, but no flood. */
const SENT_PER_MINUTE_MAX = 10;
const sent = {
  ...opened,
  config: { access: 'public', rateLimit: { max: SENT_PER_MINUTE_MAX, timeWindow: 60_000 } },
} as const;
const BODY_BYTES_MAX = 64 * 1024;
const TICKET_LENGTH_MAX = 200;
const FULL_FOR_MS = 10_000;
/** What a token of newToken() looks like, and a form's key. */
const TOKEN_LENGTH_MAX = 64;

type Form = { readonly Params: { readonly organization: string; readonly key: string }; readonly Body: unknown };
type Link = { readonly Params: { readonly organization: string; readonly token: string } };

export function formPath(organization: string, key: string): string {
  return `/f/${organization}/${key}`;
}

export async function webFormPages(app: FastifyInstance, services: Services): Promise<void> {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: BODY_BYTES_MAX },
      async (_: unknown, body: string) => new URLSearchParams(body),
    );
    scope.setErrorHandler<FastifyError>((error, request, reply) => {
      if (error instanceof Refused) {
        const [en, zh] = [explainRefusal(error.refusal, 'en'), explainRefusal(error.refusal, 'zh')];
        return sendPage(reply, en.status, en.sentence, zh.sentence);
      }
      if (error.statusCode === 413) return sendPage(reply, 413, 'This is too long.', '内容过长。');
      if (error.statusCode !== undefined && error.statusCode < 500) return notThere(reply);
      request.log.error({ err: error }, 'what a visitor sent could not be kept');
      const [english, chinese] = ['Please try again in a few minutes.', '请几分钟后再试。'];
      return sendPage(reply.header('retry-after', '120'), 503, english, chinese);
    });
    const visiting = () => ({ ...services, now: scope.clock() });
    /** Forms that took nothing more, by their addresses: a flood isn't asked about one by one. */
    const full = new Map<string, { readonly form: OpenForm; readonly until: Instant }>();

    scope.get<Form>(formPath(':organization', ':key'), opened, async ({ params }, reply) => {
      const found = isShort(params.key) ? await openForm(visiting(), params) : null;
      if (found === null) return notThere(reply);
      return sendForms(reply, 200, { ...found, textsOf: () => [], wrong: new Map() });
    });

    scope.post<Form>(formPath(':organization', ':key'), sent, async ({ params, body }, reply) => {
      if (!isShort(params.key) || !(body instanceof URLSearchParams)) return notThere(reply);
      const place = formPath(params.organization, params.key);
      const known = full.get(place);
      if (known !== undefined && scope.clock() < known.until) return sayFull(reply, known.form);
      const textsOf = (field: string) => body.getAll(field);
      const ticket = (body.get(TICKET) ?? '').slice(0, TICKET_LENGTH_MAX);
      const isTrapFilled = (body.get(TRAP) ?? '') !== '';
      const outcome = await sendForm(visiting(), params, { textsOf, isTrapFilled, ticket });
      if (outcome === null) return notThere(reply);
      const { form } = outcome;
      if (outcome.kind === 'wrong') {
        const said = outcome.problems.map((one) => [one.field, fieldProblem(one, '').message[form.language]] as const);
        return sendForms(reply, 422, { form, ticket, textsOf, wrong: new Map(said) });
      }
      if (outcome.kind === 'full') {
        full.set(place, { form, until: scope.clock() + FULL_FOR_MS });
        return sayFull(reply, form);
      }
      if (form.returnUrl !== null) return framed(reply, form).redirect(form.returnUrl, 303);
      return framed(reply, form)
        .type(HTML)
        .send(page(form.name, thanks(form), { language: form.language }));
    });

    scope.get<Link>(formPath(':organization', 'confirm/:token'), opened, async ({ params }, reply) => {
      const state = isShort(params.token) ? await isConfirmable(visiting(), params) : 'no';
      if (state === 'no') return notThere(reply);
      if (state === 'done') return sayConfirmed(reply);
      return reply.type(HTML).send(page('Cadenza', CONFIRM));
    });

    scope.post<Link>(formPath(':organization', 'confirm/:token'), sent, async ({ params }, reply) => {
      const state = isShort(params.token) ? await confirmAnswer(visiting(), params) : 'no';
      return state === 'no' ? notThere(reply) : sayConfirmed(reply);
    });
  });
}

const HTML = 'text/html; charset=utf-8';

const CONFIRM = `<h1>Confirm your address · <span lang="zh-CN">确认邮箱</span></h1>
<form method="post"><button>Yes, it is mine · <span lang="zh-CN">确认，这是我的邮箱</span></button></form>`;

function isShort(text: string): boolean {
  return text.length <= TOKEN_LENGTH_MAX;
}

function sendForms(reply: FastifyReply, status: number, written: FormPage): FastifyReply {
  const { name, language } = written.form;
  const html = page(name, writeForm(written), { language, main: 'form' });
  return framed(reply, written.form).code(status).type(HTML).send(html);
}

/** Only the sites that the form names may show it. Browsers hold the redirect after a form to `form-action` too. */
function framed(reply: FastifyReply, { sites, returnUrl }: OpenForm): FastifyReply {
  const targets = returnUrl === null ? '' : ` ${new URL(returnUrl).origin}`;
  const policy = [
    ...["default-src 'none'", `style-src ${styleHash}`, "base-uri 'none'", `form-action 'self'${targets}`],
    `frame-ancestors ${sites.length === 0 ? "'none'" : sites.join(' ')}`,
  ];
  return reply.removeHeader('x-frame-options').header('content-security-policy', policy.join('; '));
}

function thanks({ thanks: own, language, confirmed }: OpenForm): string {
  const usual = language === 'zh' ? '谢谢，我们已收到。' : 'Thank you. We have received it.';
  const mailed =
    language === 'zh'
      ? '请查收邮件，并点击其中的链接确认您的邮箱。'
      : 'Please look into your mailbox, and confirm your address by the link in our mail.';
  const paragraphs = (own === '' ? usual : own).split(/\n+/).concat(confirmed ? [mailed] : []);
  return paragraphs.map((text) => `<p>${escapeHtml(text)}</p>`).join('\n');
}

function notThere(reply: FastifyReply): FastifyReply {
  return sendPage(reply, 404, 'There is no form here, or it is closed.', '此处没有表单，或表单已关闭。');
}

function sayFull(reply: FastifyReply, form: OpenForm): FastifyReply {
  const [english, chinese] = [
    'Nothing more can be taken at present. Please try again tomorrow.',
    '暂时无法接收，请明天再试。',
  ];
  return sendPage(framed(reply, form), 429, english, chinese);
}

function sayConfirmed(reply: FastifyReply): FastifyReply {
  return sendPage(reply, 200, 'Thank you, your address is confirmed.', '谢谢，您的邮箱已确认。');
}
