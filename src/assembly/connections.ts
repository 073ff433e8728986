// What webhooks, single sign-on and WhatsApp stand on: secrets that are sealed, calls that stay outside of the house.
import { createSeals, type Seals } from '#actions/accounts/seals.ts';
import { createOpenId } from '#channels/identity/open-id.ts';
import { createOutbound } from '#channels/http/outbound.ts';
import { openWhatsappConnection, WHATSAPP_API, type WhatsappConnection } from '#assembly/whatsapp.ts';
import type { IdentityProviders } from '#core/net/identity-provider.ts';
import type { Outbound } from '#core/net/outbound.ts';

export type Connections = WhatsappConnection & {
  readonly seals: Seals;
  readonly outbound: Outbound;
  readonly providers: IdentityProviders;
};

/** `allowed`: servers inside the house that may be called all the same, as host:port. */
export function openConnections(
  secret: string,
  allowed: ReadonlySet<string> = new Set(),
  whatsappApi = WHATSAPP_API,
): Connections {
  const outbound = createOutbound({ allowed });
  return {
    seals: createSeals(secret),
    outbound,
    providers: createOpenId({ outbound, allowed }),
    ...openWhatsappConnection(outbound, whatsappApi),
  };
}
