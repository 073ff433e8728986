// WhatsApp put together: the API over guarded calls, what its webhook tells, and what the worker sends with.
import type { Seals } from '#actions/accounts/seals.ts';
import type { WhatsappSender } from '#actions/deliveries/prepare-whatsapp.ts';
import { createLiquid } from '#channels/email/liquid.ts';
import { createCloudApi } from '#channels/whatsapp/cloud-api.ts';
import { readWhatsappNews } from '#channels/whatsapp/read-news.ts';
import { isSignedByMeta } from '#channels/whatsapp/signature.ts';
import type { WhatsappApi } from '#core/message/whatsapp-api.ts';
import type { IsSignedByMeta, ReadWhatsappNews } from '#core/message/whatsapp-news.ts';
import type { Outbound } from '#core/net/outbound.ts';

export type WhatsappConnection = {
  readonly whatsapp: WhatsappApi;
  readonly whatsappWebhook: { readonly read: ReadWhatsappNews; readonly isSigned: IsSignedByMeta };
};

export const WHATSAPP_API = 'https://graph.facebook.com/v23.0';

export function openWhatsappConnection(outbound: Outbound, baseUrl: string): WhatsappConnection {
  const whatsapp = createCloudApi({ outbound, baseUrl });
  return { whatsapp, whatsappWebhook: { read: readWhatsappNews, isSigned: isSignedByMeta } };
}

type Sending = Pick<WhatsappConnection, 'whatsapp'> & { readonly seals: Seals };

export function whatsappSender({ whatsapp, seals }: Sending): WhatsappSender {
  return { api: whatsapp, seals, render: createLiquid().render };
}
