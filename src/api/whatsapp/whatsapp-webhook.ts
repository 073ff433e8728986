// The address that Meta calls. Public, proven by the signature over the bytes as they came (T15); answered as soon as what it
// tells is committed.
import type { FastifyInstance } from 'fastify';
import { hearWebhook, isExpected } from '#actions/whatsapp/hear-webhook.ts';
import type { Services } from '#api/services.ts';
import { isUuid } from '#core/uuid.ts';

const options = {
  config: { access: 'public', rateLimit: false, askedBy: 'any_site' },
  schema: { hide: true },
} as const;
/** Meta says: up to 3 MB. */
const BODY_BYTES_MAX = 3 * 1024 * 1024;
const CHALLENGE = /^[\w.-]{1,200}$/;

type Called = {
  readonly Params: { readonly organization: string };
  readonly Querystring: Readonly<Record<string, unknown>>;
  readonly Body: unknown;
};

export function webhookPath(organization: string): string {
  return `/hooks/whatsapp/${organization}`;
}

export async function whatsappWebhook(app: FastifyInstance, services: Services): Promise<void> {
  const { database, seals, whatsappWebhook: webhook } = services;
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: BODY_BYTES_MAX },
      async (_: unknown, body: Buffer) => body,
    );

    scope.get<Called>(webhookPath(':organization'), options, async ({ params: { organization }, query }, reply) => {
      const [token, challenge] = [query['hub.verify_token'], query['hub.challenge']];
      const isAsked = query['hub.mode'] === 'subscribe' && typeof token === 'string' && typeof challenge === 'string';
      const isOurs = isAsked && isUuid(organization) && CHALLENGE.test(challenge);
      if (!isOurs || !(await isExpected({ database, seals, organization }, token))) return reply.code(403).send();
      return reply.type('text/plain').send(challenge);
    });

    scope.post<Called>(
      webhookPath(':organization'),
      options,
      async ({ params: { organization }, headers, body }, reply) => {
        const signature = headers['x-hub-signature-256'];
        if (!isUuid(organization) || typeof signature !== 'string' || !Buffer.isBuffer(body))
          return reply.code(401).send();
        const heard = { ...webhook, body, signature, now: scope.clock() };
        const outcome = await hearWebhook({ database, seals, organization }, heard);
        return reply.code(outcome === 'heard' ? 200 : 401).send();
      },
    );
  });
}
