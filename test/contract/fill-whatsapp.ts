// WhatsApp in an organisation of the walks: a number, a template, a message that went out and what Meta told of it.
import type { Services } from '#api/services.ts';
import { ok, publish } from '#test/api-cadences.ts';
import { META, signed, telling } from '#test/peers/whatsapp-cloud.ts';
import type { Filling } from './fill-organization.ts';

export const whatsappSettings = {
  enabled: true,
  ...{ phoneNumberId: META.number, businessAccountId: META.account },
  ...{ token: META.token, appSecret: META.appSecret, verifyToken: META.verifyToken },
};

/** Every token works, everything is taken. */
export const whatsappOfWalks: Services['whatsapp'] = {
  findNumber: async () => ({ kind: 'found', displayNumber: '', displayName: '' }),
  listTemplates: async () => ({
    kind: 'found',
    templates: [
      {
        ...{ name: 'greeting', language: 'en', category: 'utility', status: 'approved', naming: 'positional' },
        ...{ header: null, body: 'Hello', footer: null, variables: [], wants: null },
      },
    ],
  }),
  send: async ({ reference, date }, gate) =>
    (await gate()) ? { kind: 'sent', at: date, response: `wamid.${reference}` } : { kind: 'stopped' },
};

export async function fillWhatsapp({ world, organization, send, post, mark }: Filling): Promise<void> {
  const { webhookUrl } = await ok<{ webhookUrl: string }>(send('PUT', '/api/v1/settings/whatsapp', whatsappSettings));
  const message = { name: mark, to: 'mobile', template: 'greeting', language: 'en' };
  const greeting = [{ id: 'greeting', whatsapp: message }];
  const file = { name: `${mark} greetings`, module: 'leads', audience: 'manual', followUps: greeting } as const;
  const cadence = await publish(send, file);
  const values = { last_name: `${mark} greeted`, mobile: '+8613800138000' };
  const { id } = await ok<{ id: string }>(send('POST', '/api/v1/leads', { values }));
  await ok(send('POST', `/api/v1/cadences/${cadence.id}/enroll`, { records: [id] }));
  await world.settle(organization);
  const { items } = await ok<{ items: { kind: string; id: string; recipient?: string }[] }>(
    send('GET', `/api/v1/leads/${id}/timeline?only=mail`),
  );
  const reference = `cadenza.${organization.publicId}.${items[0]?.id}`;
  const status = { id: `wamid.${mark}`, status: 'delivered', recipient_id: '8613800138000', timestamp: '1' };
  const payload = telling({ statuses: [{ ...status, biz_opaque_callback_data: reference }], [mark]: [] });
  const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signed(payload) };
  await ok(post({ url: new URL(webhookUrl).pathname, payload, headers }));
  await world.settle(organization);
}
