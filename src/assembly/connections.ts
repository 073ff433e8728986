// What webhooks and single sign-on stand on: secrets that are sealed, calls that stay outside of the house.
import { createSeals, type Seals } from '#actions/accounts/seals.ts';
import { createOpenId } from '#channels/identity/open-id.ts';
import { createOutbound } from '#channels/http/outbound.ts';
import type { IdentityProviders } from '#core/net/identity-provider.ts';
import type { Outbound } from '#core/net/outbound.ts';

export type Connections = {
  readonly seals: Seals;
  readonly outbound: Outbound;
  readonly providers: IdentityProviders;
};

/** `allowed`: servers inside the house that may be called all the same, as host:port. */
export function openConnections(secret: string, allowed: ReadonlySet<string> = new Set()): Connections {
  const outbound = createOutbound({ allowed });
  return { seals: createSeals(secret), outbound, providers: createOpenId({ outbound, allowed }) };
}
